package neurosweep.experiment.spiking;

import java.util.ArrayList;
import java.util.List;
import neurosweep.circuit.simulation.TimeConstants;
import neurosweep.circuit.solver.Convergence;
import neurosweep.circuit.synapse.Synapses;
import neurosweep.circuit.synapse.TorusSynapses;
import neurosweep.circuit.synapse.Weights;
import neurosweep.core.Measurements;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Plot;
import neurosweep.core.Problems;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.experiment.Experiment;
import neurosweep.experiment.Measured;
import neurosweep.experiment.Rows;
import neurosweep.math.random.Streams;

/**
 * An experiment on a circuit of excitatory and inhibitory spiking units: what all of them declare
 * and measure. A member adds its own knobs, columns, tables and plots, and runs its circuit.
 */
abstract class SpikingExperiment implements Experiment {
  static final Metric<Long> TARGET =
      Metric.integer("target", "", "unit that feels; on a torus x less that of the source");
  static final Metric<Long> SOURCE =
      Metric.integer("source", "", "unit that fires; on a torus the same of y");
  static final Metric<Double> WEIGHT =
      Metric.real("weight", "", "W_EE - W_EI W_II^-1 W_IE; onto itself left out");

  static final Table WEIGHTS = new Table("effective_weights", List.of(TARGET, SOURCE, WEIGHT));

  /** Of a matrix so many rows and columns are kept for its picture. */
  private static final int PICTURE = 60;

  static final Metric<Double> LAMBDA_MAX_EE =
      Metric.real("lambda_max_ee", "", "largest eigenvalue of W_EE");
  static final Metric<Double> LAMBDA_MIN_II =
      Metric.real("lambda_min_ii", "", "smallest eigenvalue of W_II");
  static final Metric<Double> LAMBDA_MIN_SCHUR =
      Metric.real("lambda_min_schur", "", "smallest eigenvalue of W_EI W_II^-1 W_IE - W_EE");
  static final Metric<Boolean> LYAPUNOV =
      Metric.flag("lyapunov", "lambda_max_ee / tau_E <= lambda_min_ii / tau_I");
  static final Metric<Boolean> SCHUR =
      Metric.flag("schur", "lambda_min_schur >= 0; attractors fail it on purpose");
  static final Metric<Boolean> DALE =
      Metric.flag("dale", "no synapse has a sign other than its source's");
  static final Metric<Boolean> SATURATED =
      Metric.flag("saturated", "E units fired in almost every step at the end: runaway").flaw();
  static final Metric<Boolean> DIVERGED =
      Metric.flag("diverged", "saturated, or an activity was not finite").flaw();
  static final Metric<Boolean> STABLE = Metric.flag("stable", "not diverged").verdict();

  static final Metric<Double> RATE_E = Metric.real("rate_e", "Hz", "mean over excitatory units");

  private static final List<Metric<?>> CONDITIONS =
      List.of(
          LAMBDA_MAX_EE,
          LAMBDA_MIN_II,
          LAMBDA_MIN_SCHUR,
          LYAPUNOV,
          SCHUR,
          DALE,
          SATURATED,
          DIVERGED,
          STABLE);

  private final String name;
  private final String doc;
  private final List<Param<?>> params;
  private final List<Metric<?>> metrics;

  SpikingExperiment(String name, String doc, List<Param<?>> own, List<Metric<?>> metrics) {
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
  public final List<Metric<?>> metrics() {
    return List.copyOf(metrics);
  }

  @Override
  public final void checkSeed(Values values, long seed, Problems problems, String where) {
    Draws.checkSeed(values, seed, problems, where);
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
            WEIGHTS,
            SOURCE,
            TARGET,
            WEIGHT));
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
  private static void conditions(Weights weights, TimeConstants time, Measured measured) {
    Convergence convergence = Convergence.of(weights);
    measured
        .set(LAMBDA_MAX_EE, convergence.lambdaMaxEE())
        .set(LAMBDA_MIN_II, convergence.lambdaMinII())
        .set(LAMBDA_MIN_SCHUR, convergence.lambdaMinSchur())
        .set(LYAPUNOV, convergence.lyapunov(time))
        .set(SCHUR, convergence.schur())
        .set(picture(weights.effective()));
    if (measured.get(DALE).isEmpty()) {
      measured.set(DALE, weights.obeyDale());
    }
  }

  private static Rows picture(Synapses effective) {
    Rows rows = new Rows(WEIGHTS);
    if (effective instanceof TorusSynapses torus) {
      addKernel(torus, rows);
    } else if (effective != null) {
      int every = (effective.targets() + PICTURE - 1) / PICTURE;
      for (int target = 0; target < effective.targets(); target += every) {
        for (int source = 0; source < effective.sources(); source += every) {
          double weight = target == source ? Double.NaN : effective.get(target, source);
          rows.add().set(TARGET, target).set(SOURCE, source).set(WEIGHT, weight);
        }
      }
    }
    return rows;
  }

  /** The weights of a torus by displacement, that of 0 in the middle. */
  private static void addKernel(TorusSynapses torus, Rows rows) {
    int n = torus.side();
    for (int x = 0; x < n; x++) {
      for (int y = 0; y < n; y++) {
        int target = Math.floorMod(x - n / 2, n) * n + Math.floorMod(y - n / 2, n);
        double weight = target == 0 ? Double.NaN : torus.get(target, 0);
        rows.add().set(TARGET, x - n / 2).set(SOURCE, y - n / 2).set(WEIGHT, weight);
      }
    }
  }

  /** The outcome of a whole run. */
  static Outcome outcome(
      Measured measured, boolean saturated, Weights weights, TimeConstants time) {
    conditions(weights, time, measured);
    boolean finite = Double.isFinite(measured.get(RATE_E).orElseThrow());
    Measurements measurements =
        measured
            .set(SATURATED, saturated)
            .set(DIVERGED, saturated || !finite)
            .set(STABLE, finite && !saturated)
            .measurements();
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
}
