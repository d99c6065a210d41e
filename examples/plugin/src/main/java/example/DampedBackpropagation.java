package example;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.learn.LayerwiseLearner;
import neurosweep.learn.Layout;
import neurosweep.learn.Learner;
import neurosweep.learn.LearningRule;
import neurosweep.learn.Network;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/** Backpropagation that loses a part of the error in every layer. */
public final class DampedBackpropagation implements LearningRule {
  private static final Param<Double> KEPT =
      Param.real("kept", 0.5, "part of the error that reaches the layer below").within(0, 1);

  @Override
  public String name() {
    return "damped-bp";
  }

  @Override
  public String doc() {
    return "backpropagation that loses a part of the error in every layer";
  }

  @Override
  public String source() {
    return "an example of the project";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(KEPT);
  }

  /** Errors (batch x units): e_{l-1} = kept W_l^T D_l e_l. */
  @Override
  public <M extends ReshapeMatrix> Learner<M> learner(
      Network<M> network, int batch, Values values, Streams streams) {
    Kernels<M> kernels = network.kernels();
    double kept = KEPT.of(values);
    return new LayerwiseLearner<>(
        network,
        batch,
        values,
        (layer, output, error, sloped, below) -> {
          kernels.multiply(false, false, kept, sloped, network.effective(layer), 0, below);
          return true;
        });
  }

  @Override
  public double flops(Layout layout, int batch, Values values) {
    return LearningRule.ofLayers(layout, (units, reads) -> 2.0 * units * reads * batch);
  }
}
