package neurosweep.circuit.simulation;

/**
 * How activity that begins at rest approaches its steady state r*, the mean of the second half of
 * what was seen. p = r . r* / |r*|^2 begins at 0 and ends around 1.
 *
 * @param course p in each window
 * @param overshoot largest p of a window less 1; 0 if none is above 1
 * @param time end of the last window in which p is further from 1 than the band, in windows; 0 if
 *     there is none, NaN if the second half has one, so that there is no steady state
 */
public record Settling(double[] course, double overshoot, double time) {

  /**
   * From means over windows of time.
   *
   * @param means of r (windows x units), the first window beginning at rest
   * @param band such as 0.1
   */
  public static Settling of(double[][] means, double band) {
    double[] steady = new double[means[0].length];
    int half = means.length / 2;
    for (int k = half; k < means.length; k++) {
      for (int i = 0; i < steady.length; i++) {
        steady[i] += means[k][i] / (means.length - half);
      }
    }
    double squares = product(steady, steady);
    double[] course = new double[means.length];
    double peak = 1;
    double time = 0;
    for (int k = 0; k < course.length; k++) {
      course[k] = product(means[k], steady) / squares;
      peak = Math.max(peak, course[k]);
      if (!(Math.abs(course[k] - 1) <= band)) {
        time = k < half ? k + 1 : Double.NaN;
      }
    }
    return new Settling(course, peak - 1, time);
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
