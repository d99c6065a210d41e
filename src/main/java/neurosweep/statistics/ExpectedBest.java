package neurosweep.statistics;

import java.util.Arrays;

/**
 * The expected best of a budget of configurations drawn without replacement from those that were
 * tried: an unbiased estimate of what a random search of that budget finds, where the biased one
 * draws with replacement (Tang et al. 2020, Dodge et al. 2019).
 *
 * <p>With the scores in order x_1 &lt;= ... &lt;= x_N the best of k is x_i with probability C(i-1,
 * k-1) / C(N, k). The products of ratios below are these quotients, without a factorial that could
 * overflow.
 */
public final class ExpectedBest {
  /** Best last. */
  private final double[] ordered;

  private final double sign;

  /**
   * Prepares.
   *
   * @param scores one a configuration, finite, at least one
   * @param more whether more is better
   */
  public ExpectedBest(double[] scores, boolean more) {
    if (scores.length == 0 || !Arrays.stream(scores).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("scores must be finite and at least one");
    }
    this.sign = more ? 1 : -1;
    this.ordered = Arrays.stream(scores).map(score -> sign * score).sorted().toArray();
  }

  /** How many configurations there are, the largest budget. */
  public int configurations() {
    return ordered.length;
  }

  /**
   * The expectation.
   *
   * @param budget from 1 to {@link #configurations}
   */
  public double of(int budget) {
    int all = ordered.length;
    if (budget < 1 || budget > all) {
      throw new IllegalArgumentException("budget is " + budget + ", must be 1 to " + all);
    }
    double probability = (double) budget / all; // of the best one
    double sum = 0;
    for (int i = all; i >= budget; i--) {
      sum += probability * ordered[i - 1];
      // C(i-2, k-1) / C(i-1, k-1); the next is impossible where i = k.
      probability *= i == 1 ? 0 : (double) (i - budget) / (i - 1);
    }
    return sign * sum;
  }
}
