package neurosweep.learn;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.Inversion;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * Dynamic inversion of all layers in a single loop: {@code r_1' = -r_1 + B r_L, r_l' = -r_l + W_l
 * f(r_{l-1}), r_L' = -alpha r_L + W_L f(r_{L-1}) - D_L e_L}, from which e_l = r_l for l < L; B (N_1
 * x N_L) is {@link FeedbackWeights#loop} (Podlaski and Machens, NeurIPS 2020). Errors (batch x
 * units).
 *
 * <p>With the transfers {@code linear} and {@code tanh} the learner multiplies r_l by f', once as
 * every rule; {@code linearized}, f(r) = r / f'(a), has that factor in r_l already. {@code
 * compatibility: authors} never multiplies.
 */
public final class SingleLoopInversion implements LearningRule {
  private static final Param<String> TRANSFER =
      Param.choice("transfer", List.of("linear", "tanh", "linearized"), "f of the loop");

  @Override
  public String name() {
    return "sdi";
  }

  @Override
  public String label() {
    return "SDI";
  }

  @Override
  public String doc() {
    return "dynamic inversion of all layers in a single loop";
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
    return Loops.SINGLE;
  }

  @Override
  public <M extends ReshapeMatrix> Learner<M> learner(
      Network<M> network, int batch, Values values, Streams streams) {
    Inversion.Settings settings = InversionKnobs.settings(values, TRANSFER);
    boolean plain = settings.transfer() != Inversion.Transfer.LINEARIZED;
    boolean authors = InversionKnobs.authors(values);
    Values own = authors ? values.with(REPEATED_DERIVATIVE.name(), false) : values;
    return new LayerwiseLearner<>(
        network, batch, own, plain && !authors ? 1 : 0, new Loop<>(network, settings));
  }

  @Override
  public double flops(Layout layout, int batch, Values values) {
    return LearningRule.ofLayers(
        layout, (units, reads) -> 2.0 * units * reads * batch * InversionKnobs.STEPS.of(values));
  }

  /** Runs once a batch, when the error enters the last layer; then hands out what it found. */
  private static final class Loop<M extends ReshapeMatrix>
      implements LayerwiseLearner.Propagation<M> {
    private final Network<M> network;
    private final Kernels<M> kernels;
    private final Inversion<M> inversion;
    private final Inversion.Settings settings;
    private final List<M> weights = new ArrayList<>();
    private final List<M> slopes = new ArrayList<>();
    private final List<M> states = new ArrayList<>();

    Loop(Network<M> network, Inversion.Settings settings) {
      this.network = network;
      this.kernels = network.kernels();
      this.inversion = kernels.inversion();
      this.settings = settings;
      for (int layer = 1; layer <= network.layers(); layer++) {
        states.add(kernels.matrix(1, 1));
        if (layer < network.layers()) {
          slopes.add(kernels.matrix(1, 1));
          weights.add(kernels.matrix(network.width(layer + 1), network.width(layer)));
        }
      }
    }

    @Override
    public boolean step(int layer, M output, M error, M sloped, M below) {
      if (layer == network.layers()) {
        for (int l = 2; l <= layer; l++) {
          kernels.padColumns(network.effective(l), weights.get(l - 2)); // none from auxiliary units
        }
        M loop = network.feedback().loop();
        inversion.chain(settings, weights, loop, slopes, sloped, states);
      }
      kernels.leadingColumns(states.get(layer - 2), below);
      return true;
    }

    @Override
    public void begin(Activity<M> activity) {
      for (int l = 1; l < network.layers(); l++) {
        M slope = slopes.get(l - 1);
        kernels.copy(activity.output(l), slope);
        kernels.fill(slope, 1);
        network.timesDerivative(l, slope, activity.output(l));
      }
    }
  }
}
