package neurosweep.experiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import neurosweep.core.Measurements;
import neurosweep.core.Outcome;
import neurosweep.core.Persistent;
import neurosweep.core.Values;
import neurosweep.learn.LearningRule;
import neurosweep.learn.StabilityGuard;

/** Fills {@link RegressionTables} during a regression, and the verdicts over it. */
final class RegressionRecord implements Persistent {
  private final Values values;
  private final double power;
  private final LearningRule rule;
  private final StabilityGuard<?> guard;
  private final boolean optimised;
  private final Rows history = new Rows(RegressionTables.HISTORY);
  private final Rows layers = new Rows(RegressionTables.LAYERS);
  private double highest = Double.NEGATIVE_INFINITY;
  private double lowest = Double.POSITIVE_INFINITY;
  private boolean unstable;

  /**
   * A record.
   *
   * @param power the sum of the squared targets
   * @param guard whose counts are reported
   * @param optimised whether the initial feedback was optimised to be stable
   */
  RegressionRecord(
      Values values, double power, LearningRule rule, StabilityGuard<?> guard, boolean optimised) {
    this.values = values;
    this.power = power;
    this.rule = rule;
    this.guard = guard;
    this.optimised = optimised;
  }

  boolean isEmpty() {
    return history.isEmpty();
  }

  /** Whether to record after that many iterations. */
  boolean due(long iteration, long last) {
    long interval = TeacherRegression.RECORD_INTERVAL.of(values);
    if (interval > 0) {
      return iteration % interval == 0 || iteration == last;
    }
    long unit = 1;
    while (iteration / unit >= 100) {
      unit *= 10;
    }
    return iteration % unit == 0 || iteration == last;
  }

  /** Records an error and the rows of a probe. */
  void add(long iteration, double squaredError, double[][] rows) {
    double first = isEmpty() ? squaredError : history.array()[0][1];
    double nse = squaredError / power;
    double[] worst = InversionProbe.worst(rows);
    double log = StrictMath.log10(Math.max(nse, Double.MIN_VALUE));
    history.add(
        (double) iteration, squaredError, nse, log, squaredError / first, worst[0], worst[1]);
    for (double[] row : rows) {
      double[] more = new double[row.length + 1];
      more[0] = (double) iteration;
      System.arraycopy(row, 0, more, 1, row.length);
      layers.add(more);
      watched(row[2]);
    }
  }

  /** Takes an abscissa of a loop as it is after a step; NaN where there is no loop. */
  void watched(double abscissa) {
    if (rule.loops() != LearningRule.Loops.NONE) {
      unstable |= !(abscissa < 0);
    }
    highest = abscissa > highest ? abscissa : highest;
    lowest = abscissa < lowest ? abscissa : lowest;
  }

  Outcome finished() {
    return new Outcome.Finished(measurements("completed", null));
  }

  Outcome timedOut() {
    return new Outcome.TimedOut(measurements("timed out", null), Double.NaN);
  }

  Outcome diverged(long iteration, String reason) {
    Measurements measured = measurements("diverged: " + reason, iteration);
    return new Outcome.Diverged(measured, reason);
  }

  private Measurements measurements(String stopReason, Long divergedIteration) {
    SortedMap<String, Object> scalars = new TreeMap<>();
    scalars.put("stop_reason", stopReason);
    if (divergedIteration != null) {
      scalars.put("diverged_iteration", divergedIteration);
    }
    addErrors(scalars);
    addLoops(scalars);
    addVerdicts(scalars, divergedIteration != null);
    SortedMap<String, double[][]> tables = new TreeMap<>();
    tables.put(RegressionTables.HISTORY.name(), history.array());
    tables.put(RegressionTables.LAYERS.name(), layers.array());
    return new Measurements(scalars, tables);
  }

  private void addErrors(SortedMap<String, Object> scalars) {
    double[] last = history.last();
    scalars.put("iterations_run", (long) last[RegressionTables.HISTORY.index("iteration")]);
    scalars.put("final_sse", last[RegressionTables.HISTORY.index("sse")]);
    scalars.put("final_nse", last[RegressionTables.HISTORY.index("nse")]);
    scalars.put("final_log10_nse", last[RegressionTables.HISTORY.index("log10_nse")]);
    scalars.put("final_relative_sse", last[RegressionTables.HISTORY.index("relative_sse")]);
    scalars.put("initial_sse", history.array()[0][RegressionTables.HISTORY.index("sse")]);
    scalars.put("largest_sse", history.largest("sse"));
    scalars.put("target_power", power);
    for (String angle : RegressionTables.ANGLES) {
      Rows.put(scalars, "mean_" + angle, layers.mean(angle));
    }
  }

  private void addLoops(SortedMap<String, Object> scalars) {
    int abscissa = RegressionTables.HISTORY.index("abscissa");
    Rows.put(scalars, "initial_abscissa", history.array()[0][abscissa]);
    Rows.put(scalars, "final_abscissa", history.last()[abscissa]);
    Rows.put(scalars, "highest_abscissa", highest);
    Rows.put(scalars, "lowest_abscissa", lowest);
    Rows.put(scalars, "largest_discrete_radius", history.largest("discrete_radius"));
    scalars.put("optimised", guard.runs() > 0 ? 1.0 : 0.0);
    scalars.put("optimisation_runs", (double) guard.runs());
    scalars.put("optimisation_iterations", (double) guard.iterations());
    scalars.put("optimisation_failures", (double) guard.failures());
  }

  private void addVerdicts(SortedMap<String, Object> scalars, boolean diverged) {
    boolean simulated = rule.loops() != LearningRule.Loops.NONE;
    boolean unstableSimulation = simulated && history.largest("discrete_radius") >= 1;
    double tolerance = TeacherRegression.CONVERGENCE_TOLERANCE.of(values);
    boolean notConverged = simulated && layers.largest("ndi_angle") > tolerance;
    boolean startedUnstable = history.array()[0][RegressionTables.HISTORY.index("abscissa")] >= 0;
    boolean failed = guard.failures() > 0 || (optimised && startedUnstable);
    scalars.put("diverged", diverged);
    scalars.put("unstable_dynamics", unstable);
    scalars.put("unstable_simulation", unstableSimulation);
    scalars.put("optimisation_failed", failed);
    scalars.put("not_converged", notConverged);
    scalars.put(
        "stable", !diverged && !unstable && !unstableSimulation && !failed && !notConverged);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    history.save(out);
    layers.save(out);
    out.writeDouble(highest);
    out.writeDouble(lowest);
    out.writeBoolean(unstable);
  }

  @Override
  public void load(DataInput in) throws IOException {
    history.load(in);
    layers.load(in);
    highest = in.readDouble();
    lowest = in.readDouble();
    unstable = in.readBoolean();
  }
}
