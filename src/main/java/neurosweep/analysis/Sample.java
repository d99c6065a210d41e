package neurosweep.analysis;

import java.util.Arrays;
import neurosweep.statistics.Interval;
import org.apache.commons.math3.stat.StatUtils;

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
 * @param median the middle one
 * @param cut whether the interval reached beyond what the metric can be, and ends there
 */
public record Sample(
    int n,
    double mean,
    double sd,
    double low,
    double high,
    double min,
    double max,
    double median,
    boolean cut) {
  /** Summarises values; those that are not finite count as not measured. */
  public static Sample of(double[] measured) {
    double[] values = Arrays.stream(measured).filter(Double::isFinite).toArray();
    int n = values.length;
    double mean = StatUtils.mean(values);
    double sd = n < 2 ? Double.NaN : Math.sqrt(StatUtils.variance(values, mean));
    Interval interval = Interval.ofMean(values, Interval.CONFIDENCE);
    return new Sample(
        n,
        mean,
        sd,
        interval.low(),
        interval.high(),
        StatUtils.min(values),
        StatUtils.max(values),
        StatUtils.percentile(values, 50),
        false);
  }

  /**
   * As {@link #of(double[])}.
   *
   * @param share whether the values are shares, so that the interval ends at 0 and 1
   */
  public static Sample of(boolean share, double[] measured) {
    Sample sample = of(measured);
    return share && (sample.low < 0 || sample.high > 1) ? sample.cutToShare() : sample;
  }

  private Sample cutToShare() {
    return new Sample(n, mean, sd, Math.max(0, low), Math.min(1, high), min, max, median, true);
  }

  /**
   * The 95 % Wilson interval of a proportion.
   *
   * @param k successes
   * @param n trials, at least one
   * @return lower and upper end, within 0 and 1
   */
  public static double[] wilson(int k, int n) {
    Interval interval = Interval.wilson(k, n);
    return new double[] {interval.low(), interval.high()};
  }
}
