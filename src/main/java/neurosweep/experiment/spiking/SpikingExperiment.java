package neurosweep.experiment.spiking;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import neurosweep.circuit.Convergence;
import neurosweep.circuit.Synapses;
import neurosweep.circuit.TimeConstants;
import neurosweep.circuit.TorusSynapses;
import neurosweep.circuit.Weights;
import neurosweep.core.Column;
import neurosweep.core.Measurements;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Plot;
import neurosweep.core.Problems;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.experiment.Experiment;
import neurosweep.math.Streams;

/**
 * An experiment on a circuit of excitatory and inhibitory spiking units: what all of them declare
 * and measure. A member adds its own knobs, columns, tables and plots, and runs its circuit.
 */
abstract class SpikingExperiment implements Experiment {
  static final Table WEIGHTS =
      new Table(
          "effective_weights",
          List.of(
              Column.integer("target", "", "unit that feels; on a torus x less that of the source"),
              Column.integer("source", "", "unit that fires; on a torus the same of y"),
              Column.real("weight", "", "W_EE - W_EI W_II^-1 W_IE; onto itself left out")));

  /** Of a matrix so many rows and columns are kept for its picture. */
  private static final int PICTURE = 60;

  private static final List<Column> CONDITIONS =
      List.of(
          Column.real("lambda_max_ee", "", "largest eigenvalue of W_EE"),
          Column.real("lambda_min_ii", "", "smallest eigenvalue of W_II"),
          Column.real("lambda_min_schur", "", "smallest eigenvalue of W_EI W_II^-1 W_IE - W_EE"),
          Column.flag("lyapunov", "lambda_max_ee / tau_E <= lambda_min_ii / tau_I"),
          Column.flag("schur", "lambda_min_schur >= 0; attractors fail it on purpose"),
          Column.flag("dale", "no synapse has a sign other than its source's"),
          Column.flag("saturated", "E units fired in almost every step at the end: runaway"),
          Column.flag("diverged", "saturated, or an activity was not finite"),
          Column.flag("stable", "not diverged"));

  private final String name;
  private final String doc;
  private final List<Param<?>> params;
  private final List<Column> metrics;

  SpikingExperiment(String name, String doc, List<Param<?>> own, List<Column> metrics) {
    this.name = name;
    this.doc = doc;
    this.params = new ArrayList<>(own);
    params.addAll(List.of(Draws.RNG, Streams.SWEEP_SEED));
    this.metrics = new ArrayList<>(metrics);
    this.metrics.addAll(CONDITIONS);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String doc() {
    return doc;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public final List<Param<?>> params() {
    return List.copyOf(params);
  }

  @Override
  public final List<Column> metrics() {
    return List.copyOf(metrics);
  }

  /** Its own tables. */
  abstract List<Table> ownTables();

  /** Its own plots. */
  abstract List<Plot> ownPlots();

  @Override
  public List<Table> tables() {
    List<Table> all = new ArrayList<>(ownTables());
    all.add(WEIGHTS);
    return all;
  }

  @Override
  public List<Plot> plots() {
    List<Plot> all = new ArrayList<>(ownPlots());
    all.add(
        Plot.image(
            "effective-weights",
            "what excitation feels of itself once inhibition has followed",
            WEIGHTS.name(),
            "source",
            "target",
            "weight"));
    return all;
  }

  /** Steps of a stretch of time. */
  static long steps(double seconds, double dt) {
    return Math.round(seconds / dt);
  }

  /** An integer knob as an int. */
  static int whole(Param<Long> knob, Values values) {
    return (int) (long) knob.of(values);
  }

  /** A step holds at most one spike of an input. */
  static void checkRate(double hz, double dt, Problems problems, String where) {
    if (hz * dt >= 1) {
      problems.add(
          where,
          "input_rate is up to %s Hz, must be below 1 / dt = %s Hz; lower input_rate or dt"
              .formatted(hz, 1 / dt));
    }
  }

  /** A step is not longer than a time constant. */
  static void checkStep(
      Param<Double> tau, double dt, Values values, Problems problems, String where) {
    if (dt > tau.of(values)) {
      problems.add(
          where, "dt is " + dt + ", must be at most " + tau.name() + " = " + tau.of(values));
    }
  }

  static Outcome timedOut() {
    return new Outcome.TimedOut(Measurements.NONE, Double.NaN);
  }

  /** The conditions of section 2 of the method, and the picture of the effective weights. */
  private static void conditions(
      Weights weights,
      TimeConstants time,
      SortedMap<String, Object> scalars,
      SortedMap<String, double[][]> tables) {
    Convergence convergence = Convergence.of(weights);
    scalars.put("lambda_max_ee", convergence.lambdaMaxEE());
    scalars.put("lambda_min_ii", convergence.lambdaMinII());
    scalars.put("lambda_min_schur", convergence.lambdaMinSchur());
    scalars.put("lyapunov", convergence.lyapunov(time));
    scalars.put("schur", convergence.schur());
    scalars.putIfAbsent("dale", weights.obeyDale());
    tables.put(WEIGHTS.name(), picture(weights.effective()));
  }

  private static double[][] picture(Synapses effective) {
    if (effective == null) {
      return new double[0][];
    }
    if (effective instanceof TorusSynapses torus) {
      return kernel(torus);
    }
    int every = (effective.targets() + PICTURE - 1) / PICTURE;
    List<double[]> rows = new ArrayList<>();
    for (int target = 0; target < effective.targets(); target += every) {
      for (int source = 0; source < effective.sources(); source += every) {
        double weight = target == source ? Double.NaN : effective.get(target, source);
        rows.add(new double[] {target, source, weight});
      }
    }
    return rows.toArray(double[][]::new);
  }

  /** The weights of a torus by displacement, that of 0 in the middle. */
  private static double[][] kernel(TorusSynapses torus) {
    int n = torus.side();
    double[][] rows = new double[n * n][];
    for (int x = 0; x < n; x++) {
      for (int y = 0; y < n; y++) {
        int target = Math.floorMod(x - n / 2, n) * n + Math.floorMod(y - n / 2, n);
        double weight = target == 0 ? Double.NaN : torus.get(target, 0);
        rows[x * n + y] = new double[] {x - n / 2, y - n / 2, weight};
      }
    }
    return rows;
  }

  /** The outcome of a whole run. */
  static Outcome outcome(
      Measured measured, boolean saturated, Weights weights, TimeConstants time) {
    SortedMap<String, Object> scalars = measured.scalars;
    SortedMap<String, double[][]> tables = measured.tables;
    conditions(weights, time, scalars, tables);
    boolean finite = Double.isFinite((Double) scalars.get("rate_e"));
    scalars.put("saturated", saturated);
    scalars.put("diverged", saturated || !finite);
    scalars.put("stable", finite && !saturated);
    Measurements measurements = new Measurements(scalars, tables);
    if (finite && !saturated) {
      return new Outcome.Finished(measurements);
    }
    // One spike a step is the bound that the step sets to an activity that grows without one.
    return new Outcome.Diverged(
        measurements,
        finite
            ? "synchronous runaway: E units fired in almost every step at the end"
            : "an activity was not finite");
  }

  /** What a member measures itself. */
  static final class Measured {
    final SortedMap<String, Object> scalars = new TreeMap<>();
    final SortedMap<String, double[][]> tables = new TreeMap<>();

    Measured put(String metric, Object value) {
      scalars.put(metric, value);
      return this;
    }

    Measured put(Table table, double[][] rows) {
      tables.put(table.name(), rows);
      return this;
    }
  }
}
