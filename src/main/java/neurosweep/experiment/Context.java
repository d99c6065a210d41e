package neurosweep.experiment;

import neurosweep.core.Cell;
import neurosweep.core.Persistent;
import neurosweep.data.Dataset;

/** What an executor lends to a running cell. */
public interface Context {

  /** The prepared data set of the cell. */
  Dataset dataset(Cell cell);

  /** Name of the linear-algebra backend that the sweep is pinned to. */
  String backend();

  /** Whether the cell should return early, as timed out; polled every training step. */
  boolean expired();

  /** Where a cell that may run long keeps its state. */
  default Checkpoint checkpoint() {
    return Checkpoint.NONE;
  }

  /**
   * As {@link #expired}, for a cell that can be continued: polled after every step, it keeps the
   * state when that is due and when the cell has to return. A loop that polls it after a step and
   * not before makes progress in every attempt, however short.
   *
   * @param state what {@link Checkpoint#resume} has given, as it is between two steps
   */
  default boolean expired(Persistent state) {
    boolean expired = expired();
    if (expired || checkpoint().due()) {
      checkpoint().save(state);
    }
    return expired;
  }
}
