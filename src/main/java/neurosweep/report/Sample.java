package neurosweep.report;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/**
 * A metric over the seeds of one configuration. What cannot be computed is NaN: the mean of
 * nothing, the spread of one value.
 *
 * @param n how many finite values there are
 * @param mean their mean
 * @param sd their standard deviation, with n - 1
 * @param low lower end of the 95 % t interval of the mean
 * @param high its upper end
 * @param min the least value
 * @param max the greatest
 */
public record Sample(
    int n, double mean, double sd, double low, double high, double min, double max) {
  /** Confidence of every interval in the tables. */
  public static final double CONFIDENCE = 0.95;

  /** Summarises values; those that are not finite count as not measured. */
  public static Sample of(double[] measured) {
    double[] values = Arrays.stream(measured).filter(Double::isFinite).toArray();
    int n = values.length;
    double mean = StatUtils.mean(values);
    double sd = n < 2 ? Double.NaN : Math.sqrt(StatUtils.variance(values, mean));
    double half = n < 2 ? Double.NaN : tQuantile(n - 1) * sd / Math.sqrt(n);
    return new Sample(
        n, mean, sd, mean - half, mean + half, StatUtils.min(values), StatUtils.max(values));
  }

  private static double tQuantile(int degreesOfFreedom) {
    return new TDistribution(degreesOfFreedom)
        .inverseCumulativeProbability(1 - (1 - CONFIDENCE) / 2);
  }

  /**
   * The 95 % Wilson interval of a proportion.
   *
   * @param k successes
   * @param n trials, at least one
   * @return lower and upper end, within 0 and 1
   */
  public static double[] wilson(int k, int n) {
    ConfidenceInterval interval = new WilsonScoreInterval().createInterval(n, k, CONFIDENCE);
    return new double[] {
      Math.max(0, interval.getLowerBound()), Math.min(1, interval.getUpperBound())
    };
  }
}
