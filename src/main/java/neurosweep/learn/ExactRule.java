package neurosweep.learn;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/** A rule that sends targets down through the exact inverses of the layers. */
abstract class ExactRule implements LearningRule {

  /** The step at layer l of L. */
  abstract TargetStep step(int layer, int layers, Values values);

  @Override
  public final <M extends ReshapeMatrix> Learner<M> learner(
      Network<M> network, int batch, Values values, Streams streams) {
    List<TargetStep> steps = new ArrayList<>();
    for (int layer = 2; layer <= network.layers(); layer++) {
      steps.add(step(layer, network.layers(), values));
    }
    double clip = ExactInversion.CLIP.of(values);
    return new LayerwiseLearner<>(
        network, batch, values, new ExactInversion<>(network, steps, clip));
  }

  @Override
  public void check(Layout layout, Values values, Problems problems, String where) {
    ExactInversion.check(name(), layout, values, problems, where);
  }

  @Override
  public final double flops(Layout layout, int batch, Values values) {
    return LearningRule.ofLayers(layout, (units, reads) -> ExactInversion.flops(units, batch));
  }
}
