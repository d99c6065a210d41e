package neurosweep.result;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import neurosweep.core.Column;
import neurosweep.core.Metric;
import neurosweep.core.Metric.Role;

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
   * The headline of an experiment that declares none: each metric that is the peak of a column of
   * which another is the last value, with that; each that is the best of one, or chosen by such;
   * without any of these, every real metric alone.
   */
  public static List<Headline> of(List<Metric<?>> metrics) {
    List<Headline> found = new ArrayList<>();
    for (Metric<?> peak : with(Role.PEAK, metrics)) {
      with(Role.LAST, metrics).stream()
          .filter(last -> last.meaning().summary().of().equals(peak.meaning().summary().of()))
          .forEach(last -> found.add(of(peak.meaning().summary().quantity(), peak, last.name())));
    }
    for (Metric<?> metric : metrics) {
      Role role = metric.meaning().summary().role();
      if (role == Role.BEST || role == Role.CHOSEN) {
        found.add(of(metric.label(), metric, ""));
      }
    }
    if (found.isEmpty()) {
      metrics.stream()
          .filter(metric -> metric.type() == Column.Type.REAL)
          .forEach(metric -> found.add(of(metric.label(), metric, "")));
    }
    return found;
  }

  private static List<Metric<?>> with(Role role, List<Metric<?>> metrics) {
    return metrics.stream().filter(metric -> metric.meaning().summary().role() == role).toList();
  }

  private static Headline of(String label, Metric<?> peak, String last) {
    return new Headline(label, peak.name(), peak.meaning().summary().at(), last);
  }
}
