package neurosweep.experiment.spiking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import neurosweep.circuit.design.ReconstructionDesign;
import neurosweep.circuit.simulation.AnalogDrive;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.simulation.Observer;
import neurosweep.circuit.simulation.Reconstruction;
import neurosweep.circuit.simulation.Simulation;
import neurosweep.circuit.simulation.TimeConstants;
import neurosweep.core.Cell;
import neurosweep.core.Goal;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Plot;
import neurosweep.core.Problems;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.experiment.Context;
import neurosweep.experiment.Measured;
import neurosweep.experiment.Rows;
import neurosweep.math.random.RandomSource;

/**
 * Excitatory units that follow a signal that varies (Li and Pehlevan, NeurIPS 2020, figure 2b):
 * steps of different height in the first channel, constants in the others. With {@code dynamics:
 * descent} excitation alone minimises the error, under the signed weights -H'H - beta I.
 */
public final class TrackingExperiment extends RecordedExperiment {
  private static final Param<Double> TAU =
      Param.real("tau", 0.5, "decay time of activities and input")
          .called("τ")
          .within(1e-3, 100)
          .in("s");
  private static final Param<Double> DT =
      Param.real("dt", 1e-4, "step").called("Δt").within(1e-6, 0.1).in("s");
  private static final Param<Long> N_E =
      Param.integer("n_e", 30, "excitatory units").called("excitatory units").within(2, 10_000);
  private static final Param<Long> N_I =
      Param.integer("n_i", 3, "inhibitory units and channels, at most n_e")
          .called("inhibitory units")
          .within(1, 1000);
  private static final Param<Double> RESET =
      Param.real("reset", 1e-3, "reset of the excitatory units, times n_e").above(0);
  private static final Param<Double> NOISE =
      Param.real("noise", 0.01, "voltage noise, a standard deviation per second of step")
          .within(0, 1e6);
  private static final Param<Double> DURATION =
      Param.real("duration", 25, "length of the run").within(0.01, 1e5).in("s");

  static final Metric<Double> TIME = Metric.real("time", "s", "since the start");
  static final Metric<Long> CHANNEL = Metric.integer("channel", "", "from 1");
  static final Metric<Double> TARGET = Metric.real("target", "", "filtered input");
  static final Metric<Double> ESTIMATE = Metric.real("estimate", "", "H r_E");

  private static final Table SIGNALS =
      new Table("signals", List.of(TIME, CHANNEL, TARGET, ESTIMATE));

  /** s of the first channel by time: value until end, then the next. */
  private static final double[][] STEPS = {
    {2, 0}, {8, 70}, {10, 0}, {16, 30}, {18, 0}, {24, 50}, {Double.POSITIVE_INFINITY, 0}
  };

  /** s of the other channels, in turn. */
  private static final double[] CONSTANTS = {10, 5};

  /** Steps between two comparisons of estimate and target. */
  private static final int STRIDE = 10;

  private static final Metric<Double> TRACKING_ERROR =
      Metric.real("tracking_error", "", "rms error over rms target, first channel").goal(Goal.MIN);
  private static final Metric<Double> R2 =
      Metric.real("r2", "", "share of its variance that is explained").goal(Goal.MAX);
  private static final Metric<Double> BIAS =
      Metric.real("bias", "", "mean of estimate - target, first channel");
  private static final Metric<Double> RELATIVE_ERROR =
      Metric.real("relative_error", "", "rms error over rms target, all channels").goal(Goal.MIN);

  /** For the catalogue. */
  public TrackingExperiment() {
    super(
        "tracking-reconstruction",
        "a signal that varies read out of a spiking circuit (Li & Pehlevan, Fig. 2b)",
        List.of(TAU, DT, N_E, N_I, RESET, NOISE, DURATION, Dynamics.KNOB),
        List.of(TRACKING_ERROR, R2, BIAS, RELATIVE_ERROR));
  }

  @Override
  List<Table> ownTables() {
    return List.of(SIGNALS);
  }

  @Override
  List<Plot> ownPlots() {
    return List.of(
        Plot.of(
                Plot.Kind.TRACE,
                "signals",
                "filtered input and what the circuit reads out as",
                SIGNALS,
                TIME,
                TARGET,
                ESTIMATE)
            .panel(CHANNEL));
  }

  @Override
  public Metric<?> objective(Values values) {
    return TRACKING_ERROR;
  }

