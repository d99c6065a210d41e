package neurosweep.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import neurosweep.core.Cell;
import neurosweep.core.Measurements;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Plot;
import neurosweep.core.Problems;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.learn.InversionKnobs;
import neurosweep.learn.Layout;
import neurosweep.learn.LearningRule;
import neurosweep.math.Kernels;
import neurosweep.math.Precision;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * How well a leaky loop inverts a random layer (Podlaski and Machens, NeurIPS 2020, on the leak):
 * an error at W (d1 x d2) is brought below by each rule and sent up again. With B = -W^T the angle
 * grows with the leak from 0, where d1 <= d2, to that of backpropagation.
 *
 * <p>Weights and errors are the same for every leak of a seed.
 */
public final class LeakCurve implements Experiment {
  private static final Param<Long> UNITS =
      Param.integer("units", 10, "d1, rows of W: units whose error is inverted").within(1, 2000);
  private static final Param<Long> UNITS_BELOW =
      Param.integer("units_below", 20, "d2, columns of W: units that receive an error")
          .within(1, 2000);
  private static final Param<String> DISTRIBUTION =
      Param.choice(
          "distribution",
          List.of("normal", "uniform", "orthogonal"),
          "of the elements of W: variance 1/d2, or rows or columns of a random orthogonal matrix");
  private static final Param<Double> TANH_SIZE =
      Param.real("tanh_size", 0.1, "factor of the error that is inverted through tanh").above(0);
  private static final Param<Double> CONVERGENCE_TOLERANCE =
      TeacherRegression.CONVERGENCE_TOLERANCE;
  private static final Param<String> PRECISION = Precision.PARAM.byDefault("float64");

  static final Metric<Double> NDI_ANGLE =
      Metric.real("ndi_angle", "degree", "error and W times ndi's error below");
  static final Metric<Double> DI_ANGLE =
      Metric.real("di_angle", "degree", "the same of the simulated loop");
  static final Metric<Double> TANH_ANGLE =
      Metric.real("tanh_angle", "degree", "error and W tanh(r) of a loop through tanh");
  static final Metric<Double> NDI_PBP_ANGLE =
      Metric.real("ndi_pbp_angle", "degree", "ndi's error below and pbp's");
  static final Metric<Double> NDI_BP_ANGLE =
      Metric.real("ndi_bp_angle", "degree", "ndi's error below and bp's");
  static final Metric<Double> DI_NDI_ANGLE =
      Metric.real("di_ndi_angle", "degree", "the simulated error below and ndi's");
  static final Metric<Double> RESIDUAL =
      Metric.real("residual", "", "|W e - error| / |error| for ndi's error below e");
  static final Metric<Double> ABSCISSA =
      Metric.real("abscissa", "1/tau", "spectral abscissa of the loop");
  static final Metric<Double> DISCRETE_RADIUS =
      Metric.real("discrete_radius", "", "spectral radius of one update");

  private static final List<Metric<Double>> MEASURED =
      List.of(
          NDI_ANGLE,
          DI_ANGLE,
          TANH_ANGLE,
          NDI_PBP_ANGLE,
          NDI_BP_ANGLE,
          DI_NDI_ANGLE,
          RESIDUAL,
          ABSCISSA,
          DISCRETE_RADIUS);

  private static final Table CURVE = new Table("curve", List.copyOf(MEASURED));

  private static final Metric<Boolean> DIVERGED =
      Metric.flag("diverged", "an inversion was not finite").flaw();
  private static final Metric<Boolean> UNSTABLE_DYNAMICS =
      Metric.flag("unstable_dynamics", "abscissa >= 0").flaw();
  private static final Metric<Boolean> UNSTABLE_SIMULATION =
      Metric.flag("unstable_simulation", "discrete_radius >= 1").flaw();
  private static final Metric<Boolean> NOT_CONVERGED =
      Metric.flag("not_converged", "di_ndi_angle > convergence_tolerance").flaw();

  @Override
  public String name() {
    return "leak-curve";
  }

