package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * Difference target propagation: {@code t_{l-1} = y_{l-1} + g_l(t_l) - g_l(y_l)} with learned
 * inverses g_l and t_L = y_L - step e_L (Lee et al., ECML 2015; Meulemans et al., NeurIPS 2020).
 * Errors (batch x units) are differences over the step, so that rates compare with those of BP:
 *
 * <pre>e_{l-1} = [g_l(y_l) - g_l(y_l - step e_l)] / step</pre>
 *
 * <p>As the step goes to 0 this is e_l times the Jacobian of g_l. Inverses learn by Adam from every
 * batch before its errors are carried down.
 */
public final class DifferenceTargetPropagation implements LearningRule {
  private static final Param<Double> STEP =
      Param.real("target_step", 0.1, "step from the output towards its target").within(1e-6, 1);
  private static final Param<Double> RATE =
      Param.real("inverse_learning_rate", 1e-3, "step size of Adam for the learned inverses")
          .above(0);
  private static final Param<Long> TURNS =
      Param.integer("inverse_steps", 1, "steps of the inverses on every batch").within(1, 1000);
  private static final Param<Long> FIRST =
      Param.integer("inverse_warmup", 0, "steps of the inverses on the first batch in addition")
          .within(0, 10_000);

  @Override
  public String name() {
    return "dtp";
  }

  @Override
  public String label() {
    return "DTP";
  }

  @Override
  public String doc() {
    return "difference target propagation through learned inverses";
  }

  @Override
  public String source() {
    return "Lee et al., ECML 2015; Meulemans et al., NeurIPS 2020";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(
        STEP,
        BackwardMappings.LOSS,
        BackwardMappings.NOISE,
        BackwardMappings.STOPS,
        RATE,
        TURNS,
        FIRST);
  }

  @Override
  public <M extends ReshapeMatrix> Learner<M> learner(
      Network<M> network, int batch, Values values, Streams streams) {
    BackwardMappings<M> mappings = new BackwardMappings<>(network, values);
    mappings.draw(streams);
    return learner(network, batch, values, mappings);
  }

  /** The rule with given inverses. */
  public <M extends ReshapeMatrix> Learner<M> learner(
      Network<M> network, int batch, Values values, BackwardMappings<M> mappings) {
    return new LayerwiseLearner<>(network, batch, values, new Targets<>(network, values, mappings));
  }

  @Override
  public void check(Layout layout, Values values, Problems problems, String where) {
    if (BackwardMappings.STOPS.of(values) && BackwardMappings.LOSS.of(values).startsWith("recon")) {
      problems.add(
          where,
          BackwardMappings.STOPS.name()
              + " is true, but feedback_loss: reconstruction has no correction; use false");
    }
  }

  @Override
  public double flops(Layout layout, int batch, Values values) {
    double turns = TURNS.of(values);
    return LearningRule.ofLayers(layout, (units, reads) -> 4.0 * units * reads * batch)
        + turns * BackwardMappings.flops(layout, batch, values);
  }

  @Override
  public double kept(Layout layout, Values values) {
    return 3 * LearningRule.ofLayers(layout, (units, reads) -> (double) units * reads + reads);
  }

  private static final class Targets<M extends ReshapeMatrix>
      implements LayerwiseLearner.Propagation<M> {
    private final Kernels<M> kernels;
    private final BackwardMappings<M> mappings;
    private final Optimizer.State<M> adam;
    private final double step;
    private final long turns;
    private long warmup;
    private final M target;
    private final M back;

    Targets(Network<M> network, Values values, BackwardMappings<M> mappings) {
      this.kernels = network.kernels();
      this.mappings = mappings;
      Values rate = Values.NONE.with(Optimizer.LEARNING_RATE.name(), RATE.of(values));
      this.adam = new Adam().start(mappings.parameters(), rate);
      this.step = STEP.of(values);
      this.turns = TURNS.of(values);
      this.warmup = FIRST.of(values);
      this.target = kernels.matrix(1, 1);
      this.back = kernels.matrix(1, 1);
    }

    @Override
    public void adapt(Activity<M> activity) {
      for (long turn = -warmup; turn < turns; turn++) {
        adam.begin();
        mappings.learn(activity, adam);
      }
      warmup = 0;
    }

    @Override
    public boolean step(int layer, M output, M error, M sloped, M below) {
      mappings.back(layer, output, below);
      kernels.copy(output, target);
      kernels.add(-step, error, target);
      mappings.back(layer, target, back);
      kernels.add(-1, back, below);
      kernels.fill(back, 0);
      kernels.add(1 / step, below, back);
      kernels.copy(back, below);
      return true;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      mappings.save(out);
      adam.save(out);
      out.writeLong(warmup);
    }

    @Override
    public void load(DataInput in) throws IOException {
      mappings.load(in);
      adam.load(in);
      warmup = in.readLong();
    }
  }
}
