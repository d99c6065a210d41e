package neurosweep.learn;

import neurosweep.core.Problems;
import neurosweep.core.Values;
import org.ejml.data.ReshapeMatrix;

/**
 * Target propagation: {@code t_{l-1} = W_l^-1 (f^-1(t_l) - b_l)}, e_l = y_l - t_l (Ahmad, van
 * Gerven and Ambrogioni, NeurIPS 2020, Eq. 4-5). Errors (batch x units). Computed as ITP with gamma
 * = 1, which is the same mapping. Auxiliary units keep their forward value as target.
 */
public final class TargetPropagation implements LearningRule {

  @Override
  public String name() {
    return "tp";
  }

  @Override
  public String doc() {
    return "target propagation by exact inversion (Eq. 4-5)";
  }

  @Override
  public <M extends ReshapeMatrix> Learner<M> learner(
      Network<M> network, int batch, Values values) {
    return new LayerwiseLearner<>(network, batch, values, new ExactInversion<>(network, 1, 0));
  }

  @Override
  public void check(Layout layout, Problems problems, String where) {
    ExactInversion.check(name(), layout, problems, where);
  }

  @Override
  public double propagationFlops(int units, int reads, int batch, Values values) {
    return ExactInversion.flops(units, batch);
  }
}
