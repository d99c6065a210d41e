package neurosweep.experiment.spiking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import neurosweep.circuit.design.ReconstructionDesign;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.simulation.Observer;
import neurosweep.circuit.simulation.PhasedSpikes;
import neurosweep.circuit.simulation.Reconstruction;
import neurosweep.circuit.simulation.Simulation;
import neurosweep.circuit.simulation.SpikeDrive;
import neurosweep.circuit.simulation.SpikeSource;
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
 * Excitatory units that reconstruct the constant rates of Poisson inputs, one set of rates after
 * another (Li and Pehlevan, NeurIPS 2020, figure 2a). N_I is the number of inputs. With {@code
 * dynamics: descent} excitation alone minimises the error, under the signed weights -H'H - beta I.
 */
public final class ConstantExperiment extends RecordedExperiment {
  private static final Param<Double> TAU =
      Param.real("tau", 1, "decay time of activities and input")
          .called("τ")
          .within(1e-3, 100)
          .in("s");
  private static final Param<Double> DT =
      Param.real("dt", 1e-3, "step").called("Δt").within(1e-6, 0.1).in("s");
  private static final Param<Long> N_E =
      Param.integer("n_e", 60, "excitatory units").called("excitatory units").within(2, 10_000);
  private static final Param<Long> N_I =
      Param.integer("n_i", 10, "inhibitory units and inputs, at most n_e")
          .called("inhibitory units")
          .within(1, 1000);
  private static final Param<Long> STIMULI =
      Param.integer("stimuli", 20, "sets of rates").within(2, 10_000);
  private static final Param<Double> SECONDS =
      Param.real("stimulus_seconds", 100, "length of each").within(0.01, 1e5).in("s");
  private static final Param<Double> SKIPPED =
      Param.real("skipped", 0.1, "of each stimulus left out of its mean").within(0, 1e3).in("s");
  private static final Param<Double> RESET =
      Param.real("reset", 6e-3, "reset of the excitatory units, times n_e").above(0);
  private static final Param<Double> MOST_RATE =
      Param.real("input_rate", 50, "inputs have rates uniform up to this").within(0, 900).in("Hz");
  private static final Param<Double> NOISE =
      Param.real("noise", 1, "standard deviation of the voltages at the start").within(0, 1e3);

  static final Metric<Long> STIMULUS = Metric.integer("stimulus", "", "from 0");
  static final Metric<Long> CHANNEL = Metric.integer("channel", "", "from 0");
  static final Metric<Double> TARGET = Metric.real("target", "Hz", "mean filtered input over tau");
  static final Metric<Double> ESTIMATE = Metric.real("estimate", "Hz", "mean of H r_E over tau");

  private static final Table ESTIMATES =
      new Table("estimates", List.of(STIMULUS, CHANNEL, TARGET, ESTIMATE));

  private static final Metric<Double> R2 =
      Metric.real("r2", "", "share of the targets' variance that is explained").goal(Goal.MAX);
  private static final Metric<Double> BIAS = Metric.real("bias", "Hz", "mean of estimate - target");
  private static final Metric<Double> RELATIVE_ERROR =
      Metric.real("relative_error", "", "rms error over rms target").goal(Goal.MIN);
  private static final Metric<Double> MSE =
      Metric.real("mse", "Hz2", "mean squared error").goal(Goal.MIN);

  /** For the catalogue. */
  public ConstantExperiment() {
    super(
        "constant-reconstruction",
        "constant rates read out of a spiking circuit (Li & Pehlevan, Fig. 2a)",
        List.of(
            TAU, DT, N_E, N_I, STIMULI, SECONDS, SKIPPED, RESET, MOST_RATE, NOISE, Dynamics.KNOB),
        List.of(R2, BIAS, RELATIVE_ERROR, MSE));
  }

  @Override
  List<Table> ownTables() {
    return List.of(ESTIMATES, ResidualPath.TABLE);
  }

  @Override
  List<Plot> ownPlots() {
    return List.of(
        Plot.of(
                Plot.Kind.SCATTER,
                "estimates",
                "reconstructed against given rates",
                ESTIMATES,
                TARGET,
                ESTIMATE)
            .identity(),
        ResidualPath.PLOT);
  }

  @Override
  public Metric<?> objective(Values values) {
    return R2;
  }

  @Override
  public void check(Values values, Optional<Dataset> data, Problems problems, String where) {
    if (N_I.of(values) > N_E.of(values)) {
      problems.add(where, "n_i is " + N_I.of(values) + ", must be at most n_e = " + N_E.of(values));
    }
    checkStep(TAU, DT.of(values), values, problems, where);
    if (SKIPPED.of(values) + DT.of(values) > SECONDS.of(values)) {
      problems.add(
          where,
          "skipped is "
              + SKIPPED.of(values)
              + ", must be below stimulus_seconds = "
              + SECONDS.of(values));
    }
    checkRate(MOST_RATE.of(values), DT.of(values), problems, where);
    Draws.check(values, total(values) * N_I.of(values), problems, where);
  }

  private static double total(Values values) {
    return STIMULI.of(values) * SECONDS.of(values) / DT.of(values);
  }

