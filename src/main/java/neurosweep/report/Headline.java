package neurosweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import neurosweep.core.Column;

/**
 * A quantity that tables show: its best value over training beside its last.
 *
 * @param label what to call it, such as {@code test accuracy}
 * @param peak the metric of its best value, or its only metric
 * @param at the metric of the step at which the best was reached, or an empty string
 * @param last the metric of its value at the end, or an empty string
 */
public record Headline(String label, String peak, String at, String last) {

  /** Reads missing names as empty ones. */
  public Headline {
    at = at == null ? "" : at;
    last = last == null ? "" : last;
  }

  /** The metrics it shows. */
  public List<String> metrics() {
    return Stream.of(peak, at, last).filter(name -> name != null && !name.isEmpty()).toList();
  }

  /**
   * The headline of an experiment that declares none, from the names of its metrics:
   *
   * <ul>
   *   <li>each pair {@code peak_X}, {@code final_X};
   *   <li>each {@code best_X} that is real, and each {@code X_at_best_Y}, alone;
   *   <li>without any of these, every real metric alone.
   * </ul>
   *
   * The step of {@code peak_A_B} is {@code peak_A_epoch}, and of {@code best_A_B} {@code
   * best_A_epoch}; a bare {@code peak_epoch} belongs to the test set or to the only pair.
   */
  public static List<Headline> of(List<Column> metrics) {
    List<String> names = metrics.stream().map(Column::name).toList();
    List<String> pairs =
        names.stream()
            .filter(name -> name.startsWith("peak_"))
            .map(name -> name.substring("peak_".length()))
            .filter(name -> names.contains("final_" + name))
            .toList();
    List<Headline> found = new ArrayList<>();
    for (String pair : pairs) {
      boolean owner = pairs.size() == 1 || List.of(pair.split("_")).contains("test");
      String shared = owner && names.contains("peak_epoch") ? "peak_epoch" : "";
      String at = step("peak_", pair, names, shared);
      found.add(new Headline(words(pair), "peak_" + pair, at, "final_" + pair));
    }
    List<String> reals =
        metrics.stream()
            .filter(metric -> metric.type() == Column.Type.REAL)
            .map(Column::name)
            .toList();
    for (String name : reals) {
      if (name.startsWith("best_")) {
        String at = step("best_", name.substring("best_".length()), names, "");
        found.add(new Headline(words(name), name, at, ""));
      } else if (name.contains("_at_best_")) {
        found.add(new Headline(words(name), name, "", ""));
      }
    }
    if (found.isEmpty()) {
      reals.forEach(name -> found.add(new Headline(words(name), name, "", "")));
    }
    return found;
  }

  private static String step(String prefix, String name, List<String> names, String otherwise) {
    String own = prefix + List.of(name.split("_")).get(0) + "_epoch";
    return names.contains(own) ? own : otherwise;
  }

  private static String words(String name) {
    return name.replace('_', ' ');
  }
}
