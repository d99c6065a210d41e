package neurosweep.data;

/**
 * Labelled examples in a compact form. Rows are widened into a caller's batch on the fly, so a data
 * set of bytes stays bytes in memory.
 */
public interface Examples {

  /** Number of examples. */
  int size();

  /** Number of features of one example. */
  int features();

  /** The class of an example, from 0. */
  int label(int index);

  /** Writes one example's scaled features to {@code out[offset .. offset + features)}. */
  void widen(int index, double[] out, int offset);

  /** Writes one example's scaled features to {@code out[offset .. offset + features)}. */
  void widen(int index, float[] out, int offset);
}
