package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * Equilibrium propagation with symmetric nudging (Scellier and Bengio, Front. Comput. Neurosci. 11,
 * 2017; Laborieux et al., Front. Neurosci. 15, 2021). The net computes by relaxing, in training and
 * evaluation: its output is s_L of the free equilibrium, f acts on it too. From there it relaxes
 * with the nudge +beta to s^+ and with -beta to s^- (batch x units):
 *
 * <pre>dW_l = -(mean s_l^{+T} s_{l-1}^+ - mean s_l^{-T} s_{l-1}^-) / (2 beta),
 * db_l = -(mean s_l^+ - mean s_l^-) / (2 beta)</pre>
 *
 * <p>Where relaxation converges this is the gradient of the loss at the free equilibrium up to
 * O(beta^2), which is not that of a feedforward net but for L = 1 or as the weights vanish.
 *
 * <p>The target is the one that the loss implies there, t = s_L - e_L: exact for the quadratic
 * loss; of softmax cross-entropy the nudge is the gradient at the free equilibrium, which does not
 * follow the nudged output and leaves the gradient correct to the same order.
 *
 * <p>Relaxation settles with bounded activations or small weights. Elsewhere states grow or swing,
 * which nothing refuses: such a cell learns badly or diverges.
 */
public final class EquilibriumPropagation implements LearningRule {
  private static final Param<Double> BETA =
      Param.real("beta", 0.1, "strength of the nudge towards the target").called("β").above(0);
  private static final Param<Long> FREE =
      Param.integer("free_steps", 20, "updates of all layers from zero to the free equilibrium")
          .within(1, 1_000_000);
  private static final Param<Long> NUDGED =
      Param.integer("nudged_steps", 6, "updates of all layers from there under either nudge")
          .within(1, 1_000_000);

  @Override
  public String name() {
    return "ep";
  }

  @Override
  public String label() {
    return "EP";
  }

  @Override
  public String doc() {
    return "equilibrium propagation: a net that relaxes, also when evaluated, is nudged both ways";
  }

  @Override
  public String source() {
    return "Scellier and Bengio, Front. Comput. Neurosci. 11, 2017; Laborieux et al., Front. Neurosci. 15, 2021";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(BETA, FREE, NUDGED);
  }

  @Override
  public <M extends ReshapeMatrix> Inference<M> inference(Network<M> network, Values values) {
    return new Relaxation<>(network, FREE.of(values));
  }

  @Override
  public boolean isFeedforward() {
    return false;
  }

  @Override
  public <M extends ReshapeMatrix> NudgedLearner<M> learner(
      Network<M> network, int batch, Values values, Streams streams) {
    return new NudgedLearner<>(network, batch, BETA.of(values), NUDGED.of(values));
  }

  @Override
  public void check(Layout layout, Values values, Problems problems, String where) {
    LayerwiseLearner.refuseRepeatedDerivative(name(), values, problems, where);
    Decorrelation.refuseMeans(name(), values, problems, where);
    if (ERROR_CLIP.of(values) > 0) {
      problems.add(
          where,
          ERROR_CLIP.name()
              + " is "
              + ERROR_CLIP.of(values)
              + ", but ep compares states and has no error of an example to limit; use 0, or a rule"
              + " such as bp or pc");
    }
  }

  @Override
  public double flops(Layout layout, int batch, Values values) {
    double gradients = 0;
    for (int layer = 1; layer <= layout.layers(); layer++) {
      gradients += 2.0 * layout.widths()[layer] * layout.reads()[layer];
    }
    double first = 2.0 * layout.widths()[1] * layout.reads()[1];
    double nudged = 2 * (first + NUDGED.of(values) * Relaxation.flops(layout));
    return batch * (inferenceFlops(layout, values) + nudged + gradients);
  }

  @Override
  public double inferenceFlops(Layout layout, Values values) {
    double once = LearningRule.ofLayers(layout, (units, reads) -> 2.0 * units * reads);
    return FREE.of(values) * Relaxation.flops(layout) - once;
  }
}
