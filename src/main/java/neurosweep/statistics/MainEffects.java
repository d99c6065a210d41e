package neurosweep.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What each factor of a full factorial grid does by itself, averaged over all others.
 *
 * @param mean of all scores
 * @param factors in the order given
 */
public record MainEffects(double mean, List<Factor> factors) {
  /**
   * A factor.
   *
   * @param deviations by level: the mean of its scores minus the mean of all
   * @param share of the sum of squares about the mean that these deviations make up, from 0 to 1;
   *     NaN where all scores are equal
   */
  public record Factor(double[] deviations, double share) {}

  /**
   * Computes them; empty unless every combination of levels occurs exactly once, since otherwise
   * one factor's effect contains another's.
   *
   * @param levels by configuration: the level of each factor, from 0 to its count
   * @param counts how many levels each factor has
   * @param scores one a configuration, finite
   */
  public static Optional<MainEffects> of(int[][] levels, int[] counts, double[] scores) {
    long combinations = 1;
    for (int count : counts) {
      combinations *= count;
    }
    Set<List<Integer>> seen = new HashSet<>();
    for (int[] each : levels) {
      seen.add(Arrays.stream(each).boxed().toList());
    }
    if (scores.length == 0 || seen.size() != combinations || scores.length != combinations) {
      return Optional.empty();
    }
    double mean = StatUtils.mean(scores);
    double total = 0;
    double size = 0;
    for (double score : scores) {
      total += (score - mean) * (score - mean);
      size = Math.max(size, Math.abs(score));
    }
    boolean equal = StatUtils.max(scores) - StatUtils.min(scores) <= 1e-12 * size;
    List<Factor> factors = new ArrayList<>();
    for (int factor = 0; factor < counts.length; factor++) {
      factors.add(factor(factor, levels, counts[factor], scores, mean, equal ? 0 : total));
    }
    return Optional.of(new MainEffects(mean, List.copyOf(factors)));
  }

  private static Factor factor(
      int factor, int[][] levels, int count, double[] scores, double mean, double total) {
    double[] deviations = new double[count];
    int each = scores.length / count;
    for (int i = 0; i < scores.length; i++) {
      deviations[levels[i][factor]] += (scores[i] - mean) / each;
    }
    double squares = 0;
    for (double deviation : deviations) {
      squares += each * deviation * deviation;
    }
    return new Factor(deviations, total > 0 ? squares / total : Double.NaN);
  }
}
