package neurosweep.experiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import neurosweep.core.Cell;
import neurosweep.core.Goal;
import neurosweep.core.Measurements;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Persistent;
import neurosweep.core.Plot;
import neurosweep.core.Problems;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.learn.LearningRule;
import neurosweep.math.Kernels;
import neurosweep.math.Lu;
import neurosweep.math.Precision;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * The neural-circuit reading of GAIT-prop (Ahmad, van Gerven and Ambrogioni, NeurIPS 2020, Section
 * 6): a square net relaxes under constant input and weak feedback,
 *
 * <pre>s_l = (1 - gamma) g_l(s_{l-1}) + gamma g_{l+1}^-1(s_{l+1}),  s_L pulled to t_L by gamma
 * </pre>
 *
 * and the experiment measures how far its equilibrium lies from the points (1 - gamma) y_l + gamma
 * t_l of the incremental targets, which it equals to leading order in gamma. For GAIT-prop the pull
 * on a unit is gamma f'(h_l)^2 in place of gamma, as in its targets (Eq. 16). If asked for, the net
 * relaxes a second time under half the feedback: what the distance falls by is its order in gamma.
 * Deviations s_l - y_l are of size gamma^(L-l+1), so they are carried themselves and never formed
 * by subtraction.
 */
public final class Equilibrium implements Experiment {
  private static final Param<String> ALGORITHM =
      Param.choice(
          "algorithm",
          List.of("itp", "gait"),
          LearningRule.CATALOG,
          "rule whose targets are sought");
  private static final Param<Double> GAMMA =
      Param.real("gamma", 1e-3, "strength of the feedback").called("γ").within(1e-12, 0.999);
  private static final Param<Long> SWEEPS =
      Param.integer("relaxation_sweeps", 1000, "most passes over the layers").within(1, 1_000_000);
  private static final Param<Boolean> HALF_GAMMA =
      Param.flag(
          "half_gamma",
          false,
          "whether the net relaxes under half of gamma too, for distance_slope");
  private static final double LIKELY_SWEEPS = 50;
  private static final Param<Double> TOLERANCE =
      Param.real("relaxation_tolerance", 1e-10, "relative change of a pass that ends relaxation")
          .within(1e-14, 1);
  private static final Param<String> PRECISION = Precision.PARAM.byDefault("float64");

  static final Metric<Long> LAYER = Metric.integer("layer", "", "layer, 1 next to the input");
  static final Metric<Double> DISTANCE =
      Metric.real("distance", "", "|s_l - m_l| / |m_l - y_l| for the rule's point m_l");
  static final Metric<Double> DEVIATION = Metric.real("deviation", "", "rms of s_l - y_l");

  private static final Table LAYERS = new Table("layers", List.of(LAYER, DISTANCE, DEVIATION));

  private static final Metric<Double> MEAN_DISTANCE =
      Metric.real("mean_distance", "", "mean over layers of the relative distance")
          .over(DISTANCE)
          .goal(Goal.MIN);
  private static final Metric<Double> LARGEST_DISTANCE =
      Metric.real("largest_distance", "", "of the layer that is farthest")
          .over(DISTANCE)
          .goal(Goal.MIN);
  private static final Metric<Double> SLOPE =
      Metric.real(
          "distance_slope",
          "",
          "log2 of mean_distance over that at half of gamma: its order in gamma, if asked for");
  private static final Metric<Long> PASSES =
      Metric.integer("sweeps", "", "passes until the state changed less than the tolerance");
  private static final Metric<Double> LAST_CHANGE =
      Metric.real("last_change", "", "largest relative change of the last pass").goal(Goal.MIN);
  private static final Metric<Boolean> CONVERGED =
      Metric.flag("converged", "last_change <= relaxation_tolerance");
  private static final Metric<Boolean> DIVERGED =
      Metric.flag("diverged", "a state was not finite").flaw();
  private static final Metric<Boolean> UNSTABLE_DYNAMICS =
      Metric.flag("unstable_dynamics", "did not converge").flaw();
  private static final Metric<Boolean> STABLE = Metric.flag("stable", "converged").verdict();

  @Override
  public String name() {
    return "equilibrium";
  }

