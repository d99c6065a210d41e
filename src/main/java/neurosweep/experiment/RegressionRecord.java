package neurosweep.experiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import neurosweep.core.Goal;
import neurosweep.core.Measurements;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Persistent;
import neurosweep.core.Plot;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.learn.LearningRule;
import neurosweep.learn.Network;

/** What regressions record, the verdicts over it, and its figures. */
final class RegressionRecord implements Persistent {
  static final Metric<Long> ITERATION =
      Metric.integer("iteration", "examples", "examples learned so far");
  static final Metric<Double> SSE =
      Metric.real("sse", "", "sum of squared errors over all examples").goal(Goal.MIN);
  static final Metric<Double> NSE =
      Metric.real("nse", "", "sse over the sum of the squared targets").goal(Goal.MIN);
  static final Metric<Double> LOG10_NSE =
      Metric.real("log10_nse", "", "whose means over seeds are of geometric means").goal(Goal.MIN);
  static final Metric<Double> RELATIVE_SSE =
      Metric.real("relative_sse", "", "sse over that before training").goal(Goal.MIN);
  static final Metric<Double> ABSCISSA =
      Metric.real("abscissa", "1/tau", "spectral abscissa, of the worst loop");
  static final Metric<Double> DISCRETE_RADIUS =
      Metric.real("discrete_radius", "", "spectral radius of an update, worst loop");

  /** The version that says when feedback was optimised, and records singular values. */
  static final int TIMED = 3;

  /** The error, from before training on. */
  static final Table HISTORY =
      new Table(
          Table.HISTORY,
          List.of(ITERATION, SSE, NSE, LOG10_NSE, RELATIVE_SSE, ABSCISSA, DISCRETE_RADIUS));

  static final Metric<Double> FINAL_SSE =
      Metric.real("final_sse", "", "sum of squared errors over all examples at the end")
          .lastOf(SSE)
          .goal(Goal.MIN);
  static final Metric<Double> FINAL_NSE =
      Metric.real("final_nse", "", "final_sse over the sum of the squared targets")
          .lastOf(NSE)
          .goal(Goal.MIN);
  static final Metric<Double> FINAL_LOG10_NSE =
      Metric.real("final_log10_nse", "", "its logarithm").lastOf(LOG10_NSE).goal(Goal.MIN);
  static final Metric<Double> FINAL_RELATIVE_SSE =
      Metric.real("final_relative_sse", "", "final_sse over the error before training")
          .lastOf(RELATIVE_SSE)
          .goal(Goal.MIN);
  static final Metric<Double> INITIAL_SSE = Metric.real("initial_sse", "", "before training");
  static final Metric<Double> LARGEST_SSE =
      Metric.real("largest_sse", "", "of all records").over(SSE);
  static final Metric<Double> TARGET_POWER =
      Metric.real("target_power", "", "sum of the squared targets");
  static final Metric<Long> ITERATIONS_RUN =
      Metric.integer("iterations_run", "examples", "examples learned");

  /** The angles of hidden layers, by the scalars that are their means. */
  private static final Map<Metric<Double>, Metric<Double>> MEAN_ANGLES = meanAngles();

  static final Metric<Double> INITIAL_ABSCISSA =
      Metric.real("initial_abscissa", "1/tau", "spectral abscissa of the worst loop, at start");
  static final Metric<Double> FINAL_ABSCISSA =
      Metric.real("final_abscissa", "1/tau", "of the worst loop, at the end").lastOf(ABSCISSA);
  static final Metric<Double> HIGHEST_ABSCISSA =
      Metric.real("highest_abscissa", "1/tau", "of any loop, step or record").over(ABSCISSA);
  static final Metric<Double> LOWEST_ABSCISSA =
      Metric.real("lowest_abscissa", "1/tau", "of any loop, step or record").over(ABSCISSA);
  static final Metric<Double> LARGEST_DISCRETE_RADIUS =
      Metric.real("largest_discrete_radius", "", "of any record").over(DISCRETE_RADIUS);
  static final Metric<Long> DIVERGED_ITERATION =
      Metric.integer("diverged_iteration", "examples", "where a number was not finite");
  static final Metric<Boolean> UNSTABLE_DYNAMICS =
      Metric.flag("unstable_dynamics", "a simulated loop had an abscissa >= 0 after all").flaw();
  static final Metric<Boolean> UNSTABLE_SIMULATION =
      Metric.flag("unstable_simulation", "a simulated loop had a discrete_radius >= 1").flaw();
  static final Metric<Boolean> NOT_CONVERGED =
      Metric.flag("not_converged", "a simulated ndi_angle > convergence_tolerance").flaw();

