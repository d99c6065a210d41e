package neurosweep.learn;

import neurosweep.core.Values;
import neurosweep.math.LeastSquares;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * Pseudo-backpropagation: {@code e_{l-1} = W_l^+ D_l e_l} with the pseudo-inverse that counts
 * singular values below eps sigma_max as zero (Podlaski and Machens, NeurIPS 2020). Errors (batch x
 * units).
 */
public final class PseudoBackpropagation implements LearningRule {

  @Override
  public String name() {
    return "pbp";
  }

  @Override
  public String label() {
    return "PBP";
  }

  @Override
  public String doc() {
    return "pseudo-backpropagation: errors go through the pseudo-inverse of the weights";
  }

  @Override
  public String source() {
    return "Podlaski and Machens, NeurIPS 2020";
  }

  @Override
  public <M extends ReshapeMatrix> Learner<M> learner(
      Network<M> network, int batch, Values values, Streams streams) {
    LeastSquares<M> solver = network.kernels().leastSquares();
    return new LayerwiseLearner<>(
        network,
        batch,
        values,
        (layer, output, error, sloped, below) -> {
          solver.factor(network.effective(layer));
          solver.solveRows(sloped, below);
          return true;
        });
  }

  @Override
  public double flops(Layout layout, int batch, Values values) {
    return LearningRule.ofLayers(
        layout,
        (units, reads) -> {
          double least = Math.min(units, reads);
          return 2.0 * units * reads * (least + batch) + 2 * least * least * (least + batch);
        });
  }
}
