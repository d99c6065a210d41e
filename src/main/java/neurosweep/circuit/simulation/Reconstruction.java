package neurosweep.circuit.simulation;

/**
 * How well an estimate follows its target, both (samples x channels).
 *
 * @param meanSquare mean of (estimate - target)^2
 * @param bias mean of estimate - target
 * @param r2 1 - sum of squared errors over that of the target around its mean; NaN if it is
 *     constant
 * @param relativeRms root mean square error over that of the target
 */
public record Reconstruction(double meanSquare, double bias, double r2, double relativeRms) {

  /** Over all channels together. */
  public static Reconstruction of(double[][] estimate, double[][] target) {
    double sum = 0;
    long n = 0;
    for (double[] row : target) {
      for (double value : row) {
        sum += value;
        n++;
      }
    }
    double mean = sum / n;
    double errors = 0;
    double bias = 0;
    double spread = 0;
    double squares = 0;
    for (int i = 0; i < target.length; i++) {
      for (int j = 0; j < target[i].length; j++) {
        double error = estimate[i][j] - target[i][j];
        bias += error / n;
        errors += error * error;
        spread += (target[i][j] - mean) * (target[i][j] - mean);
        squares += target[i][j] * target[i][j];
      }
    }
    double r2 = spread == 0 ? Double.NaN : 1 - errors / spread;
    return new Reconstruction(errors / n, bias, r2, Math.sqrt(errors / squares));
  }

  /** H r: what activities read out as. */
  public static double[] readout(double[][] h, double[] r) {
    double[] to = new double[h.length];
    for (int i = 0; i < h.length; i++) {
      for (int j = 0; j < r.length; j++) {
        to[i] += h[i][j] * r[j];
      }
    }
    return to;
  }
}
