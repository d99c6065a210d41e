package neurosweep.circuit.simulation;

/**
 * Times of a simulation.
 *
 * @param dt step, s
 * @param tauE decay of excitatory activity, s
 * @param tauI decay of inhibitory activity, s
 * @param tauX decay of the filtered input, s
 */
public record TimeConstants(double dt, double tauE, double tauI, double tauX) {

  /** A step must be positive and not longer than any time constant. */
  public TimeConstants {
    if (!(dt > 0 && dt <= tauE && dt <= tauI && dt <= tauX && tauE + tauI + tauX < 1e300)) {
      throw new IllegalArgumentException(
          "dt is "
              + dt
              + ", must be positive and at most tau: "
              + tauE
              + ", "
              + tauI
              + ", "
              + tauX);
    }
  }

  /** One time constant for all. */
  public static TimeConstants shared(double dt, double tau) {
    return new TimeConstants(dt, tau, tau, tau);
  }

  /** What a step leaves of excitatory activity. */
  public double keepE() {
    return 1 - dt / tauE;
  }

  /** What a step leaves of inhibitory activity: 1 - dt / tau_I. */
  public double keepI() {
    return 1 - dt / tauI;
  }

  double keepX() {
    return 1 - dt / tauX;
  }
}
