package neurosweep.experiment.spiking;

import java.util.List;
import neurosweep.circuit.simulation.BumpPath;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.simulation.PhasedSpikes;
import neurosweep.circuit.simulation.Simulation;
import neurosweep.circuit.simulation.SpikeSource;
import neurosweep.core.Cell;
import neurosweep.core.Goal;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.experiment.Context;
import neurosweep.experiment.Measured;

/**
 * A travelling wave (Li and Pehlevan, NeurIPS 2020, figure 4b): an asymmetric ring carries its bump
 * around under even input. W_EE is not symmetric, so there is no objective.
 */
public final class WaveExperiment extends RingExperiment {
  private static final Param<Double> GAMMA =
      Param.real("gamma", 0.08, "asymmetry of the ring").called("asymmetry γ").within(-10, 10);
  private static final Param<Double> DURATION =
      Param.real("duration", 20, "length of the run; the speed is that of its last three quarters")
          .within(0.1, 1e4)
          .in("s");

  private static final Metric<Double> SPEED =
      Metric.real("speed", "rad/s", "slope of the bump's angle over time");
  private static final Metric<Double> SPEED_PER_GAMMA =
      Metric.real("speed_per_gamma", "rad/s", "speed over gamma");
  private static final Metric<Double> UNEVENNESS =
      Metric.real("unevenness", "rad", "rms distance of the angle from steady motion")
          .goal(Goal.MIN);
  private static final Metric<Double> MEAN_COHERENCE =
      Metric.real("coherence", "", "population vector over total activity, mean")
          .over(COHERENCE)
          .goal(Goal.MAX);

  /** For the catalogue. */
  public WaveExperiment() {
    super(
        "travelling-wave",
        "speed of the bump around an asymmetric ring (Li & Pehlevan, Fig. 4)",
        List.of(GAMMA, DURATION),
        List.of(SPEED, SPEED_PER_GAMMA, UNEVENNESS, MEAN_COHERENCE));
  }

  @Override
  double seconds(Values values) {
    return DURATION.of(values);
  }

  @Override
  public Metric<?> objective(Values values) {
    return MEAN_COHERENCE;
  }

  @Override
  public Outcome run(Cell cell, Context context) {
    Values values = cell.values();
    Draws draws = new Draws(cell);
    double seconds = DURATION.of(values);
    long steps = steps(seconds, DT.of(values));
    SpikeSource even = draws.spikes(rates(values, 0, 0), DT.of(values), steps, 0);
    Circuit circuit = circuit(values, GAMMA.of(values));
    List<PhasedSpikes.Phase> phases = List.of(until(seconds, values, even));
    Simulation simulation = simulation(circuit, values, phases, draws.of("noise"));
    Recording recording = new Recording(simulation, values, Recording.Focus.of(steps, 0.5, 0.6, 0));
    Path path = new Path(values, steps, steps * 3 / 4);
    if (!runTo(steps, simulation, context, recording.observers(path))) {
      return timedOut();
    }
    BumpPath way = path.between(seconds / 4, seconds);
    double speed = way.speed();
    Measured measured =
        new Measured()
            .set(SPEED, speed)
            .set(SPEED_PER_GAMMA, speed / GAMMA.of(values))
            .set(UNEVENNESS, unevenness(way, speed))
            .set(MEAN_COHERENCE, path.coherence(seconds / 4, seconds))
            .set(path.bumpRows())
            .set(path.pictureRows());
    return outcome(simulation, recording, circuit.weights(), measured);
  }

  private static double unevenness(BumpPath way, double speed) {
    int n = way.angles().length;
    double[] rest = new double[n];
    double mean = 0;
    for (int i = 0; i < n; i++) {
      rest[i] = way.angles()[i] - speed * way.times()[i];
      mean += rest[i] / n;
    }
    double squares = 0;
    for (double value : rest) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / n);
  }
}
