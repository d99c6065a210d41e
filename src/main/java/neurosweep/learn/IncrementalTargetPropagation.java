package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import org.ejml.data.ReshapeMatrix;

/**
 * Incremental target propagation: {@code t_{l-1} = g_l^-1((1 - gamma) y_l + gamma t_l)}, e_l = (y_l
 * - t_l) / gamma^(L-l) (Ahmad, van Gerven and Ambrogioni, NeurIPS 2020, Eq. 9-13). Errors (batch x
 * units).
 */
public final class IncrementalTargetPropagation implements LearningRule {

  @Override
  public String name() {
    return "itp";
  }

  @Override
  public String doc() {
    return "incremental target propagation (Eq. 9-13)";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(ExactInversion.GAMMA);
  }

  @Override
  public <M extends ReshapeMatrix> Learner<M> learner(
      Network<M> network, int batch, Values values) {
    return new LayerwiseLearner<>(
        network, batch, values, new ExactInversion<>(network, ExactInversion.GAMMA.of(values), 0));
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