  @Override
  public void check(Values values, Optional<Dataset> data, Problems problems, String where) {
    if (N_I.of(values) > N_E.of(values)) {
      problems.add(where, "n_i is " + N_I.of(values) + ", must be at most n_e = " + N_E.of(values));
    }
    checkStep(TAU, DT.of(values), values, problems, where);
  }

  @Override
  double simulated(Values values) {
    return DURATION.of(values) / DT.of(values);
  }

  @Override
  public double flops(Values values, Optional<Dataset> data) {
    double units = N_E.of(values) + N_I.of(values);
    return DURATION.of(values) / DT.of(values) * units * (60 + 0.1 * N_E.of(values));
  }

  @Override
  public double bytes(Values values, Optional<Dataset> data) {
    double units = N_E.of(values) + N_I.of(values);
    return 80 * units * units + 4 * DURATION.of(values) / DT.of(values) + 1e6;
  }

  @Override
  public Outcome run(Cell cell, Context context) {
    Values values = cell.values();
    Draws draws = new Draws(cell);
    TimeConstants time = TimeConstants.shared(DT.of(values), TAU.of(values));
    long steps = steps(DURATION.of(values), time.dt());
    int nE = whole(N_E, values);
    double[][] u = draws.of("init").uniforms(nE, whole(N_I, values));
    ReconstructionDesign design = ReconstructionDesign.timeVarying(u, RESET.of(values) / nE);
    Circuit circuit = design.circuit();
    Dynamics dynamics = Dynamics.of(circuit, values);
    RandomSource noise = draws.of("noise");
    double deviation = NOISE.of(values);
    AnalogDrive drive =
        new AnalogDrive(
            dynamics.circuit(),
            time.dt(),
            (step, to) -> signal(step * time.dt(), to),
            deviation == 0 ? null : (step, to) -> Draws.normal(to, deviation, noise));
    Simulation simulation = dynamics.simulation(time, drive);
    Recording recording = new Recording(simulation, values, Recording.Focus.of(steps, 0.1, 0.4, 0));
    Follower follower = new Follower(design.h());
    if (!runTo(steps, simulation, context, recording.observers(follower))) {
      return timedOut();
    }
    return outcome(simulation, recording, circuit.weights(), follower.measured(time.dt(), values));
  }

  private static void signal(double seconds, double[] to) {
    int now = 0;
    while (seconds > STEPS[now][0]) {
      now++;
    }
    to[0] = STEPS[now][1];
    for (int channel = 1; channel < to.length; channel++) {
      to[channel] = CONSTANTS[(channel - 1) % CONSTANTS.length];
    }
  }

  /** Target and estimate, every few steps. */
  private static final class Follower implements Observer {
    private final double[][] h;
    private final List<double[]> targets = new ArrayList<>();
    private final List<double[]> estimates = new ArrayList<>();

    Follower(double[][] h) {
      this.h = h;
    }

    @Override
    public void after(Simulation now) {
      if (now.steps() % STRIDE == 0) {
        targets.add(now.filteredInput().clone());
        estimates.add(Reconstruction.readout(h, now.activityE()));
      }
    }

    Measured measured(double dt, Values values) {
      double[][] target = targets.toArray(double[][]::new);
      double[][] estimate = estimates.toArray(double[][]::new);
      Reconstruction all = Reconstruction.of(estimate, target);
      Reconstruction first = Reconstruction.of(first(estimate), first(target));
      return new Measured()
          .set(TRACKING_ERROR, first.relativeRms())
          .set(R2, first.r2())
          .set(BIAS, first.bias())
          .set(RELATIVE_ERROR, all.relativeRms())
          .set(rows(target, estimate, dt, whole(Recording.SAMPLES, values)));
    }

    private static double[][] first(double[][] channels) {
      return Arrays.stream(channels).map(row -> Arrays.copyOf(row, 1)).toArray(double[][]::new);
    }

    private static Rows rows(double[][] target, double[][] estimate, double dt, int most) {
      int every = Math.max(1, target.length / most);
      Rows rows = new Rows(SIGNALS);
      for (int channel = 0; channel < target[0].length; channel++) {
        for (int i = 0; i < target.length; i += every) {
          rows.add()
              .set(TIME, (i + 1) * STRIDE * dt)
              .set(CHANNEL, channel + 1)
              .set(TARGET, target[i][channel])
              .set(ESTIMATE, estimate[i][channel]);
        }
      }
      return rows;
    }
  }
}
