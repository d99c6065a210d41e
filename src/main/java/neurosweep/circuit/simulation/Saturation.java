package neurosweep.circuit.simulation;

/**
 * Finds synchronous runaway: excitatory units that fire in almost every step because they all cross
 * threshold together before inhibition is felt, which the one-spike derivation of the rule does not
 * cover. Measured is the share of E units that fire per step, averaged over windows of one tau_E. A
 * window is saturated above {@link #THRESHOLD}. Measured peaks: constant-rate networks that work
 * 0.50 to 0.56, one that runs away (seed 4) 0.96; the grid 0.09, or 1.00 when it stays in its first
 * volley (MATLAB seeds 3, 13, 14 and 19 of 1 to 21).
 */
public final class Saturation implements Observer {

  /** Mean share of E units firing per step above which a window is saturated. */
  public static final double THRESHOLD = 0.7;

  private final long windowSteps;
  private long spikes;
  private double last = Double.NaN;
  private double peak = Double.NaN;

  /** Nothing seen yet. */
  public Saturation(Simulation simulation) {
    windowSteps = Math.max(1, Math.round(simulation.time().tauE() / simulation.time().dt()));
  }

  @Override
  public void after(Simulation now) {
    spikes += now.countE();
    if (now.steps() % windowSteps == 0) {
      last = (double) spikes / ((double) windowSteps * now.circuit().excitatory());
      peak = Double.isNaN(peak) ? last : Math.max(peak, last);
      spikes = 0;
    }
  }

  /** Share of E units firing per step in the last whole window; NaN before there is one. */
  public double lastShare() {
    return last;
  }

  /** The largest share of any window; NaN before there is one. */
  public double peakShare() {
    return peak;
  }

  /**
   * Whether the last whole window was saturated: a volley at the start that ended is no runaway.
   */
  public boolean runaway() {
    return last > THRESHOLD;
  }
}
