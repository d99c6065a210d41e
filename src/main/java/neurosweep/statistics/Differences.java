package neurosweep.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Paired differences and what is known of their mean. Differences that agree to 12 digits of the
 * values they come from count as equal; then they have no spread, and everything that divides by it
 * is absent.
 */
public final class Differences {
  /** Part of the size of the values that rounding may make of nothing. */
  private static final double ROUNDING = 1e-12;

  /** Part of the sum of sizes below which two sums are a tie: a million additions round less. */
  private static final double TIE = 1e-10;

  /** Pairs whose sign assignments are all counted. */
  public static final int MOST_FLIPPED = 20;

  private final double[] values;
  private final double tolerance;
  private final double mean;
  private final double sd;

  private Differences(double[] values, double tolerance) {
    this.values = values;
    this.tolerance = tolerance;
    double plain = StatUtils.mean(values);
    boolean equal = values.length > 0 && StatUtils.max(values) - StatUtils.min(values) <= tolerance;
    this.mean = Math.abs(plain) <= tolerance ? 0 : plain;
    this.sd =
        values.length < 2 ? Double.NaN : equal ? 0 : Math.sqrt(StatUtils.variance(values, plain));
  }

  /**
   * The differences {@code ours - theirs}, pair by pair.
   *
   * @throws IllegalArgumentException unless there is at least one pair and all values are finite
   */
  public static Differences of(double[] ours, double[] theirs) {
    if (ours.length == 0 || ours.length != theirs.length) {
      throw new IllegalArgumentException(ours.length + " values against " + theirs.length);
    }
    double[] values = new double[ours.length];
    double size = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = ours[i] - theirs[i];
      size = Math.max(size, Math.max(Math.abs(ours[i]), Math.abs(theirs[i])));
    }
    if (!Double.isFinite(size) || !Double.isFinite(StatUtils.sum(values))) {
      throw new IllegalArgumentException("a value is not finite");
    }
    return new Differences(values, ROUNDING * size);
  }

  /** How many pairs there are. */
  public int n() {
    return values.length;
  }

  /** Their mean, exactly 0 where it is nothing but rounding. */
  public double mean() {
    return mean;
  }

  /** Their standard deviation with n - 1; exactly 0 where all are equal, NaN of one pair. */
  public double sd() {
    return sd;
  }

  /** Whether there are at least two, and all are equal. */
  public boolean equal() {
    return sd == 0;
  }

  /** The t interval of their mean; a point where all are equal. */
  public Interval interval(double confidence) {
    return Interval.ofMean(n(), mean, sd, confidence);
  }

  /** Student's t, NaN without a spread. */
  public double t() {
    return sd > 0 ? mean / (sd / Math.sqrt(n())) : Double.NaN;
  }

  /** Two-sided p of the paired t test; absent of one pair and where all differences are equal. */
  public OptionalDouble tTest() {
    if (!(sd > 0)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Math.min(1, 2 * below(-Math.abs(t()))));
  }

  /**
   * One-sided p of the t test that their mean lies below a value: small where it surely does.
   * Absent where {@link #tTest} is.
   */
  public OptionalDouble belowTest(double value) {
    return sd > 0 ? OptionalDouble.of(below((mean - value) / error())) : OptionalDouble.empty();
  }

  /** As {@link #belowTest}, that their mean lies above a value. */
  public OptionalDouble aboveTest(double value) {
    return sd > 0 ? OptionalDouble.of(below((value - mean) / error())) : OptionalDouble.empty();
  }

  private double error() {
    return sd / Math.sqrt(n());
  }

  private double below(double t) {
    return new TDistribution(n() - 1).cumulativeProbability(t);
  }

  /**
   * Fisher's exact sign-flip test, two-sided: the share of all 2^n assignments of signs whose sum
   * is as far from zero as the observed one; sums that rounding alone tells apart are ties. Absent
   * beyond 20 pairs.
   */
  public OptionalDouble signFlipTest() {
    int n = n();
    if (n > MOST_FLIPPED) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    double size = 0;
    for (double value : values) {
      sum += value;
      size += Math.abs(value);
    }
    double least = Math.abs(sum) - Math.max(tolerance * n, TIE * size);
    // Gray code: one sign changes a step. Half of the assignments, the others mirror them.
    double flipped = sum;
    long all = 1L << (n - 1);
    long far = Math.abs(flipped) >= least ? 1 : 0;
    int[] sign = new int[n];
    Arrays.fill(sign, 1);
    for (long i = 1; i < all; i++) {
      int at = Long.numberOfTrailingZeros(i);
      sign[at] = -sign[at];
      flipped += 2 * sign[at] * values[at];
      if (Math.abs(flipped) >= least) {
        far++;
      }
    }
    return OptionalDouble.of((double) far / all);
  }

  /** The smallest p that the sign-flip test of {@code n} pairs can have. */
  public static double leastSignFlip(int n) {
    return Math.pow(2, 1 - n);
  }

  /** Cohen's d_z, the mean in standard deviations; NaN without a spread. */
  public double effect() {
    return sd > 0 ? mean / sd : Double.NaN;
  }

  /**
   * Hedges' g_z: {@link #effect} times gamma(v/2) / (sqrt(v/2) gamma((v-1)/2)), v = n - 1, which
   * takes out the bias of few pairs (Hedges 1981). NaN without a spread, and of two pairs, where
   * d_z has no expectation.
   */
  public double correctedEffect() {
    return n() < 3 ? Double.NaN : effect() * correction(n() - 1);
  }

  static double correction(int v) {
    double log = Gamma.logGamma(v / 2.0) - Gamma.logGamma((v - 1) / 2.0);
    return Math.exp(log) / Math.sqrt(v / 2.0);
  }

  /**
   * The two one-sided paired t tests of equivalence (Schuirmann 1987): the larger p, small where
   * the mean difference lies surely within the margin. Absent where {@link #tTest} is.
   *
   * @param margin half-width of what counts as equivalent, positive
   */
  public OptionalDouble equivalenceTest(double margin) {
    if (!(margin > 0)) {
      throw new IllegalArgumentException("margin is " + margin + ", must be > 0");
    }
    if (!(sd > 0)) {
      return OptionalDouble.empty();
    }
    double error = sd / Math.sqrt(n());
    return OptionalDouble.of(
        Math.max(below((mean - margin) / error), below((-margin - mean) / error)));
  }
}
