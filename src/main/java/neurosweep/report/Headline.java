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
   * The headline of an experiment that declares none, from the names of its metrics: each pair
   * {@code peak_X}, {@code final_X}, with {@code peak_X_epoch} where it exists and otherwise {@code
   * peak_epoch}, which belongs to the test set or to the only pair. Without pairs, every real
   * metric alone.
   */
  public static List<Headline> of(List<Column> metrics) {
    List<String> names = metrics.stream().map(Column::name).toList();
    List<String> paired =
        names.stream()
            .filter(name -> name.startsWith("peak_"))
            .map(name -> name.substring("peak_".length()))
            .filter(name -> names.contains("final_" + name))
            .toList();
    List<Headline> found = new ArrayList<>();
    for (String name : paired) {
      boolean owner = paired.size() == 1 || List.of(name.split("_")).contains("test");
      String own = "peak_" + name + "_epoch";
      String shared = owner && names.contains("peak_epoch") ? "peak_epoch" : "";
      String at = names.contains(own) ? own : shared;
      found.add(new Headline(name.replace('_', ' '), "peak_" + name, at, "final_" + name));
    }
    if (found.isEmpty()) {
      for (Column metric : metrics) {
        if (metric.type() == Column.Type.REAL) {
          found.add(new Headline(metric.name().replace('_', ' '), metric.name(), "", ""));
        }
      }
    }
    return found;
  }
}
