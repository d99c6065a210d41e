package neurosweep.experiment;

import neurosweep.core.Cell;
import neurosweep.data.Dataset;

/** What an executor lends to a running cell. */
public interface Context {

  /** The prepared data set of the cell. */
  Dataset dataset(Cell cell);

  /** Name of the linear-algebra backend that the sweep is pinned to. */
  String backend();

  /** Whether the cell should return early, as timed out; polled every training step. */
  boolean expired();
}
