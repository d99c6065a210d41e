package neurosweep.circuit.design;

import java.util.Arrays;
import java.util.List;
import neurosweep.circuit.simulation.BernoulliSpikes;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.simulation.DelayedSimulation;
import neurosweep.circuit.simulation.Drive;
import neurosweep.circuit.simulation.MeanActivity;
import neurosweep.circuit.simulation.Observer;
import neurosweep.circuit.simulation.Simulation;
import neurosweep.circuit.simulation.SpikeSource;
import neurosweep.circuit.simulation.TimeConstants;
import neurosweep.math.random.RandomSource;

/**
 * Whether a circuit recalls stored states (section 5 of the method, figure 3 of the paper): it is
 * cued by forced Poisson spikes at a state's rates, then left alone.
 *
 * @param circuit with thetas, no input
 * @param time step and time constants
 * @param states what is stored
 * @param cueSeconds length of the cue
 * @param freeSeconds length of the free run; its second half counts
 */
public record AttractorRecall(
    Circuit circuit,
    TimeConstants time,
    List<StoredState> states,
    double cueSeconds,
    double freeSeconds) {

  /** A recovered state has at least this overlap with the mean activity of the free run. */
  public static final double LEAST_OVERLAP = 0.9;

  /** And at most this relative error: the published weights have 0.15 to 0.47. */
  public static final double MOST_ERROR = 0.5;

  /**
   * What was left of a cued state.
   *
   * @param overlap cosine of the mean activity with it
   * @param otherOverlap the largest with another state; 0 if there is none
   * @param relativeError |mean activity - state| / |state|
   */
  public record Recall(double overlap, double otherOverlap, double relativeError) {
    /**
     * Close enough to the state and closer than to any other. Overlap alone is blind to size: it is
     * near 1 for activity that grew twentyfold or died out.
     */
    public boolean recovered() {
      return overlap >= LEAST_OVERLAP && overlap > otherOverlap && relativeError <= MOST_ERROR;
    }
  }

  /**
   * Cues a state and judges what is left of it.
   *
   * @param state which
   * @param noise standard deviation of what is added to the cue's filtered counts, as a magnitude
   */
  public Recall recall(int state, double noise, RandomSource random) {
    return finish(state, begin(state, noise, random));
  }

  /** A simulation that begins with the cue of a state; see {@link #recall}. */
  public Simulation begin(int state, double noise, RandomSource random) {
    StoredState cued = states.get(state);
    SpikeSource cueE = cue(cued.rE(), time.tauE(), noise, random);
    SpikeSource cueI = cue(cued.rI(), time.tauI(), noise, random);
    long cue = Math.round(cueSeconds / time.dt());
    DelayedSimulation.Forcing forcing = new DelayedSimulation.Forcing(cue, cueE, cueI);
    return new DelayedSimulation(circuit, time, Drive.NONE, forcing);
  }

  /** Runs it to its end and judges what is left of the state. */
  public Recall finish(int state, Simulation simulation, Observer... observers) {
    long free = Math.round(freeSeconds / time.dt());
    simulation.run(Math.round(cueSeconds / time.dt()) + free - free / 2, observers);
    MeanActivity mean = new MeanActivity(circuit, 0);
    Observer[] all = Arrays.copyOf(observers, observers.length + 1);
    all[observers.length] = mean;
    simulation.run(free / 2, all);
    return judge(state, mean);
  }

  private SpikeSource cue(double[] r, double tau, double noise, RandomSource random) {
    double[] rates = new double[r.length];
    for (int i = 0; i < r.length; i++) {
      double added = noise > 0 ? Math.abs(noise * random.nextGaussian()) : 0;
      rates[i] = (r[i] + added) / tau;
    }
    return new BernoulliSpikes(rates, time.dt(), random);
  }

  private Recall judge(int state, MeanActivity mean) {
    double other = 0;
    for (int i = 0; i < states.size(); i++) {
      if (i != state) {
        other = Math.max(other, states.get(i).overlap(mean.excitatory(), mean.inhibitory()));
      }
    }
    StoredState cued = states.get(state);
    double overlap = cued.overlap(mean.excitatory(), mean.inhibitory());
    double error = cued.relativeError(mean.excitatory(), mean.inhibitory());
    return new Recall(Double.isNaN(overlap) ? 0 : overlap, other, error);
  }

  /** The share of all states, each cued a number of times without noise, that is recovered. */
  public double share(int cues, RandomSource random) {
    int recovered = 0;
    for (int state = 0; state < states.size(); state++) {
      for (int cue = 0; cue < cues; cue++) {
        recovered += recall(state, 0, random).recovered() ? 1 : 0;
      }
    }
    return (double) recovered / (cues * states.size());
  }
}
