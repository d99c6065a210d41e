package neurosweep.spec;

import java.util.List;
import java.util.Optional;

/**
 * How the best configuration of a group is chosen.
 *
 * @param metric a REAL metric of the experiment; empty if the job names none and the experiment's
 *     objectives differ between configurations
 * @param goal whether more is better
 * @param stable what is asked of the cell's stability
 * @param over the axes that are selected over; the other axes make the groups
 */
public record Selection(Optional<String> metric, Goal goal, Stable stable, List<String> over) {

  /** Which end of the metric is best. */
  public enum Goal {
    /** The greatest. */
    MAX,
    /** The least. */
    MIN
  }

  /** The part that stability plays. */
  public enum Stable {
    /** Only stable configurations are chosen. */
    REQUIRED,
    /** A stable one is chosen if there is one. */
    PREFERRED,
    /** Stability does not matter. */
    IGNORED
  }

  /** Copies the list. */
  public Selection {
    over = List.copyOf(over);
  }
}
