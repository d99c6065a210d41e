package neurosweep.learn;

import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/** A rule that sends targets down through the exact inverses of the layers. */
abstract class ExactRule implements LearningRule {

  /** The step from the forward output towards the target; 1 for the target itself. */
  abstract double step(Values values);

  /** The power of f' that the step of a unit is multiplied by. */
  abstract int power();

  @Override
  public final <M extends ReshapeMatrix> Learner<M> learner(
      Network<M> network, int batch, Values values, Streams streams) {
    return new LayerwiseLearner<>(
        network, batch, values, new ExactInversion<>(network, step(values), power()));
  }

  @Override
  public final void check(Layout layout, Problems problems, String where) {
    ExactInversion.check(name(), layout, problems, where);
  }

  @Override
  public final double flops(Layout layout, int batch, Values values) {
    return LearningRule.ofLayers(layout, (units, reads) -> ExactInversion.flops(units, batch));
  }
}
