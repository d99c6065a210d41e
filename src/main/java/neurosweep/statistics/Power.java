package neurosweep.statistics;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Gamma;

/**
 * What a paired t test of so many pairs can find. With a true difference of d standard deviations t
 * is (z + d sqrt(n)) / s, where z is standard normal and v s^2 chi-squared with v = n - 1; the
 * power is the probability of a large t given s, integrated over the density of s.
 */
public final class Power {
  private static final NormalDistribution NORMAL = new NormalDistribution();
  private static final GaussIntegratorFactory GAUSS = new GaussIntegratorFactory();
  private static final int PIECES = 64;
  private static final int POINTS = 20;

  private Power() {}

  /**
   * The power of the two-sided test.
   *
   * @param n pairs, at least 2
   * @param effect true mean difference in standard deviations of the differences
   * @param level of significance
   */
  public static double paired(int n, double effect, double level) {
    int v = n - 1;
    double critical = new TDistribution(v).inverseCumulativeProbability(1 - level / 2);
    double shift = effect * Math.sqrt(n);
    // Over the logarithm of s, whose density is smooth for every v; at both ends it is below e^-40.
    double logDensity = v / 2.0 * Math.log(v / 2.0) - Gamma.logGamma(v / 2.0) + Math.log(2);
    double from = -40.0 / v - Math.sqrt(40.0 / v);
    double to = 0.5 * Math.log(1 + 160.0 / v + 2 * Math.sqrt(160.0 / v));
    double sum = 0;
    for (int i = 0; i < PIECES; i++) {
      double low = from + (to - from) * i / PIECES;
      double high = from + (to - from) * (i + 1) / PIECES;
      GaussIntegrator piece = GAUSS.legendreHighPrecision(POINTS, low, high);
      sum +=
          piece.integrate(
              u -> {
                double s = Math.exp(u);
                double beyond =
                    NORMAL.cumulativeProbability(shift - critical * s)
                        + NORMAL.cumulativeProbability(-shift - critical * s);
                return beyond * Math.exp(logDensity + v * u - v * s * s / 2);
              });
    }
    return Math.min(1, sum);
  }

  /**
   * The smallest difference, in standard deviations of the differences, that the two-sided test
   * finds with a given power; NaN of one pair.
   *
   * @param level of significance
   * @param power wanted, above the level
   */
  public static double detectable(int n, double level, double power) {
    if (n < 2) {
      return Double.NaN;
    }
    double low = 0;
    double high = 1;
    while (paired(n, high, level) < power) {
      high *= 2;
    }
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (paired(n, middle, level) < power) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
