package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * Feedback alignment: {@code e_{l-1} = B_l D_l e_l} (Lillicrap et al., Nat. Commun. 7, 2016). B_l
 * (R_l x N_l), errors (batch x units).
 *
 * <p>Feedback that is made to oppose the weights, such as -W^T, is used with its sign changed, or
 * the error would point against the gradient; {@code compatibility: authors} uses it as it is.
 */
public final class FeedbackAlignment implements LearningRule {

  @Override
  public String name() {
    return "fa";
  }

  @Override
  public String label() {
    return "FA";
  }

  @Override
  public String doc() {
    return "feedback alignment: errors go through fixed feedback weights";
  }

  @Override
  public String source() {
    return "Lillicrap et al., Nat. Commun. 7, 2016";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(InversionKnobs.FEEDBACK.byDefault("random"), InversionKnobs.COMPATIBILITY);
  }

  @Override
  public boolean usesFeedback() {
    return true;
  }

  @Override
  public <M extends ReshapeMatrix> Learner<M> learner(
      Network<M> network, int batch, Values values, Streams streams) {
    Kernels<M> kernels = network.kernels();
    FeedbackWeights<M> feedback = network.feedback();
    double sign = feedback.opposes() && !InversionKnobs.authors(values) ? -1 : 1;
    return new LayerwiseLearner<>(
        network,
        batch,
        values,
        (layer, output, error, sloped, below) -> {
          kernels.multiply(false, true, sign, sloped, feedback.of(layer), 0, below);
          return true;
        });
  }

  @Override
  public double flops(Layout layout, int batch, Values values) {
    return LearningRule.ofLayers(layout, (units, reads) -> 2.0 * units * reads * batch);
  }
}
