package neurosweep.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import neurosweep.core.Column;
import neurosweep.core.ColumnName;
import neurosweep.core.Problems;

/**
 * An axis of a sweep.
 *
 * @param name the knob's name, which is also its column's
 * @param type the type of its values
 * @param unit the unit, or an empty string
 * @param values in the order of the job file: Double, Long, Boolean or String; empty where a search
 *     draws them
 * @param over whether the best of its values is selected; otherwise its values tell groups apart
 * @param label what readers call it; its name where nothing else is known
 * @param words what readers call its values, where that is something else
 */
public record Axis(
    String name,
    Column.Type type,
    String unit,
    List<Object> values,
    boolean over,
    String label,
    Map<String, String> words) {

  /** An axis that readers meet under its own name. */
  public Axis(String name, Column.Type type, String unit, List<Object> values, boolean over) {
    this(name, type, unit, values, over, null, null);
  }

  /**
   * Brings numbers to the axis' type, as JSON does not keep it.
   *
   * @throws neurosweep.core.UserError naming every value that does not fit the type
   */
  public Axis {
    Problems problems = new Problems();
    unit = unit == null ? "" : unit;
    label = label == null ? name : label;
    Map<String, String> known = new TreeMap<>(words == null ? Map.of() : words); // one order
    known.values().removeIf(Objects::isNull);
    words = Collections.unmodifiableMap(known);
    if (name == null || name.isBlank()) {
      problems.add("axis", "name is empty, every axis needs one");
    } else {
      String named = name;
      problems.check("axis", () -> new ColumnName(named));
    }
    if (type == null) {
      problems.add("axis " + name, "type is missing, must be one of REAL, INTEGER, FLAG, TEXT");
    } else {
      List<Object> typed = new ArrayList<>();
      for (Object value : values == null ? List.of() : values) {
        typed.add(typed(name, type, value, problems));
      }
      if (new HashSet<>(typed).size() < typed.size()) {
        problems.add("axis " + name, "values are " + typed + ", must be distinct");
      }
      values = typed;
    }
    problems.throwIfAny();
    values = List.copyOf(values);
  }

  private static Object typed(String name, Column.Type type, Object value, Problems problems) {
    Object typed =
        switch (type) {
          case REAL -> value instanceof Number number ? (Object) number.doubleValue() : null;
          case INTEGER ->
              value instanceof Long || value instanceof Integer
                  ? (Object) ((Number) value).longValue()
                  : null;
          case FLAG -> value instanceof Boolean ? value : null;
          case TEXT -> value instanceof String ? value : null;
        };
    if (typed == null || (typed instanceof Double real && !Double.isFinite(real))) {
      problems.add("axis " + name, "value is " + value + ", must be " + type + " and finite");
      return String.valueOf(value);
    }
    return typed;
  }

  /** The same under other labels, where one is known for the name or a value. */
  public Axis labelled(String other, UnaryOperator<String> known) {
    Map<String, String> labels = new HashMap<>();
    for (Object value : values) {
      String said = known.apply(AxisText.of(value));
      if (!said.isEmpty()) {
        labels.put(AxisText.of(value), said);
      }
    }
    return new Axis(name, type, unit, values, over, other, labels);
  }

  /** A value as readers see it. */
  public String text(Object value) {
    String plain = AxisText.of(value);
    return words.getOrDefault(plain, plain);
  }

  /** The axis' column in tables. */
  public Column column() {
    return new Column(name, type, unit, "");
  }

  /** How many values there are, of numbers from the least to the greatest. */
  public String range() {
    boolean ordered = type == Column.Type.REAL || type == Column.Type.INTEGER;
    String count = values.size() + " values";
    if (!ordered) {
      return count;
    }
    Comparator<Object> size = Comparator.comparingDouble(value -> ((Number) value).doubleValue());
    return count
        + " from "
        + text(Collections.min(values, size))
        + " to "
        + text(Collections.max(values, size));
  }
}