  private final Values values;
  private final double power;
  private final LearningRule rule;
  private final Stabilisation<?> stabilisation;
  private final boolean optimised;
  private final int version;
  private final Rows history = new Rows(HISTORY);
  private final Rows layers = new Rows(InversionProbe.TABLE);
  private final SingularCurve singular = new SingularCurve();
  private double highest = Double.NEGATIVE_INFINITY;
  private double lowest = Double.POSITIVE_INFINITY;
  private boolean unstable;

  /**
   * A record.
   *
   * @param power the sum of the squared targets
   * @param stabilisation whose counts are reported
   * @param optimised whether the initial feedback was optimised to be stable
   * @param version of the cell
   */
  RegressionRecord(
      Values values,
      double power,
      LearningRule rule,
      Stabilisation<?> stabilisation,
      boolean optimised,
      int version) {
    this.values = values;
    this.power = power;
    this.rule = rule;
    this.stabilisation = stabilisation;
    this.optimised = optimised;
    this.version = version;
  }

  /** The scalars of a cell, in the order of their columns. */
  static List<Metric<?>> metrics() {
    List<Metric<?>> all =
        new ArrayList<>(
            List.of(
                FINAL_SSE,
                FINAL_NSE,
                FINAL_LOG10_NSE,
                FINAL_RELATIVE_SSE,
                INITIAL_SSE,
                LARGEST_SSE,
                TARGET_POWER,
                ITERATIONS_RUN));
    all.addAll(MEAN_ANGLES.keySet());
    all.addAll(
        List.of(
            INITIAL_ABSCISSA,
            FINAL_ABSCISSA,
            HIGHEST_ABSCISSA,
            LOWEST_ABSCISSA,
            LARGEST_DISCRETE_RADIUS));
    all.addAll(Stabilisation.COUNTS);
    all.addAll(Stabilisation.TIMES);
    all.addAll(
        List.of(
            SingularCurve.LEAST,
            TrainingEnd.STOP_REASON,
            DIVERGED_ITERATION,
            TrainingEnd.DIVERGED,
            UNSTABLE_DYNAMICS,
            UNSTABLE_SIMULATION,
            Stabilisation.FAILED,
            NOT_CONVERGED,
            TrainingEnd.STABLE));
    return all;
  }

  private static Map<Metric<Double>, Metric<Double>> meanAngles() {
    Map<Metric<Double>, Metric<Double>> means = new LinkedHashMap<>();
    for (Metric<Double> angle :
        List.of(
            InversionProbe.FEEDBACK_ANGLE,
            InversionProbe.NDI_ANGLE,
            InversionProbe.PBP_ANGLE,
            InversionProbe.BP_ANGLE,
            InversionProbe.GAUSS_NEWTON_ANGLE)) {
      String doc = angle.name() + ", over records and hidden layers";
      means.put(
          Metric.real("mean_" + angle.name(), angle.unit(), doc).over(angle).goal(Goal.MIN), angle);
    }
    return Collections.unmodifiableMap(means);
  }

