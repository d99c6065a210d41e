package neurosweep.experiment.spiking;

import java.util.Arrays;
import java.util.List;
import neurosweep.circuit.simulation.AnalogDrive;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.simulation.MeanActivity;
import neurosweep.circuit.simulation.Settling;
import neurosweep.circuit.simulation.Simulation;
import neurosweep.circuit.simulation.TimeConstants;
import neurosweep.circuit.solver.Objective;
import neurosweep.circuit.solver.SmoothDynamics;
import neurosweep.core.Goal;
import neurosweep.core.Metric;
import neurosweep.core.Param;
import neurosweep.core.Plot;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.experiment.Context;
import neurosweep.experiment.Measured;
import neurosweep.experiment.Rows;

/**
 * How a circuit at rest settles after its filtered input x~ has stepped from 0 to its mean, where
 * it stays: nothing is random, so that what is seen is the circuit's. Once in spikes, and once in
 * the smooth dynamics of the same weights. V_E begins at F x~, all else at 0.
 */
final class StepResponse {
  static final Param<Boolean> RECORDED =
      Param.flag(
          "step_response",
          false,
          "whether the response of the resting circuit to a step of its mean input is recorded");

  static final Metric<Double> TIME = Metric.real("time", "s", "end of a window of tau / 100");
  static final Metric<Double> SPIKING =
      Metric.real("spiking", "", "r_E . r* / |r*|^2 in it; r* is the mean of the second half");
  static final Metric<Double> SMOOTH = Metric.real("smooth", "", "the same of the smooth dynamics");

  static final Table TABLE = new Table("step_response", List.of(TIME, SPIKING, SMOOTH));

  private static final Metric<Double> SETTLING_TIME =
      Metric.real(
              "settling_time",
              "s",
              "after a step, until r_E . r* / |r*|^2 stays within 0.1 of 1, or 1.5 times the largest"
                  + " deviation of the second half")
          .goal(Goal.MIN);
  private static final Metric<Double> OVERSHOOT =
      Metric.real(
              "overshoot",
              "",
              "largest r_E . r* / |r*|^2 after a step, less the largest of the second half")
          .goal(Goal.MIN);
  private static final Metric<Double> SMOOTH_SETTLING_TIME =
      Metric.real("smooth_settling_time", "s", "settling_time of the smooth dynamics")
          .goal(Goal.MIN);
  private static final Metric<Double> SMOOTH_OVERSHOOT =
      Metric.real("smooth_overshoot", "", "overshoot of the smooth dynamics").goal(Goal.MIN);

  static final List<Metric<?>> METRICS =
      List.of(SETTLING_TIME, OVERSHOOT, SMOOTH_SETTLING_TIME, SMOOTH_OVERSHOOT);

  static final Plot PLOT =
      Plot.of(
              Plot.Kind.LINE,
              "step-response",
              "activity after a step of the input, projected on its steady state",
              TABLE,
              TIME,
              SPIKING,
              SMOOTH)
          .logX();

  /** What cells without it lack. */
  static final String NEEDED = "give " + RECORDED.name() + ": true, or select by another metric";

  /** In tau: a spiking circuit settles in a few steps, a smooth one in some tau. */
  private static final double WINDOW = 0.01;

  /** The mode of a ring's bump grows for tens of tau. */
  private static final int WINDOWS = 5000;

  /** Windows that are kept for the figure grow by this factor. */
  private static final double FACTOR = 1.05;

  private static final double BAND = 0.1;

  private StepResponse() {}

  /** Whether cells with these knobs measure a metric, as far as it is one of these. */
  static boolean measures(Metric<?> metric, Values values) {
    return !METRICS.contains(metric) || RECORDED.of(values);
  }

  private static long windowSteps(TimeConstants time) {
    return Math.max(1, Math.round(WINDOW * time.tauE() / time.dt()));
  }

  /** Steps of the spiking response; 0 if it is not recorded. */
  static double steps(TimeConstants time, Values values) {
    return RECORDED.of(values) ? (double) WINDOWS * windowSteps(time) : 0;
  }

  /** Predicted memory in bytes; 0 if it is not recorded. */
  static double bytes(double units, Values values) {
    return RECORDED.of(values) ? 2 * 8 * WINDOWS * units + 3 * 8 * units * units : 0;
  }

  /** Predicted operations of the smooth one; 0 if it is not recorded. */
  static double smoothFlops(double units, Values values) {
    double evaluations = 4 * WINDOWS * WINDOW * Math.max(100, 2 * units);
    return RECORDED.of(values) ? evaluations * 2 * units * units : 0;
  }

  /**
   * Adds what is recorded, if it is.
   *
   * @param dynamics what runs
   * @param time with one tau for all
   * @param input mean x~ (m), filtered counts
   * @return false if the time limit came first
   */
  static boolean measure(
      Dynamics dynamics,
      TimeConstants time,
      double[] input,
      Values values,
      Context context,
      Measured measured) {
    if (!RECORDED.of(values)) {
      return true;
    }
    Circuit circuit = dynamics.circuit();
    double[] h = new double[circuit.excitatory()];
    circuit.input().addProduct(input, 1, h);
    Simulation simulation = atRest(dynamics, time, input, h);
    SmoothDynamics flow = new SmoothDynamics(new Objective(circuit, h).problem());
    double window = windowSteps(time) * time.dt();
    double[][] spiking = new double[WINDOWS][];
    double[][] smooth = new double[WINDOWS][];
    for (int k = 0; k < WINDOWS; k++) {
      MeanActivity mean = new MeanActivity(circuit, 0);
      simulation.run(windowSteps(time), mean);
      spiking[k] = mean.excitatory();
      smooth[k] = Arrays.copyOf(flow.advance(window / time.tauE()), h.length);
      if (context.expired()) {
        return false;
      }
    }
    add(Settling.of(spiking, BAND), Settling.of(smooth, BAND), window, measured);
    return true;
  }

  private static Simulation atRest(
      Dynamics dynamics, TimeConstants time, double[] input, double[] h) {
    AnalogDrive constant =
        new AnalogDrive(
            dynamics.circuit(),
            time.dt(),
            (step, to) -> {
              for (int j = 0; j < to.length; j++) {
                to[j] = input[j] / time.tauX();
              }
            },
            null);
    Simulation simulation = dynamics.simulation(time, constant);
    System.arraycopy(input, 0, simulation.filteredInput(), 0, input.length);
    System.arraycopy(h, 0, simulation.voltageE(), 0, h.length);
    return simulation;
  }

  private static void add(Settling spiking, Settling smooth, double window, Measured measured) {
    Rows rows = new Rows(TABLE);
    for (int k = 1; k <= WINDOWS; k = (int) Math.ceil(k * FACTOR)) {
      rows.add()
          .set(TIME, k * window)
          .set(SPIKING, spiking.course()[k - 1])
          .set(SMOOTH, smooth.course()[k - 1]);
    }
    measured
        .set(rows)
        .setFinite(SETTLING_TIME, spiking.time() * window)
        .setFinite(OVERSHOOT, spiking.overshoot())
        .setFinite(SMOOTH_SETTLING_TIME, smooth.time() * window)
        .setFinite(SMOOTH_OVERSHOOT, smooth.overshoot());
  }
}
