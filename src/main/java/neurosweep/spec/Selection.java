package neurosweep.spec;

import java.util.List;
import java.util.Optional;
import neurosweep.core.Goal;
import neurosweep.core.Metric;
import neurosweep.core.Split;
import neurosweep.core.Stable;

/**
 * How the best configuration of a group is chosen.
 *
 * @param metric a REAL metric of the experiment; empty if the job names none and the experiment's
 *     objectives differ between configurations
 * @param goal which end is the better one; empty if neither the job nor the metric says so
 * @param stable what is asked of endings and stability; empty if the job does not say
 * @param over the axes that are selected over; the other axes make the groups
 */
public record Selection(
    Optional<String> metric, Optional<Goal> goal, Optional<Stable> stable, List<String> over) {

  /** Copies the list. */
  public Selection {
    over = List.copyOf(over);
  }

  /**
   * The metric that configurations are compared by once they are selected: where a validation set
   * selects, what the test set says at the same step; otherwise the selection's own.
   *
   * @param metric the selection's
   * @param metrics all that are measured
   */
  public static String compared(String metric, List<Metric<?>> metrics) {
    boolean validates =
        metrics.stream()
            .anyMatch(
                each -> each.name().equals(metric) && each.meaning().split() == Split.VALIDATION);
    return metrics.stream()
        .filter(each -> validates && each.isNumber())
        .filter(each -> each.meaning().summary().role() == Metric.Role.CHOSEN)
        .map(Metric::name)
        .findFirst()
        .orElse(metric);
  }
}
