package neurosweep.learn;

import java.util.ArrayList;
import java.util.List;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * The outputs of every layer for one mini-batch, (batch x units) each, in storage that later
 * batches of at most the same size reuse.
 *
 * @param <M> the matrix type
 */
public final class Activity<M extends ReshapeMatrix> {
  private final Network<M> network;
  private final Kernels<M> kernels;
  private final List<M> outputs = new ArrayList<>();
  private final List<M> narrowed = new ArrayList<>();
  private final List<M> decorrelated = new ArrayList<>();

  /** Storage for batches of at most {@code batch} examples. */
  public Activity(Network<M> network, int batch) {
    this.network = network;
    this.kernels = network.kernels();
    for (int layer = 0; layer <= network.layers(); layer++) {
      outputs.add(kernels.matrix(batch, network.width(layer)));
      boolean narrows = layer > 0 && network.reads(layer) < network.width(layer - 1);
      narrowed.add(narrows ? kernels.matrix(batch, network.reads(layer)) : null);
      decorrelated.add(kernels.matrix(1, 1)); // grows where the net decorrelates
    }
  }

  /** The input y_0; whoever fills it reshapes it to the size of the batch. */
  public M input() {
    return outputs.get(0);
  }

  /** Number of examples in the batch. */
  public int batch() {
    return input().getNumRows();
  }

  /** y_l, or the input for 0. */
  public M output(int layer) {
    return outputs.get(layer);
  }

  /** y_L. */
  public M last() {
    return outputs.get(outputs.size() - 1);
  }

  /** What layer l reads: the first R_l units of y_{l-1}. */
  M read(int layer) {
    M below = outputs.get(layer - 1);
    M narrow = narrowed.get(layer);
    if (narrow == null) {
      return below;
    }
    narrow.reshape(below.getNumRows(), narrow.getNumCols());
    kernels.leadingColumns(below, narrow);
    return narrow;
  }

  /** What layer l has read in the last forward pass: the first R_l units of y_{l-1}. */
  M wasRead(int layer) {
    M narrow = narrowed.get(layer);
    return narrow == null ? outputs.get(layer - 1) : narrow;
  }

  /**
   * What W_l was multiplied by in the last forward pass (batch x R_l): z_{l-1} if the net
   * decorrelates, else the first R_l units of y_{l-1}.
   */
  public M taken(int layer) {
    return network.decorrelates() ? decorrelated.get(layer) : wasRead(layer);
  }
}
