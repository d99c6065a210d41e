package neurosweep.circuit.simulation;

/**
 * The way of a bump around a ring.
 *
 * @param times of the samples, s
 * @param angles unwrapped, rad: steps of more than pi are taken the short way round
 */
public record BumpPath(double[] times, double[] angles) {

  /** From angles between 0 and 2 pi. */
  public static BumpPath unwrapped(double[] times, double[] phases) {
    double[] angles = phases.clone();
    for (int i = 1; i < angles.length; i++) {
      angles[i] = angles[i - 1] + PopulationVector.difference(phases[i], phases[i - 1]);
    }
    return new BumpPath(times, angles);
  }

  /** Last angle less first: how far the bump drifted, rad. */
  public double drift() {
    return angles[angles.length - 1] - angles[0];
  }

  /** Slope of the least-squares line: the speed of a wave, rad/s. */
  public double speed() {
    double meanTime = mean(times);
    double meanAngle = mean(angles);
    double products = 0;
    double squares = 0;
    for (int i = 0; i < times.length; i++) {
      products += (times[i] - meanTime) * (angles[i] - meanAngle);
      squares += (times[i] - meanTime) * (times[i] - meanTime);
    }
    return products / squares;
  }

  /**
   * Mean squared displacement over a lag, divided by twice its time, rad^2/s. Samples must be
   * evenly spaced; displacements overlap.
   *
   * @param lag in samples, less than there are
   */
  public double diffusion(int lag) {
    double sum = 0;
    int count = angles.length - lag;
    for (int i = 0; i < count; i++) {
      double step = angles[i + lag] - angles[i];
      sum += step * step;
    }
    return sum / count / (2 * (times[lag] - times[0]));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