  @Override
  public String doc() {
    return "distance of a relaxed net under weak feedback from ITP or GAIT targets (Section 6)";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<Param<?>> params() {
    return NetKnobs.with(
        PRECISION,
        ALGORITHM,
        GAMMA,
        NetKnobs.LOSS,
        NetKnobs.BATCH_SIZE,
        SWEEPS,
        TOLERANCE,
        HALF_GAMMA);
  }

  @Override
  public List<Metric<?>> metrics() {
    return List.of(
        MEAN_DISTANCE,
        LARGEST_DISTANCE,
        SLOPE,
        PASSES,
        LAST_CHANGE,
        CONVERGED,
        DIVERGED,
        UNSTABLE_DYNAMICS,
        STABLE);
  }

  @Override
  public List<Table> tables() {
    return List.of(LAYERS);
  }

  @Override
  public List<Plot> plots() {
    return List.of(
        Plot.of(
                Plot.Kind.LINE,
                "distance",
                "distance of the equilibrium from the rule's targets, by layer",
                LAYERS,
                GAMMA,
                DISTANCE)
            .series(LAYER)
            .logX()
            .logY());
  }

  @Override
  public Metric<?> objective(Values values) {
    return MEAN_DISTANCE;
  }

  @Override
  public void check(Values values, Optional<Dataset> data, Problems problems, String where) {
    if (!NetKnobs.isSquare(values)) {
      problems.add(where, "net must be square: auxiliary units have no feedback to relax under");
    }
    NetKnobs.requirePiecewiseLinear(values, problems, where);
    LearningRule inverting = LearningRule.CATALOG.get("itp");
    data.ifPresent(set -> NetKnobs.check(values, inverting, set, problems, where));
  }

  /** Passes until relaxation is likely to have ended. */
  @Override
  public double steps(Values values, Optional<Dataset> data) {
    return Math.min(LIKELY_SWEEPS, SWEEPS.of(values));
  }

  @Override
  public double flops(Values values, Optional<Dataset> data) {
    double batch = NetKnobs.BATCH_SIZE.of(values);
    double relaxations = HALF_GAMMA.of(values) ? 2 : 1;
    double total = 0;
    for (int n : NetKnobs.layout(values, data.orElseThrow()).widths()) {
      total += 2.0 * n * n * n + 4.0 * n * n * batch * steps(values, data) * relaxations;
    }
    return total;
  }

  @Override
  public double rows(Table table, Values values, Optional<Dataset> data) {
    return NetKnobs.layout(values, data.orElseThrow()).layers();
  }

  @Override
  public double bytes(Values values, Optional<Dataset> data) {
    return NetKnobs.bytes(
        values, data.orElseThrow(), PRECISION, 2, 3, HALF_GAMMA.of(values) ? 7 : 6);
  }

  @Override
  public Outcome run(Cell cell, Context context) {
    return run(NetKnobs.kernels(cell, context, PRECISION), cell, context);
  }

  private static <M extends ReshapeMatrix> Outcome run(
      Kernels<M> kernels, Cell cell, Context context) {
    return context
        .checkpoint()
        .resume(
            () -> new Halving<>(Probe.of(kernels, cell, context), Streams.of(cell), cell.values()))
        .run(context);
  }

  /** The net under the feedback that the knobs say, then, if asked for, under half of it. */
  private static final class Halving<M extends ReshapeMatrix> implements Persistent {
    private final Probe<M> probe;
    private final Streams streams;
    private final Values values;
    private final List<FeedbackRelaxation<M>> relaxations = new ArrayList<>();

    Halving(Probe<M> probe, Streams streams, Values values) {
      this.probe = probe;
      this.streams = streams;
      this.values = values;
      List<Lu<M>> inverses = FeedbackRelaxation.inverses(probe.network());
      boolean gait = ALGORITHM.of(values).equals("gait");
      for (int halved = 0; halved < (HALF_GAMMA.of(values) ? 2 : 1); halved++) {
        double gamma = halved == 0 ? GAMMA.of(values) : GAMMA.of(values) / 2;
        relaxations.add(new FeedbackRelaxation<>(probe, inverses, gait, gamma));
      }
    }

    Outcome run(Context context) {
      for (FeedbackRelaxation<M> each : relaxations) {
        while (each.sweeps() < SWEEPS.of(values) && !converged(each)) {
          each.pass();
          if (context.expired(this)) {
            return new Outcome.TimedOut(Measurements.NONE, Double.NaN);
          }
        }
      }
      return outcome(relaxations.get(0));
    }

    private boolean converged(FeedbackRelaxation<M> each) {
      return each.change() <= TOLERANCE.of(values);
    }

    private Outcome outcome(FeedbackRelaxation<M> whole) {
      Rows rows = rows(whole);
      double mean = mean(rows);
      double largest = 0;
      for (int row = 0; row < rows.size(); row++) {
        largest = FeedbackRelaxation.larger(largest, rows.get(row, DISTANCE));
      }
      boolean finite = Double.isFinite(mean) && Double.isFinite(whole.change());
      boolean converged = converged(whole);
      Measured measured =
          new Measured()
              .set(rows)
              .set(MEAN_DISTANCE, mean)
              .set(LARGEST_DISTANCE, largest)
              .set(PASSES, whole.sweeps())
              .set(LAST_CHANGE, whole.change())
              .set(CONVERGED, converged)
              .set(DIVERGED, !finite)
              .set(UNSTABLE_DYNAMICS, !converged)
              .set(STABLE, converged && finite);
      if (relaxations.size() > 1) {
        measured.set(SLOPE, slope(mean));
      }
      Measurements measurements = measured.measurements();
      return finite
          ? new Outcome.Finished(measurements)
          : new Outcome.Diverged(measurements, "the relaxing state is not finite");
    }

    private double slope(double mean) {
      return relaxations.stream().allMatch(this::converged)
          ? StrictMath.log(mean / mean(rows(relaxations.get(1)))) / StrictMath.log(2)
          : Double.NaN;
    }

    /** A row for each layer. */
    private Rows rows(FeedbackRelaxation<M> relaxation) {
      Rows rows = new Rows(LAYERS);
      for (int layer = 1; layer <= probe.network().layers(); layer++) {
        rows.add().set(LAYER, layer);
      }
      LearningRule.CATALOG
          .get(ALGORITHM.of(values))
          .learner(
              probe.network(),
              probe.activity().batch(),
              Values.of(Map.of("gamma", relaxation.gamma())),
              streams)
          .learn(
              probe.activity(),
              probe.outputError(),
              (layer, error, weights, bias) ->
                  rows.set(layer - 1, DISTANCE, relaxation.distance(layer, error))
                      .set(layer - 1, DEVIATION, relaxation.deviation(layer)));
      return rows;
    }

    private static double mean(Rows rows) {
      double sum = 0;
      for (int row = 0; row < rows.size(); row++) {
        sum += rows.get(row, DISTANCE);
      }
      return sum / rows.size();
    }

    @Override
    public void save(DataOutput out) throws IOException {
      for (FeedbackRelaxation<M> each : relaxations) {
        each.save(out);
      }
    }

    @Override
    public void load(DataInput in) throws IOException {
      for (FeedbackRelaxation<M> each : relaxations) {
        each.load(in);
        Persistent.within(each.sweeps(), 0, SWEEPS.of(values));
      }
    }
  }
}
