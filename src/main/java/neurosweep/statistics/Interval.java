package neurosweep.statistics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/**
 * A confidence interval.
 *
 * @param low its lower end, NaN where there is none
 * @param high its upper end, NaN where there is none
 */
public record Interval(double low, double high) {
  /** Confidence of the intervals in tables and figures. */
  public static final double CONFIDENCE = 0.95;

  /** By degrees of freedom: a report asks for the same few a hundred thousand times. */
  private static final Map<Integer, Double> QUANTILES = new ConcurrentHashMap<>();

  /** What a single value has. */
  public static final Interval NONE = new Interval(Double.NaN, Double.NaN);

  /**
   * The t interval of a mean; {@link #NONE} of fewer than two values.
   *
   * @param values finite
   * @param confidence between 0 and 1
   */
  public static Interval ofMean(double[] values, double confidence) {
    double mean = StatUtils.mean(values);
    double sd = Math.sqrt(StatUtils.variance(values, mean));
    return ofMean(values.length, mean, sd, confidence);
  }

  static Interval ofMean(int n, double mean, double sd, double confidence) {
    if (n < 2) {
      return NONE;
    }
    double quantile =
        confidence == CONFIDENCE
            ? QUANTILES.computeIfAbsent(n - 1, v -> quantile(v, CONFIDENCE))
            : quantile(n - 1, confidence);
    double half = quantile * sd / Math.sqrt(n);
    return new Interval(mean - half, mean + half);
  }

  private static double quantile(int degreesOfFreedom, double confidence) {
    return new TDistribution(degreesOfFreedom).inverseCumulativeProbability((1 + confidence) / 2);
  }

  /**
   * Wilson's 95 % interval of a proportion.
   *
   * @param k successes
   * @param n trials, at least one
   * @return within 0 and 1
   */
  public static Interval wilson(int k, int n) {
    ConfidenceInterval interval = new WilsonScoreInterval().createInterval(n, k, CONFIDENCE);
    return new Interval(
        Math.max(0, interval.getLowerBound()), Math.min(1, interval.getUpperBound()));
  }
}
