package neurosweep.experiment.spiking;

import java.util.List;
import java.util.Optional;
import neurosweep.circuit.simulation.BumpPath;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.simulation.PhasedSpikes;
import neurosweep.circuit.simulation.PopulationVector;
import neurosweep.circuit.simulation.Simulation;
import neurosweep.circuit.simulation.SpikeSource;
import neurosweep.circuit.synapse.Matrices;
import neurosweep.core.Cell;
import neurosweep.core.Goal;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Plot;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.experiment.Context;
import neurosweep.experiment.Measured;
import neurosweep.math.random.RandomSource;

/**
 * A ring attractor (Li and Pehlevan, NeurIPS 2020, figure 4a): a cue at a random angle makes a
 * bump, which has to stay when the cue is gone; then the same at a second angle.
 */
public final class RingAttractorExperiment extends RingExperiment {
  private static final Param<Double> CUE =
      Param.real("cue", 5, "h1, modulation of the input during a cue").within(0, 900).in("Hz");
  private static final Param<Double> PHASE =
      Param.real("phase_seconds", 10, "length of each cue and of each delay after it")
          .within(0.1, 1e4)
          .in("s");

  /** Displacements over this time make the diffusion coefficient. */
  private static final double LAG_SECONDS = 1;

  /** The longest population vector of a ring without a bump that was seen is about 0.1. */
  private static final double LEAST_COHERENCE = 0.3;

  private static final Metric<Double> CUE_ERROR =
      Metric.real("cue_error", "rad", "rms distance from the cue at the end of both cues")
          .goal(Goal.MIN);
  private static final Metric<Double> DRIFT =
      Metric.real("drift", "rad", "rms displacement over both delays").goal(Goal.MIN);
  private static final Metric<Double> DIFFUSION =
      Metric.real("diffusion", "rad2/s", "mean squared displacement over 1 s, halved")
          .goal(Goal.MIN);
  private static final Metric<Double> MEAN_COHERENCE =
      Metric.real("coherence", "", "population vector over activity, mean of both delays")
          .over(COHERENCE)
          .goal(Goal.MAX);
  private static final Metric<Boolean> HAS_BUMP = Metric.flag("bump", "coherence >= 0.3");

  /** For the catalogue. */
  public RingAttractorExperiment() {
    super(
        "ring-attractor",
        "a bump that stays where a cue put it (Li & Pehlevan, Fig. 4)",
        List.of(CUE, PHASE, StepResponse.RECORDED),
        joined(
            List.of(CUE_ERROR, DRIFT, DIFFUSION, MEAN_COHERENCE, HAS_BUMP), StepResponse.METRICS));
  }

  @Override
  List<Table> ownTables() {
    return joined(super.ownTables(), List.of(StepResponse.TABLE));
  }

  @Override
  List<Plot> ownPlots() {
    return joined(super.ownPlots(), List.of(StepResponse.PLOT));
  }

  @Override
  double simulated(Values values) {
    return StepResponse.RECORDED.of(values) ? 0 : super.simulated(values);
  }

  @Override
  public double flops(Values values, Optional<Dataset> data) {
    double units = N_E.of(values) + N_I.of(values);
    return super.flops(values, data)
        + StepResponse.steps(time(values), values) * 60 * units
        + StepResponse.smoothFlops(units, values);
  }

  @Override
  double seconds(Values values) {
    return 4 * PHASE.of(values);
  }

  @Override
  double mostRate(Values values) {
    return INPUT_RATE.of(values) + CUE.of(values);
  }

  @Override
  public Metric<?> objective(Values values) {
    return DRIFT;
  }

  @Override
  public double bytes(Values values, Optional<Dataset> data) {
    double units = N_E.of(values) + N_I.of(values);
    return super.bytes(values, data) + StepResponse.bytes(units, values);
  }

  @Override
  public Outcome run(Cell cell, Context context) {
    Values values = cell.values();
    Draws draws = new Draws(cell);
    double phase = PHASE.of(values);
    long steps = steps(4 * phase, DT.of(values));
    RandomSource angles = draws.of("init");
    double[] thetas = {2 * Math.PI * angles.nextDouble(), 2 * Math.PI * angles.nextDouble()};
    SpikeSource even = draws.spikes(rates(values, 0, 0), DT.of(values), steps, 0);
    Circuit circuit = circuit(values, 0);
    List<PhasedSpikes.Phase> phases =
        List.of(
            until(phase, values, cue(thetas[0], 1, draws, values)),
            until(2 * phase, values, even),
            until(3 * phase, values, cue(thetas[1], 2, draws, values)),
            until(4 * phase, values, even));
    Simulation simulation = simulation(circuit, values, phases, draws.of("noise"));
    Recording recording =
        new Recording(simulation, values, Recording.Focus.of(steps, 0.25, 0.3, 0));
    Path path = new Path(values, steps, 0);
    if (!runTo(steps, simulation, context, recording.observers(path))) {
      return timedOut();
    }
    Measured measured = measured(path, phase, thetas);
    double[] input = rates(values, CUE.of(values), thetas[0]);
    Matrices.scale(input, TAU.of(values));
    if (!StepResponse.measure(
        Dynamics.greedy(circuit), time(values), input, values, context, measured)) {
      return timedOut();
    }
    return outcome(simulation, recording, circuit.weights(), measured);
  }

  private static SpikeSource cue(double theta, int index, Draws draws, Values values) {
    long steps = steps(PHASE.of(values), DT.of(values));
    SpikeSource spikes =
        draws.spikes(rates(values, CUE.of(values), theta), DT.of(values), steps, index);
    long from = index == 2 ? 2 * steps : 0;
    return (step, fired) -> spikes.next(step - from, fired);
  }

  private static Measured measured(Path path, double phase, double[] thetas) {
    double error = 0;
    double drift = 0;
    double diffusion = 0;
    double coherence = 0;
    for (int cue = 0; cue < 2; cue++) {
      double from = (2 * cue + 1) * phase;
      BumpPath delay = path.between(from, from + phase);
      double distance = PopulationVector.difference(delay.angles()[0], thetas[cue]);
      error += distance * distance / 2;
      drift += delay.drift() * delay.drift() / 2;
      coherence += path.coherence(from, from + phase) / 2;
      int lag = (int) Math.max(1, Math.round(LAG_SECONDS / path.interval()));
      diffusion += lag < delay.angles().length ? delay.diffusion(lag) / 2 : Double.NaN;
    }
    return new Measured()
        .set(CUE_ERROR, Math.sqrt(error))
        .set(DRIFT, Math.sqrt(drift))
        .set(DIFFUSION, diffusion)
        .set(MEAN_COHERENCE, coherence)
        .set(HAS_BUMP, coherence >= LEAST_COHERENCE)
        .set(path.bumpRows())
        .set(path.pictureRows());
  }
}
