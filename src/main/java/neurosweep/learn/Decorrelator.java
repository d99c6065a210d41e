package neurosweep.learn;

import neurosweep.core.Persistent;
import org.ejml.data.ReshapeMatrix;

/**
 * The lateral weights of one layer.
 *
 * @param <M> the matrix type
 */
public interface Decorrelator<M extends ReshapeMatrix> extends Persistent {

  /**
   * Computes what the layer reads.
   *
   * @param x outputs of the layer below (batch x units). Not modified
   * @param learning whether the batch is one to learn from
   * @param z (batch x units). Modified
   */
  void apply(M x, boolean learning, M z);

  /** {@code Z = (X - mean) R^T} with the {@link #mean} of now. Z modified. */
  void transform(M x, M z);

  /**
   * Learns from a batch.
   *
   * @param x as it was given to {@link #apply}
   * @param z as that computed it
   */
  void learn(M x, M z);

  /** R (units x units), so that z = (x - mean) R^T. */
  M matrix();

  /** What is subtracted from x (1 x units), as of the last {@link #apply}; null if nothing is. */
  M mean();

  /** What is subtracted from x in evaluation (1 x units); null if nothing is. */
  default M lastingMean() {
    return mean();
  }
}
