package neurosweep.spec;

import java.util.List;
import java.util.Optional;
import neurosweep.core.Goal;
import neurosweep.core.Stable;

/**
 * How the best configuration of a group is chosen.
 *
 * @param metric a REAL metric of the experiment; empty if the job names none and the experiment's
 *     objectives differ between configurations
 * @param goal which end is the better one; empty if neither the job nor the metric says so
 * @param stable what is asked of the cell's stability
 * @param over the axes that are selected over; the other axes make the groups
 */
public record Selection(
    Optional<String> metric, Optional<Goal> goal, Stable stable, List<String> over) {

  /** Copies the list. */
  public Selection {
    over = List.copyOf(over);
  }
}
