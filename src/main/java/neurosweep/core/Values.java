package neurosweep.core;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Knob values by name, in order of their names: Double, Long, Boolean or String.
 *
 * @param map the values; copied
 */
public record Values(SortedMap<String, Object> map) {

  /** No value given: every knob has its default. */
  public static final Values NONE = new Values(new TreeMap<>());

  /** Copies the map and refuses types that have no canonical text. */
  public Values {
    TreeMap<String, Object> copy = new TreeMap<>(map);
    copy.forEach(
        (name, value) -> {
          if (!(value instanceof Double
              || value instanceof Long
              || value instanceof Boolean
              || value instanceof String)) {
            throw new IllegalArgumentException(name + " has the type " + value.getClass());
          }
        });
    map = Collections.unmodifiableSortedMap(copy);
  }

  /** Values from pairs. */
  public static Values of(Map<String, ?> values) {
    return new Values(new TreeMap<>(values));
  }

  /** The value given under that name, or null. */
  public Object get(String name) {
    return map.get(name);
  }

  /** These values and one more, which replaces one of the same name. */
  public Values with(String name, Object value) {
    TreeMap<String, Object> copy = new TreeMap<>(map);
    copy.put(name, value);
    return new Values(copy);
  }

  /** These values but the one under that name. */
  public Values without(String name) {
    TreeMap<String, Object> copy = new TreeMap<>(map);
    copy.remove(name);
    return new Values(copy);
  }

  /**
   * These values and the default of every declared knob that has none: what a part reads then does
   * not depend on whether it knows the experiment's defaults.
   *
   * @param declared the knobs that apply, as {@link Param#effective} finds them
   */
  public Values filled(Iterable<Param<?>> declared) {
    TreeMap<String, Object> all = new TreeMap<>(map);
    declared.forEach(param -> all.putIfAbsent(param.name(), param.defaultValue()));
    return new Values(all);
  }

  /**
   * Only what distinguishes a cell: knobs that apply and differ from their defaults.
   *
   * @param declared the knobs that apply, as {@link Param#effective} finds them
   */
  public Values canonical(Iterable<Param<?>> declared) {
    TreeMap<String, Object> kept = new TreeMap<>();
    for (Param<?> param : declared) {
      Object value = map.get(param.name());
      if (value != null && !value.equals(param.defaultValue())) {
        kept.put(param.name(), value);
      }
    }
    return new Values(kept);
  }

  /**
   * {@code a=1 b=x}: the canonical text, from which keys are hashed. A text that could be taken for
   * more than one value, such as one with a space, is quoted.
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    map.forEach(
        (name, value) -> {
          if (!text.isEmpty()) {
            text.append(' ');
          }
          text.append(name).append('=').append(value instanceof String s ? quoted(s) : value);
        });
    return text.toString();
  }

  private static String quoted(String value) {
    boolean plain = value.chars().noneMatch(c -> c <= ' ' || c == '=' || c == '"');
    return plain ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  @Override
  public String toString() {
    return text();
  }
}