  @Override
  public String doc() {
    return "angle between an error and what a leaky loop's inversion of a random layer makes of it";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public List<Param<?>> params() {
    List<Param<?>> params = new ArrayList<>(List.of(UNITS, UNITS_BELOW, DISTRIBUTION, TANH_SIZE));
    for (Param<?> param : LearningRule.CATALOG.get("di").params()) {
      if (!param.name().equals("transfer")) {
        params.add(param);
      }
    }
    params.addAll(List.of(CONVERGENCE_TOLERANCE, PRECISION, Streams.SWEEP_SEED));
    return params;
  }

  @Override
  public List<Metric<?>> metrics() {
    List<Metric<?>> columns = new ArrayList<>(MEASURED);
    columns.addAll(
        List.of(
            DIVERGED, UNSTABLE_DYNAMICS, UNSTABLE_SIMULATION, NOT_CONVERGED, TrainingEnd.STABLE));
    return columns;
  }

  @Override
  public List<Table> tables() {
    return List.of(CURVE);
  }

  @Override
  public List<Plot> plots() {
    return List.of(
        Plot.of(
                Plot.Kind.LINE,
                "leak",
                "angle between an error and its inversion sent up again, against the leak",
                CURVE,
                InversionKnobs.ALPHA,
                NDI_ANGLE,
                DI_ANGLE,
                TANH_ANGLE)
            .logX(),
        Plot.of(
                Plot.Kind.LINE,
                "rules",
                "angle of the inverted error to pseudobackpropagation's and backpropagation's",
                CURVE,
                InversionKnobs.ALPHA,
                NDI_PBP_ANGLE,
                NDI_BP_ANGLE)
            .logX());
  }

  @Override
  public Metric<?> objective(Values values) {
    return NDI_ANGLE;
  }

  @Override
  public void check(Values values, Optional<Dataset> data, Problems problems, String where) {
    NetKnobs.refuseLearning(LearningRule.CATALOG.get("di"), values, problems, where);
  }

  @Override
  public double flops(Values values, Optional<Dataset> data) {
    int units = (int) (long) UNITS.of(values);
    int below = (int) (long) UNITS_BELOW.of(values);
    Layout layout = Layout.layered(1, below, units);
    double total = 0;
    for (String rule : List.of("ndi", "di", "pbp", "bp")) {
      total += LearningRule.CATALOG.get(rule).flops(layout, 1, values);
    }
    return 2 * total;
  }

  @Override
  public double rows(Table table, Values values, Optional<Dataset> data) {
    return 1;
  }

  @Override
  public double bytes(Values values, Optional<Dataset> data) {
    double units = UNITS.of(values);
    double below = UNITS_BELOW.of(values);
    return 8 * (8 * units * below + 8 * Math.pow(Math.min(units, below), 2));
  }

  @Override
  public Outcome run(Cell cell, Context context) {
    return run(NetKnobs.kernels(cell, context, PRECISION), cell);
  }

  private <M extends ReshapeMatrix> Outcome run(Kernels<M> kernels, Cell cell) {
    Values values = cell.values().filled(Param.effective(params(), cell.values()));
    LayerInversion<M> layer =
        new LayerInversion<>(
            kernels,
            LayerInversion.weights(
                DISTRIBUTION.of(values),
                (int) (long) UNITS.of(values),
                (int) (long) UNITS_BELOW.of(values),
                Streams.of(cell).stream("init", 2)),
            values,
            Streams.of(cell));
    Rows curve = new Rows(CURVE);
    layer.measure(curve, InversionKnobs.ALPHA.of(values), TANH_SIZE.of(values));
    return outcome(curve, CONVERGENCE_TOLERANCE.of(values));
  }

  private static Outcome outcome(Rows curve, double tolerance) {
    Measured measured = new Measured().set(curve);
    boolean finite = true;
    for (Metric<Double> column : MEASURED) {
      double value = curve.last(column);
      measured.setFinite(column, value);
      finite &= Double.isFinite(value);
    }
    boolean unstable = !(curve.last(ABSCISSA) < 0);
    boolean unstableSimulation = !(curve.last(DISCRETE_RADIUS) < 1);
    boolean notConverged = !(curve.last(DI_NDI_ANGLE) <= tolerance);
    Measurements measurements =
        measured
            .set(DIVERGED, !finite)
            .set(UNSTABLE_DYNAMICS, unstable)
            .set(UNSTABLE_SIMULATION, unstableSimulation)
            .set(NOT_CONVERGED, notConverged)
            .set(TrainingEnd.STABLE, finite && !unstable && !unstableSimulation && !notConverged)
            .measurements();
    return finite
        ? new Outcome.Finished(measurements)
        : new Outcome.Diverged(measurements, "an inversion is zero or not finite");
  }
}
