package neurosweep.learn;

import org.ejml.data.ReshapeMatrix;

/**
 * The Gram matrix of one layer's weights within a step, which a regularizer and a rule that solves
 * with the weights share.
 *
 * @param <M> the matrix type
 */
public final class LayerGram<M extends ReshapeMatrix> {
  private final Network<M> network;
  private final boolean ofColumns;
  private final M matrix;
  private int layer;

  LayerGram(Network<M> network, boolean ofColumns) {
    this.network = network;
    this.ofColumns = ofColumns;
    this.matrix = network.kernels().matrix(1, network.layout().largestWeights());
  }

  /** Whether it is W^T W rather than W W^T. */
  boolean ofColumns() {
    return ofColumns;
  }

  /** The lower triangle for W_l, computed unless it is there already. */
  M of(int l) {
    if (layer != l) {
      network.kernels().gram(ofColumns, network.weights(l), matrix);
      layer = l;
    }
    return matrix;
  }

  /** The weights have changed, or the matrix has been used up. */
  void forget() {
    layer = 0;
  }
}
