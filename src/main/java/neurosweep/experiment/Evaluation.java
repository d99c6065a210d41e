package neurosweep.experiment;

import neurosweep.data.Dataset;
import neurosweep.data.Examples;
import neurosweep.learn.Activity;
import neurosweep.learn.Network;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * Measures a net on whole data sets in large batches.
 *
 * @param <M> the matrix type
 */
final class Evaluation<M extends ReshapeMatrix> {
  private final Network<M> network;
  private final Dataset data;
  private final int batch;
  private final M gram;

  Evaluation(Network<M> network, Dataset data, int batch) {
    this.network = network;
    this.data = data;
    this.batch = batch;
    this.gram = network.kernels().matrix(1, network.layout().largestWeights());
  }

  double trainAccuracy() {
    return accuracy(data.train());
  }

  double validationAccuracy() {
    return accuracy(data.validation());
  }

  double testAccuracy() {
    return accuracy(data.test());
  }

  /** Share of examples classified right; NaN for an empty set. */
  private double accuracy(Examples examples) {
    return examples.size() == 0
        ? Double.NaN
        : new Batches<>(network, examples, batch).accuracy(network, data.classes());
  }

  /** Shows the net the first examples of the training set. */
  Activity<M> sample() {
    Activity<M> sample = new Batches<>(network, data.train(), batch).load(0);
    network.forward(sample);
    return sample;
  }

  /** The largest over layers of the Frobenius norm of W W^T - I over the root of its width. */
  double orthogonalityError() {
    Kernels<M> kernels = network.kernels();
    double worst = 0;
    for (int layer = 1; layer <= network.layers(); layer++) {
      M w = network.weights(layer);
      int n = network.width(layer);
      kernels.multiply(false, true, 1, w, w, 0, gram);
      for (int i = 0; i < n; i++) {
        kernels.set(gram, i, i, kernels.get(gram, i, i) - 1);
      }
      worst = Math.max(worst, Math.sqrt(kernels.dot(gram, gram) / n));
    }
    return worst;
  }

  /**
   * The smallest over layers of the estimated reciprocal condition of W in the 1-norm; of weights
   * that are not square the root of that of their smaller Gram matrix.
   */
  double reciprocalCondition() {
    double least = 1;
    for (int layer = 1; layer <= network.layers(); layer++) {
      least = Math.min(least, reciprocalCondition(network.weights(layer)));
    }
    return least;
  }

  private double reciprocalCondition(M w) {
    Kernels<M> kernels = network.kernels();
    if (w.getNumRows() == w.getNumCols()) {
      return kernels.reciprocalCondition(w);
    }
    boolean wide = w.getNumRows() < w.getNumCols();
    kernels.multiply(!wide, wide, 1, w, w, 0, gram);
    return Math.sqrt(kernels.reciprocalCondition(gram));
  }
}
