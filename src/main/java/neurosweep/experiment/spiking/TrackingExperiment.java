package neurosweep.experiment.spiking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import neurosweep.circuit.AnalogDrive;
import neurosweep.circuit.Circuit;
import neurosweep.circuit.Observer;
import neurosweep.circuit.Reconstruction;
import neurosweep.circuit.ReconstructionDesign;
import neurosweep.circuit.Simulation;
import neurosweep.circuit.TimeConstants;
import neurosweep.circuit.VoltageSimulation;
import neurosweep.core.Cell;
import neurosweep.core.Column;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Plot;
import neurosweep.core.Problems;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.experiment.Context;
import neurosweep.math.RandomSource;

/**
 * Excitatory units that follow a signal that varies (Li and Pehlevan, NeurIPS 2020, figure 2b):
 * steps of different height in the first channel, constants in the others.
 */
public final class TrackingExperiment extends RecordedExperiment {
  private static final Param<Double> TAU =
      Param.real("tau", 0.5, "decay time of activities and input").within(1e-3, 100).in("s");
  private static final Param<Double> DT = Param.real("dt", 1e-4, "step").within(1e-6, 0.1).in("s");
  private static final Param<Long> N_E =
      Param.integer("n_e", 30, "excitatory units").within(2, 10_000);
  private static final Param<Long> N_I =
      Param.integer("n_i", 3, "inhibitory units and channels, at most n_e").within(1, 1000);
  private static final Param<Double> RESET =
      Param.real("reset", 1e-3, "reset of the excitatory units, times n_e").above(0);
  private static final Param<Double> NOISE =
      Param.real("noise", 0.01, "voltage noise, a standard deviation per second of step")
          .within(0, 1e6);
  private static final Param<Double> DURATION =
      Param.real("duration", 25, "length of the run").within(0.01, 1e5).in("s");

  private static final Table SIGNALS =
      new Table(
          "signals",
          List.of(
              Column.real("time", "s", "since the start"),
              Column.integer("channel", "", "from 1"),
              Column.real("target", "", "filtered input"),
              Column.real("estimate", "", "H r_E")));

  /** s of the first channel by time: value until end, then the next. */
  private static final double[][] STEPS = {
    {2, 0}, {8, 70}, {10, 0}, {16, 30}, {18, 0}, {24, 50}, {Double.POSITIVE_INFINITY, 0}
  };

  /** s of the other channels, in turn. */
  private static final double[] CONSTANTS = {10, 5};

  /** Steps between two comparisons of estimate and target. */
  private static final int STRIDE = 10;

  /** For the catalogue. */
  public TrackingExperiment() {
    super(
        "tracking-reconstruction",
        "a signal that varies read out of a spiking circuit (Li & Pehlevan, Fig. 2b)",
        List.of(TAU, DT, N_E, N_I, RESET, NOISE, DURATION),
        List.of(
            Column.real("tracking_error", "", "rms error over rms target, first channel"),
            Column.real("r2", "", "share of its variance that is explained"),
            Column.real("bias", "", "mean of estimate - target, first channel"),
            Column.real("relative_error", "", "rms error over rms target, all channels")));
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
                SIGNALS.name(),
                "time",
                "target",
                "estimate")
            .panel("channel"));
  }

  @Override
  public String objective(Values values) {
    return "tracking_error";
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
    RandomSource noise = draws.of("noise");
    double deviation = NOISE.of(values);
    AnalogDrive drive =
        new AnalogDrive(
            circuit,
            time.dt(),
            (step, to) -> signal(step * time.dt(), to),
            deviation == 0 ? null : (step, to) -> Draws.normal(to, deviation, noise));
    Simulation simulation = new VoltageSimulation(circuit, time, drive);
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
          .put("tracking_error", first.relativeRms())
          .put("r2", first.r2())
          .put("bias", first.bias())
          .put("relative_error", all.relativeRms())
          .put(SIGNALS, rows(target, estimate, dt, whole(Recording.SAMPLES, values)));
    }

    private static double[][] first(double[][] channels) {
      return Arrays.stream(channels).map(row -> Arrays.copyOf(row, 1)).toArray(double[][]::new);
    }

    private static double[][] rows(double[][] target, double[][] estimate, double dt, int most) {
      int every = Math.max(1, target.length / most);
      List<double[]> rows = new ArrayList<>();
      for (int channel = 0; channel < target[0].length; channel++) {
        for (int i = 0; i < target.length; i += every) {
          double seconds = (i + 1) * STRIDE * dt;
          rows.add(new double[] {seconds, channel + 1, target[i][channel], estimate[i][channel]});
        }
      }
      return rows.toArray(double[][]::new);
    }
  }
}
