package neurosweep.analysis;

import java.util.Collections;
import java.util.List;
import neurosweep.core.Outcome.State;

/**
 * A cell of a search.
 *
 * @param group its values on the grouping axes, the budget's at its full
 * @param values its values on all axes, likewise
 * @param budget what it was trained for; 0 without a budget
 * @param seed the replication
 * @param cellId its key
 * @param candidate key of its configuration at the full budget
 * @param state how it ended
 * @param cause why it did not finish, or an empty string
 * @param value the metric that selects; NaN if it was not measured
 * @param seconds of a processor, without those of the cell that it went on from
 * @param counts whether it is a row of {@code results}
 */
public record Trial(
    List<Object> group,
    List<Object> values,
    long budget,
    long seed,
    String cellId,
    String candidate,
    State state,
    String cause,
    double value,
    double seconds,
    boolean counts) {
  /** Keeps the lists, of which some values may be null. */
  public Trial {
    group = Collections.unmodifiableList(group);
    values = Collections.unmodifiableList(values);
  }

  /** Whether it has a value to be compared by. */
  boolean measured() {
    return state == State.FINISHED && Double.isFinite(value);
  }
}
