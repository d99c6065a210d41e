package neurosweep.math;

/** Rows of features in a compact form, widened into a batch on the fly. */
public interface RowSource {

  /** Writes one row to {@code out} from {@code offset} on. */
  void widen(int index, double[] out, int offset);

  /** Writes one row to {@code out} from {@code offset} on. */
  void widen(int index, float[] out, int offset);
}
