package neurosweep.circuit.simulation;

import java.util.Arrays;

/**
 * How activity that begins at rest approaches its steady state r*, the mean of the second half of
 * what was seen. p = r . r* / |r*|^2 begins at 0 and ends around 1. What p still does in the second
 * half, by single spikes, is no part of the approach: an overshoot is what exceeds that, and the
 * band around 1 is at least 1.5 times as wide.
 *
 * @param course p in each window
 * @param overshoot largest p of the first half less the largest of the second; 0 if that is less
 * @param time end of the last window of the first half in which p is outside of the band, in
 *     windows; 0 if there is none. Both are NaN if the band would be wider than 0.5: there is no
 *     steady state
 */
public record Settling(double[] course, double overshoot, double time) {
  private static final double ROOM = 1.5;
  private static final double WIDEST = 0.5;

  /**
   * From means over windows of time.
   *
   * @param means of r (windows x units), the first window beginning at rest
   * @param least width of the band, such as 0.1
   */
  public static Settling of(double[][] means, double least) {
    int half = means.length / 2;
    double[] steady = new double[means[0].length];
    for (int k = half; k < means.length; k++) {
      for (int i = 0; i < steady.length; i++) {
        steady[i] += means[k][i] / (means.length - half);
      }
    }
    double squares = product(steady, steady);
    double[] course = Arrays.stream(means).mapToDouble(r -> product(r, steady) / squares).toArray();
    double[] first = Arrays.copyOf(course, half);
    double[] second = Arrays.copyOfRange(course, half, course.length);
    double band =
        Math.max(least, ROOM * Arrays.stream(second).map(Settling::distance).max().orElse(0));
    double above = Arrays.stream(first).max().orElse(0) - Arrays.stream(second).max().orElse(0);
    return band <= WIDEST
        ? new Settling(course, Math.max(0, above), last(first, band))
        : new Settling(course, Double.NaN, Double.NaN);
  }

  private static double distance(double p) {
    return Math.abs(p - 1);
  }

  private static int last(double[] course, double band) {
    int last = course.length;
    while (last > 0 && distance(course[last - 1]) <= band) {
      last--;
    }
    return last;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
