package neurosweep.learn;

import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/** V_l = W_l^-1, c_l = b_l (Ahmad, van Gerven and Ambrogioni, NeurIPS 2020). */
public final class ExactInverse implements Inverse {

  @Override
  public String name() {
    return "exact";
  }

  @Override
  public String doc() {
    return "the inverse of the weights";
  }

  @Override
  public <M extends ReshapeMatrix> Inverses<M> start(
      Network<M> network, Values values, Streams streams) {
    return new ExactInverses<>(network);
  }

  @Override
  public void check(String rule, Layout layout, Problems problems, String where) {
    Inverse.requireSquare(rule, layout, problems, where);
  }

  @Override
  public double flops(Layout layout, int batch) {
    return LearningRule.ofLayers(layout, (units, reads) -> Inverse.flops(units, batch));
  }
}
