package neurosweep.learn;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * {@code V_l = W_l^-1 o (1 + nu Z_l), c_l = b_l} with Z_l standard normal, drawn once: how much a
 * rule depends on the precision of the inverse, which Ahmad, van Gerven and Ambrogioni (NeurIPS
 * 2020) discuss. One stream {@code inverse} a layer.
 */
public final class NoisyInverse implements Inverse {
  private static final Param<Double> NOISE =
      Param.real("inverse_noise", 0.1, "relative noise of every element of the inverse")
          .called("ν")
          .atLeast(0);

  @Override
  public String name() {
    return "noisy";
  }

  @Override
  public String doc() {
    return "the inverse of the weights with constant relative noise";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(NOISE, CORRECTION);
  }

  @Override
  public <M extends ReshapeMatrix> Inverses<M> start(
      Network<M> network, Values values, Streams streams) {
    List<double[][]> noise = new ArrayList<>();
    for (int layer = 2; layer <= network.layers(); layer++) {
      noise.add(
          streams.stream("inverse", layer).gaussians(network.reads(layer), network.width(layer)));
    }
    return new NoisyInverses<>(network, NOISE.of(values), noise);
  }

  @Override
  public void check(String rule, Layout layout, Problems problems, String where) {
    Inverse.requireSquare(rule, layout, problems, where);
  }

  @Override
  public double flops(Layout layout, int batch) {
    return LearningRule.ofLayers(
        layout, (units, reads) -> Inverse.flops(units, (double) units + 3.0 * batch));
  }
}
