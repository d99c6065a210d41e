package neurosweep.learn;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * V_l and c_l that learn to reconstruct noisy inputs of their layer, as in the program that Ahmad,
 * van Gerven and Ambrogioni published after their paper (NeurIPS 2020), with Adam of their own; the
 * correction is that of Lee et al. (ECML 2015). V_l starts orthogonal (Haar measure) and c_l at
 * zero. One stream {@code inverse} a layer, and {@code inverse} 0 for the noise.
 */
public final class LearnedInverse implements Inverse {
  private static final Param<Double> SIGMA =
      Param.real("inverse_sigma", 0.1, "noise of the inputs that the inverse learns to reconstruct")
          .called("σ")
          .atLeast(0);
  private static final Param<Double> RATE =
      Param.real("inverse_learning_rate", 1e-3, "learning rate of the inverse, by Adam").above(0);

  /** V, c and the two moments of each that Adam keeps. */
  private static final int COPIES = 3;

  @Override
  public String name() {
    return "learned";
  }

  @Override
  public String doc() {
    return "weights that learn to reconstruct what the layer has read";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(SIGMA, RATE, CORRECTION);
  }

  @Override
  public <M extends ReshapeMatrix> Inverses<M> start(
      Network<M> network, Values values, Streams streams) {
    List<M> weights = new ArrayList<>();
    List<M> biases = new ArrayList<>();
    Initializer orthogonal = Initializer.CATALOG.get("orthogonal");
    for (int layer = 2; layer <= network.layers(); layer++) {
      int reads = network.reads(layer);
      int units = network.width(layer);
      M v = network.kernels().matrix(reads, units);
      network
          .kernels()
          .setValues(
              v, orthogonal.draw(reads, units, streams.stream("inverse", layer), Values.NONE));
      weights.add(v);
      biases.add(network.kernels().matrix(1, units));
    }
    Parameters<M> parameters = new Parameters<>(network.kernels(), weights, biases);
    return new LearnedInverses<>(
        network, parameters, SIGMA.of(values), RATE.of(values), streams.stream("inverse", 0));
  }

  /** Any layer has weights that carry errors down. */
  @Override
  public void check(String rule, Layout layout, Problems problems, String where) {}

  /** One product carries errors down, three are for learning, and two for the residual. */
  @Override
  public double flops(Layout layout, int batch) {
    return LearningRule.ofLayers(layout, (units, reads) -> 12.0 * units * reads * batch);
  }

  @Override
  public double kept(Layout layout) {
    return LearningRule.ofLayers(layout, (units, reads) -> COPIES * (reads + 1.0) * units);
  }
}
