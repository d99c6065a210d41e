package neurosweep.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What differs between two resolved specs, as readable lines. */
public final class SpecDiff {
  private static final String ABSENT = "(not given)";

  private SpecDiff() {}

  /**
   * Compares what decides which cells exist and which are chosen: experiment, seeds, knobs and
   * selection, not the name, the description or the report.
   *
   * @param before a map as {@link SweepSpec#resolved} makes it, or the same read back from JSON
   * @param now another
   * @return {@code knob: old -> new} each; empty if nothing differs
   */
  public static List<String> between(Map<String, ?> before, Map<String, ?> now) {
    Map<String, String> old = flat(before);
    Map<String, String> fresh = flat(now);
    Set<String> keys = new LinkedHashSet<>(old.keySet());
    keys.addAll(fresh.keySet());
    List<String> lines = new ArrayList<>();
    for (String key : keys) {
      String from = old.getOrDefault(key, ABSENT);
      String to = fresh.getOrDefault(key, ABSENT);
      if (!from.equals(to)) {
        lines.add(label(key, before, now) + ": " + from + " -> " + to);
      }
    }
    Object digest = before.get("configurations_digest");
    if (lines.isEmpty() && digest != null && !digest.equals(now.get("configurations_digest"))) {
      String counts = before.get("configurations") + " -> " + now.get("configurations");
      lines.add("configurations: " + counts + ", other combinations: variants, zip or exclude");
    }
    return lines;
  }

  /** Knobs by name, whether they vary or not; settings under {@code =}, which no knob contains. */
  private static Map<String, String> flat(Map<String, ?> resolved) {
    Map<String, String> flat = new LinkedHashMap<>();
    flat.put("=experiment", text(resolved.get("experiment")));
    flat.put("=sweep_seed", text(resolved.get("sweep_seed")));
    section(resolved, "fixed").forEach((knob, value) -> flat.put(knob, text(value)));
    section(resolved, "axes").forEach((knob, values) -> flat.put(knob, text(values)));
    section(resolved, "drawn").forEach((knob, value) -> flat.put("=drawn " + knob, text(value)));
    section(resolved, "search").forEach((key, value) -> flat.put("=search." + key, text(value)));
    flat.put("=seeds", text(resolved.get("seeds")));
    section(resolved, "select").forEach((key, value) -> flat.put("=select." + key, text(value)));
    return flat;
  }

  private static String label(String key, Map<String, ?> before, Map<String, ?> now) {
    if (key.startsWith("=")) {
      return key.substring(1);
    }
    boolean varies =
        section(before, "axes").containsKey(key) || section(now, "axes").containsKey(key);
    return varies ? key : "fixed." + key;
  }

  private static Map<String, Object> section(Map<String, ?> resolved, String key) {
    Map<String, Object> section = new LinkedHashMap<>();
    if (resolved.get(key) instanceof Map<?, ?> map) {
      map.forEach((name, value) -> section.put(String.valueOf(name), value));
    }
    return section;
  }

  private static String text(Object value) {
    if (value == null) {
      return ABSENT;
    }
    if (value instanceof List<?> list) {
      return list.isEmpty()
          ? "(none)"
          : list.stream().map(SpecDiff::text).collect(Collectors.joining(", "));
    }
    if (value instanceof Number) {
      return value.toString().replaceFirst("\\.0(?=E|$)", "").replace('E', 'e');
    }
    return value.toString();
  }
}
