package neurosweep.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import neurosweep.core.Cell;
import neurosweep.core.Column;
import neurosweep.core.Measurements;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Plot;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.learn.InversionKnobs;
import neurosweep.learn.LearningRule;
import neurosweep.math.Kernels;
import neurosweep.math.Precision;
import neurosweep.math.Streams;
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

  private static final Table CURVE =
      new Table(
          "curve",
          List.of(
              Column.real("ndi_angle", "degree", "error and W times ndi's error below"),
              Column.real("di_angle", "degree", "the same of the simulated loop"),
              Column.real("tanh_angle", "degree", "error and W tanh(r) of a loop through tanh"),
              Column.real("ndi_pbp_angle", "degree", "ndi's error below and pbp's"),
              Column.real("ndi_bp_angle", "degree", "ndi's error below and bp's"),
              Column.real("di_ndi_angle", "degree", "the simulated error below and ndi's"),
              Column.real("residual", "", "|W e - error| / |error| for ndi's error below e"),
              Column.real("abscissa", "1/tau", "spectral abscissa of the loop"),
              Column.real("discrete_radius", "", "spectral radius of one update")));

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
  public List<Column> metrics() {
    List<Column> columns = new ArrayList<>(CURVE.columns());
    columns.addAll(
        List.of(
            Column.flag("diverged", "an inversion was not finite"),
            Column.flag("unstable_dynamics", "abscissa >= 0"),
            Column.flag("unstable_simulation", "discrete_radius >= 1"),
            Column.flag("not_converged", "di_ndi_angle > convergence_tolerance"),
            Column.flag("stable", "none of the flags")));
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
                CURVE.name(),
                InversionKnobs.ALPHA.name(),
                "ndi_angle",
                "di_angle",
                "tanh_angle")
            .logX(),
        Plot.of(
                Plot.Kind.LINE,
                "rules",
                "angle of the inverted error to pseudobackpropagation's and backpropagation's",
                CURVE.name(),
                InversionKnobs.ALPHA.name(),
                "ndi_pbp_angle",
                "ndi_bp_angle")
            .logX());
  }

  @Override
  public String objective(Values values) {
    return "ndi_angle";
  }

  @Override
  public double flops(Values values, Optional<Dataset> data) {
    int units = (int) (long) UNITS.of(values);
    int below = (int) (long) UNITS_BELOW.of(values);
    double total = 0;
    for (String rule : List.of("ndi", "di", "pbp", "bp")) {
      total += LearningRule.CATALOG.get(rule).propagationFlops(units, below, 1, values);
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
    double[] row = layer.measure(InversionKnobs.ALPHA.of(values), TANH_SIZE.of(values));
    return outcome(row, CONVERGENCE_TOLERANCE.of(values));
  }

  private static Outcome outcome(double[] row, double tolerance) {
    SortedMap<String, Object> scalars = new TreeMap<>();
    boolean finite = true;
    for (int i = 0; i < row.length; i++) {
      if (Double.isFinite(row[i])) {
        scalars.put(CURVE.columns().get(i).name(), row[i]);
      } else {
        finite = false;
      }
    }
    boolean unstable = !(row[CURVE.index("abscissa")] < 0);
    boolean unstableSimulation = !(row[CURVE.index("discrete_radius")] < 1);
    boolean notConverged = !(row[CURVE.index("di_ndi_angle")] <= tolerance);
    scalars.put("diverged", !finite);
    scalars.put("unstable_dynamics", unstable);
    scalars.put("unstable_simulation", unstableSimulation);
    scalars.put("not_converged", notConverged);
    scalars.put("stable", finite && !unstable && !unstableSimulation && !notConverged);
    SortedMap<String, double[][]> tables = new TreeMap<>();
    tables.put(CURVE.name(), new double[][] {row});
    Measurements measurements = new Measurements(scalars, tables);
    return finite
        ? new Outcome.Finished(measurements)
        : new Outcome.Diverged(measurements, "an inversion is zero or not finite");
  }
}
