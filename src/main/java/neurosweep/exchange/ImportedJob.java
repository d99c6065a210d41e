package neurosweep.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import neurosweep.core.Names;
import neurosweep.core.Problems;

/**
 * A job file whose configurations are the trials of a table.
 *
 * @param knobs what was varied
 * @param metrics as a job says them
 */
record ImportedJob(List<ForeignKnob> knobs, List<String> metrics) {
  /** What a user may say beside them, in front. */
  private static final List<String> SETTINGS = List.of("description", "select", "report", "claims");

  private static final Pattern KEY = Pattern.compile("(?m)^([^\\s#:-][^:\\n]*):");

  /**
   * Refuses settings that say what was run.
   *
   * @param where they are from
   */
  static void check(String settings, String where) {
    Problems problems = new Problems();
    Matcher keys = KEY.matcher(settings);
    while (keys.find()) {
      if (!SETTINGS.contains(keys.group(1).strip())) {
        problems.add(where, Names.unknown("section", keys.group(1).strip(), SETTINGS));
      }
    }
    problems.throwIfAny();
  }

  /**
   * The text. Settings come first, so that messages name the lines of their file.
   *
   * @param configurations distinct values of the knobs, in their order
   */
  String text(
      String name,
      String settings,
      Collection<List<String>> configurations,
      Collection<Long> seeds) {
    Map<String, String> fixed = new LinkedHashMap<>();
    fixed.put("knobs", list(knobs.stream().map(k -> k.name() + "=" + k.ordinary()).toList()));
    fixed.put("metrics", list(metrics));
    Map<String, String> together = new LinkedHashMap<>();
    for (int k = 0; k < knobs.size(); k++) {
      List<String> values = new ArrayList<>();
      for (List<String> configuration : configurations) {
        String value = configuration.get(k);
        values.add(knobs.get(k).isText() ? quoted(value) : value);
      }
      boolean one = values.stream().distinct().count() == 1;
      if (one) {
        fixed.put(knobs.get(k).name(), values.get(0));
      } else {
        together.put(knobs.get(k).name(), "[" + String.join(", ", values) + "]");
      }
    }
    StringBuilder text = new StringBuilder(settings);
    if (!settings.isEmpty() && !settings.endsWith("\n")) {
      text.append('\n');
    }
    List<String> over =
        knobs.stream()
            .filter(knob -> knob.isReal() && together.containsKey(knob.name()))
            .map(ForeignKnob::name)
            .toList();
    if (!hasSection(settings, "select") && !over.isEmpty()) {
      text.append("select: {over: [" + String.join(", ", over) + "]}\n");
    }
    text.append("name: ").append(quoted(name)).append("\nexperiment: imported\nfixed:\n");
    fixed.forEach((key, value) -> text.append("  " + key + ": " + value + "\n"));
    if (!together.isEmpty()) {
      text.append("zip:\n  trials:\n");
      together.forEach((key, value) -> text.append("    " + key + ": " + value + "\n"));
    }
    return text.append("seeds: ").append(new TreeSet<>(seeds)).append('\n').toString();
  }

  private static boolean hasSection(String settings, String name) {
    return KEY.matcher(settings).results().anyMatch(key -> key.group(1).strip().equals(name));
  }

  /** As YAML takes any text that can be seen. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String list(List<String> items) {
    return "[" + String.join(", ", items.stream().map(ImportedJob::quoted).toList()) + "]";
  }
}
