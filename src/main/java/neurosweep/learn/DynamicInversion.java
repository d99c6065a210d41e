package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.Inversion;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * Dynamic inversion: e_{l-1} is the state r_x of the loop {@code r_y' = -alpha r_y + W f(r_x) - D_l
 * e_l, r_x' = -r_x + B r_y} after a fixed number of semi-implicit Euler updates from zero, W = W_l
 * (N_l x R_l), B = B_l (R_l x N_l) (Podlaski and Machens, NeurIPS 2020). Errors (batch x units).
 *
 * <p>The learner multiplies r_x by f' of the layer below, as every rule; {@code compatibility:
 * authors} does not.
 */
public final class DynamicInversion implements LearningRule {
  private static final Param<String> TRANSFER =
      Param.choice("transfer", List.of("linear", "tanh"), "f of the loop");

  @Override
  public String name() {
    return "di";
  }

  @Override
  public String label() {
    return "DI";
  }

  @Override
  public String doc() {
    return "dynamic inversion: errors settle in a loop of weights and feedback, layer by layer";
  }

  @Override
  public String source() {
    return "Podlaski and Machens, NeurIPS 2020";
  }

  @Override
  public List<Param<?>> params() {
    return InversionKnobs.loop(TRANSFER);
  }

  @Override
  public boolean usesFeedback() {
    return true;
  }

  @Override
  public Loops loops() {
    return Loops.LAYERS;
  }

  @Override
  public <M extends ReshapeMatrix> Learner<M> learner(
      Network<M> network, int batch, Values values, Streams streams) {
    Inversion<M> inversion = network.kernels().inversion();
    FeedbackWeights<M> feedback = network.feedback();
    Inversion.Settings settings = InversionKnobs.settings(values, TRANSFER);
    return new LayerwiseLearner<>(
        network,
        batch,
        values,
        InversionKnobs.authors(values) ? 0 : 1,
        (layer, output, error, sloped, below) -> {
          M w = network.effective(layer);
          inversion.layer(settings, w, feedback.of(layer), sloped, below);
          return true;
        });
  }

  @Override
  public double flops(Layout layout, int batch, Values values) {
    return LearningRule.ofLayers(
        layout,
        (units, reads) -> {
          boolean open = TRANSFER.of(values).equals("tanh") && units < reads;
          double least = Math.min(units, reads);
          double products = open ? 4.0 * units * reads : 2 * least * least;
          return products * batch * InversionKnobs.STEPS.of(values);
        });
  }
}
