package neurosweep.result;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import neurosweep.core.Origin;

/**
 * What computed the cells of a sweep, counted: a sweep that went on with another program, library
 * or machine has more than one origin, and no single fact is true of all its cells.
 *
 * @param cells how many cells each origin computed, most first
 */
public record Builds(Map<Origin, Long> cells) {
  /** Of a sweep without cells. */
  public static final Builds NONE = new Builds(Map.of());

  private static final String UNKNOWN = "not recorded";

  /** Keeps the order. */
  public Builds {
    cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
  }

  /** Counts one origin a cell. */
  public static Builds of(Collection<Origin> origins) {
    Map<Origin, Long> counts =
        origins.stream().collect(Collectors.groupingBy(each -> each, Collectors.counting()));
    List<Map.Entry<Origin, Long>> ordered = new ArrayList<>(counts.entrySet());
    ordered.sort(
        Map.Entry.<Origin, Long>comparingByValue()
            .reversed()
            .thenComparing(entry -> entry.getKey().toString()));
    Map<Origin, Long> sorted = new LinkedHashMap<>();
    ordered.forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return new Builds(sorted);
  }

  /** What bits depend on beside the cell: the classes that compute, backend, library and kernel. */
  public static List<String> numerics(Origin origin) {
    return List.of(origin.computing(), origin.backend(), origin.library(), origin.kernel());
  }

  /** Whether cells were computed by different classes, backends, libraries or kernels. */
  public boolean isMixed() {
    return cells.keySet().stream().map(Builds::numerics).distinct().count() > 1;
  }

  /** In one sentence, empty unless {@link #isMixed}. */
  public String sentence() {
    if (!isMixed()) {
      return "";
    }
    Map<String, Long> counts = counts(Builds::name);
    return "Mixed: "
        + counts.entrySet().stream()
            .map(each -> count(each.getValue()) + " by " + each.getKey())
            .collect(Collectors.joining(", "))
        + ".";
  }

  private static String name(Origin origin) {
    List<String> parts = new ArrayList<>();
    parts.add(origin.isKnown() ? "code " + origin.computing() : "code that was not recorded");
    parts.add(origin.backend());
    if (!origin.library().isEmpty()) {
      parts.add(origin.library());
    }
    if (!origin.kernel().isEmpty()) {
      parts.add("kernel " + origin.kernel());
    }
    return String.join(", ", parts);
  }

  /** What computed the cells by label; a fact that differs is counted by cells. */
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    put(facts, "code", Origin::code);
    put(facts, "code that computes", Origin::computing);
    put(facts, "backend", Origin::backend);
    put(facts, "library", Origin::library);
    put(facts, "kernel", Origin::kernel);
    put(facts, "Java", Origin::java);
    put(facts, "machine", Origin::machine);
    return facts;
  }

  private void put(Map<String, String> facts, String label, Function<Origin, String> part) {
    Map<String, Long> counts = counts(part.andThen(text -> text.isEmpty() ? UNKNOWN : text));
    if (counts.size() == 1) {
      String only = counts.keySet().iterator().next();
      if (!only.equals(UNKNOWN)) {
        facts.put(label, only);
      }
    } else if (!counts.isEmpty()) {
      facts.put(
          label,
          counts.entrySet().stream()
              .map(each -> each.getKey() + " (" + count(each.getValue()) + ")")
              .collect(Collectors.joining(", ")));
    }
  }

  private Map<String, Long> counts(Function<Origin, String> part) {
    Map<String, Long> counts = new LinkedHashMap<>();
    cells.forEach((origin, count) -> counts.merge(part.apply(origin), count, Long::sum));
    return counts;
  }

  private static String count(long cells) {
    return String.format(Locale.ROOT, "%,d %s", cells, cells == 1 ? "cell" : "cells");
  }
}
