package neurosweep.learn;

import neurosweep.core.Values;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * Backpropagation of error: {@code e_{l-1} = W_l^T D_l e_l} (Ahmad, van Gerven and Ambrogioni,
 * NeurIPS 2020, Eq. 3). Errors (batch x units). Auxiliary units receive no error.
 */
public final class Backpropagation implements LearningRule {

  @Override
  public String name() {
    return "bp";
  }

  @Override
  public String label() {
    return "BP";
  }

  @Override
  public String doc() {
    return "backpropagation of error (Eq. 3 of the GAIT-prop paper)";
  }

  @Override
  public String source() {
    return "Rumelhart, Hinton and Williams, Nature 323, 1986";
  }

  @Override
  public <M extends ReshapeMatrix> Learner<M> learner(
      Network<M> network, int batch, Values values, Streams streams) {
    Kernels<M> kernels = network.kernels();
    return new LayerwiseLearner<>(
        network,
        batch,
        values,
        (layer, output, error, sloped, below) -> {
          kernels.multiply(false, false, 1, sloped, network.effective(layer), 0, below);
          return true;
        });
  }

  @Override
  public double flops(Layout layout, int batch, Values values) {
    return LearningRule.ofLayers(layout, (units, reads) -> 2.0 * units * reads * batch);
  }
}