  /** Figures of any regression. */
  static List<Plot> plots() {
    return List.of(
        Plot.of(
                Plot.Kind.LINE,
                "error",
                "logarithm of the squared error over that of a zero output, whose means are geometric",
                HISTORY,
                ITERATION,
                LOG10_NSE)
            .logX(),
        Plot.of(
                Plot.Kind.LINE,
                "abscissa",
                "spectral abscissa of the loops, which settle below zero",
                InversionProbe.TABLE,
                InversionProbe.ITERATION,
                InversionProbe.ABSCISSA)
            .panel(InversionProbe.LAYER)
            .logX()
            .level(0),
        Plot.of(
                Plot.Kind.LINE,
                "feedback-angle",
                "angle between the feedback and the negative transpose of the weights",
                InversionProbe.TABLE,
                InversionProbe.ITERATION,
                InversionProbe.FEEDBACK_ANGLE)
            .panel(InversionProbe.LAYER)
            .logX(),
        Plot.of(
                Plot.Kind.LINE,
                "update-angles",
                "angle of the hidden layers' updates to those of other rules",
                InversionProbe.TABLE,
                InversionProbe.ITERATION,
                InversionProbe.NDI_ANGLE,
                InversionProbe.PBP_ANGLE,
                InversionProbe.BP_ANGLE,
                InversionProbe.GAUSS_NEWTON_ANGLE)
            .panel(InversionProbe.LAYER)
            .logX(),
        SingularCurve.plot());
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

  /** Records an error, the rows of a probe, and the weights as they are now. */
  void add(long iteration, double squaredError, Rows rows, Network<?> network) {
    if (version >= TIMED) {
      singular.add(iteration, network);
    }
    double first = isEmpty() ? squaredError : history.first(SSE);
    double nse = squaredError / power;
    history
        .add()
        .set(ITERATION, (double) iteration)
        .set(SSE, squaredError)
        .set(NSE, nse)
        .set(LOG10_NSE, StrictMath.log10(Math.max(nse, Double.MIN_VALUE)))
        .set(RELATIVE_SSE, squaredError / first)
        .set(ABSCISSA, InversionProbe.worst(rows, InversionProbe.ABSCISSA))
        .set(DISCRETE_RADIUS, InversionProbe.worst(rows, InversionProbe.DISCRETE_RADIUS));
    for (int i = 0; i < rows.size(); i++) {
      rows.set(i, InversionProbe.ITERATION, (double) iteration);
      watched(rows.get(i, InversionProbe.ABSCISSA));
    }
    layers.addAll(rows);
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
    return new Outcome.Finished(measurements(TrainingEnd.COMPLETED, null));
  }

  Outcome timedOut() {
    return new Outcome.TimedOut(measurements("timed out", null), Double.NaN);
  }

  Outcome diverged(long iteration, String reason) {
    Measurements measured = measurements("diverged: " + reason, iteration);
    return new Outcome.Diverged(measured, reason);
  }

  private Measurements measurements(String stopReason, Long divergedIteration) {
    Measured measured =
        new Measured().set(history).set(layers).set(TrainingEnd.STOP_REASON, stopReason);
    if (divergedIteration != null) {
      measured.set(DIVERGED_ITERATION, divergedIteration);
    }
    addErrors(measured);
    addLoops(measured);
    addVerdicts(measured, divergedIteration != null);
    return measured.measurements();
  }

  private void addErrors(Measured measured) {
    measured
        .set(ITERATIONS_RUN, (long) history.last(ITERATION))
        .set(FINAL_SSE, history.last(SSE))
        .set(FINAL_NSE, history.last(NSE))
        .set(FINAL_LOG10_NSE, history.last(LOG10_NSE))
        .set(FINAL_RELATIVE_SSE, history.last(RELATIVE_SSE))
        .set(INITIAL_SSE, history.first(SSE))
        .set(LARGEST_SSE, history.largest(SSE))
        .set(TARGET_POWER, power);
    MEAN_ANGLES.forEach((mean, angle) -> measured.setFinite(mean, layers.mean(angle)));
  }

  private void addLoops(Measured measured) {
    measured
        .setFinite(INITIAL_ABSCISSA, history.first(ABSCISSA))
        .setFinite(FINAL_ABSCISSA, history.last(ABSCISSA))
        .setFinite(HIGHEST_ABSCISSA, highest)
        .setFinite(LOWEST_ABSCISSA, lowest)
        .setFinite(LARGEST_DISCRETE_RADIUS, history.largest(DISCRETE_RADIUS));
    stabilisation.reportCounts(measured);
    if (version >= TIMED) {
      stabilisation.reportTimes(measured);
      singular.report(measured);
    }
  }

  private void addVerdicts(Measured measured, boolean diverged) {
    boolean simulated = rule.loops() != LearningRule.Loops.NONE;
    boolean unstableSimulation = simulated && history.largest(DISCRETE_RADIUS) >= 1;
    double tolerance = TeacherRegression.CONVERGENCE_TOLERANCE.of(values);
    boolean notConverged = simulated && layers.largest(InversionProbe.NDI_ANGLE) > tolerance;
    boolean startedUnstable = history.first(ABSCISSA) >= 0;
    boolean failed = stabilisation.failed() || (optimised && startedUnstable);
    measured
        .set(TrainingEnd.DIVERGED, diverged)
        .set(UNSTABLE_DYNAMICS, unstable)
        .set(UNSTABLE_SIMULATION, unstableSimulation)
        .set(Stabilisation.FAILED, failed)
        .set(NOT_CONVERGED, notConverged)
        .set(
            TrainingEnd.STABLE,
            !diverged && !unstable && !unstableSimulation && !failed && !notConverged);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    history.save(out);
    layers.save(out);
    singular.save(out);
    out.writeDouble(highest);
    out.writeDouble(lowest);
    out.writeBoolean(unstable);
  }

  @Override
  public void load(DataInput in) throws IOException {
    history.load(in);
    layers.load(in);
    singular.load(in);
    highest = in.readDouble();
    lowest = in.readDouble();
    unstable = in.readBoolean();
  }
}
