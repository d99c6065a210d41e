package neurosweep.result;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
 */
public record Axis(String name, Column.Type type, String unit, List<Object> values, boolean over) {

  /**
   * Brings numbers to the axis' type, as JSON does not keep it.
   *
   * @throws neurosweep.core.UserError naming every value that does not fit the type
   */
  public Axis {
    Problems problems = new Problems();
    unit = unit == null ? "" : unit;
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

  /** The axis' column in tables. */
  public Column column() {
    return new Column(name, type, unit, "");
  }
}
