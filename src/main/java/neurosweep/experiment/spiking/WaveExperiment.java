package neurosweep.experiment.spiking;

import java.util.List;
import neurosweep.circuit.BumpPath;
import neurosweep.circuit.Circuit;
import neurosweep.circuit.PhasedSpikes;
import neurosweep.circuit.Simulation;
import neurosweep.circuit.SpikeSource;
import neurosweep.core.Cell;
import neurosweep.core.Column;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.experiment.Context;

/**
 * A travelling wave (Li and Pehlevan, NeurIPS 2020, figure 4b): an asymmetric ring carries its bump
 * around under even input. W_EE is not symmetric, so there is no objective.
 */
public final class WaveExperiment extends RingExperiment {
  private static final Param<Double> GAMMA =
      Param.real("gamma", 0.08, "asymmetry of the ring").within(-10, 10);
  private static final Param<Double> DURATION =
      Param.real("duration", 20, "length of the run; the speed is that of its last three quarters")
          .within(0.1, 1e4)
          .in("s");

  /** For the catalogue. */
  public WaveExperiment() {
    super(
        "travelling-wave",
        "speed of the bump around an asymmetric ring (Li & Pehlevan, Fig. 4)",
        List.of(GAMMA, DURATION),
        List.of(
            Column.real("speed", "rad/s", "slope of the bump's angle over time"),
            Column.real("speed_per_gamma", "rad/s", "speed over gamma"),
            Column.real("unevenness", "rad", "rms distance of the angle from steady motion"),
            Column.real("coherence", "", "population vector over total activity, mean")));
  }

  @Override
  double seconds(Values values) {
    return DURATION.of(values);
  }

  @Override
  public String objective(Values values) {
    return "coherence";
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
            .put("speed", speed)
            .put("speed_per_gamma", speed / GAMMA.of(values))
            .put("unevenness", unevenness(way, speed))
            .put("coherence", path.coherence(seconds / 4, seconds))
            .put(BUMP, path.bumpRows())
            .put(ACTIVITY, path.pictureRows());
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