  @Override
  double simulated(Values values) {
    return total(values);
  }

  @Override
  public double flops(Values values, Optional<Dataset> data) {
    double units = N_E.of(values) + N_I.of(values);
    return total(values) * units * (40 + 0.4 * N_E.of(values));
  }

  @Override
  public double bytes(Values values, Optional<Dataset> data) {
    double units = N_E.of(values) + N_I.of(values);
    return 80 * units * units + (Draws.isPublished(values) ? 8 * total(values) : 0) + 1e6;
  }

  @Override
  public Outcome run(Cell cell, Context context) {
    Values values = cell.values();
    Draws draws = new Draws(cell);
    TimeConstants time = TimeConstants.shared(DT.of(values), TAU.of(values));
    int channels = whole(N_I, values);
    int stimuli = whole(STIMULI, values);
    long each = steps(SECONDS.of(values), time.dt());
    RandomSource random = draws.of("init");
    double[][] rates = random.uniforms(channels, stimuli);
    List<PhasedSpikes.Phase> phases = new ArrayList<>();
    for (int stimulus = 0; stimulus < stimuli; stimulus++) {
      double[] now = new double[channels];
      for (int channel = 0; channel < channels; channel++) {
        now[channel] = MOST_RATE.of(values) * rates[channel][stimulus];
      }
      SpikeSource spikes = draws.spikes(now, time.dt(), each, stimulus);
      long from = stimulus * each;
      phases.add(
          new PhasedSpikes.Phase(from + each, (step, fired) -> spikes.next(step - from, fired)));
    }
    ReconstructionDesign design = design(values, random);
    Circuit circuit = design.circuit();
    Simulation simulation =
        Dynamics.of(circuit, values)
            .simulation(time, new SpikeDrive(circuit.input(), new PhasedSpikes(phases)));
    RandomSource noise = draws.of("noise");
    Draws.normal(simulation.voltageE(), NOISE.of(values), noise);
    Draws.normal(simulation.voltageI(), NOISE.of(values), noise);
    Blocks blocks = new Blocks(each, steps(SKIPPED.of(values), time.dt()), stimuli, simulation);
    long all = each * stimuli;
    long window = Math.min(each / 2, 500);
    Recording recording =
        new Recording(
            simulation, values, new Recording.Focus(each / 2, each / 2, each / 2 + window, 0, 1));
    ResidualPath residuals = new ResidualPath(simulation);
    if (!runTo(all, simulation, context, recording.observers(blocks, residuals))) {
      return timedOut();
    }
    Measured measured = measured(blocks, design.h(), time.tauE());
    measured.set(residuals.rows());
    return outcome(simulation, recording, circuit.weights(), measured);
  }

  private static ReconstructionDesign design(Values values, RandomSource random) {
    int nE = whole(N_E, values);
    double[][] u = random.gaussians(nE, whole(N_I, values));
    for (double[] row : u) {
      for (int j = 0; j < row.length; j++) {
        row[j] = Math.abs(row[j]);
      }
    }
    return ReconstructionDesign.constantRate(u, RESET.of(values) / nE);
  }

  private static Measured measured(Blocks blocks, double[][] h, double tau) {
    int stimuli = blocks.meanE.length;
    double[][] targets = blocks.meanX;
    double[][] estimates = new double[stimuli][];
    Rows rows = new Rows(ESTIMATES);
    for (int stimulus = 0; stimulus < stimuli; stimulus++) {
      estimates[stimulus] = Reconstruction.readout(h, blocks.meanE[stimulus]);
      for (int channel = 0; channel < h.length; channel++) {
        targets[stimulus][channel] /= tau;
        estimates[stimulus][channel] /= tau;
        rows.add()
            .set(STIMULUS, stimulus)
            .set(CHANNEL, channel)
            .set(TARGET, targets[stimulus][channel])
            .set(ESTIMATE, estimates[stimulus][channel]);
      }
    }
    Reconstruction quality = Reconstruction.of(estimates, targets);
    return new Measured()
        .set(R2, quality.r2())
        .set(BIAS, quality.bias())
        .set(RELATIVE_ERROR, quality.relativeRms())
        .set(MSE, quality.meanSquare())
        .set(rows);
  }

  /** Means of r_E and x~ over each stimulus but its beginning. */
  private static final class Blocks implements Observer {
    private final long each;
    private final long skipped;
    private final double[][] meanE;
    private final double[][] meanX;

    Blocks(long each, long skipped, int stimuli, Simulation simulation) {
      this.each = each;
      this.skipped = skipped;
      meanE = new double[stimuli][simulation.voltageE().length];
      meanX = new double[stimuli][simulation.filteredInput().length];
    }

    @Override
    public void after(Simulation now) {
      long step = now.steps() - 1;
      long within = step % each;
      if (within >= skipped) {
        int stimulus = (int) (step / each);
        double share = 1.0 / (within - skipped + 1);
        average(now.activityE(), share, meanE[stimulus]);
        average(now.filteredInput(), share, meanX[stimulus]);
      }
    }

    private static void average(double[] values, double share, double[] mean) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += (values[i] - mean[i]) * share;
      }
    }
  }
}
