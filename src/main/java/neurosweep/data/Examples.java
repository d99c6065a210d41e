package neurosweep.data;

import neurosweep.math.RowSource;

/**
 * Labelled examples in a compact form: rows of scaled features, widened into a caller's batch on
 * the fly, so that a data set of bytes stays bytes in memory.
 */
public interface Examples extends RowSource {

  /** Number of examples. */
  int size();

  /** Number of features of one example. */
  int features();

  /** The class of an example, from 0. */
  int label(int index);
}
