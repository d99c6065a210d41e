package neurosweep.statistics;

import java.util.Arrays;
import neurosweep.math.random.Rng;

/**
 * What each factor by itself makes up of the variance of scores: functional analysis of variance of
 * a random forest (Hutter, Hoos and Leyton-Brown, ICML 2014). Each factor varies as it does in the
 * sample, and independently of the others.
 *
 * @param alone the share of each factor, from 0 to 1; NaN where the forest is constant
 * @param together what is left for combinations of factors
 * @param fit the share of the variance that the forest foretells of scores it was not grown on; the
 *     shares say nothing where it is about 0
 */
public record VarianceShares(double[] alone, double together, double fit) {
  /** Rows by which the variance of the forest is measured, at least. */
  private static final int ROWS = 4096;

  /** Computes them, always the same. */
  public static VarianceShares of(int[][] codes, int[] counts, boolean[] ordered, double[] scores) {
    Rng random = new Rng(0x6E6575726FL, 2, 3, 4);
    RegressionForest forest =
        RegressionForest.of(new RegressionForest.Factors(codes, counts, ordered), scores, random);
    double[][] weights = weights(codes, counts);
    double total = variance(forest, codes, random);
    double[] alone = new double[counts.length];
    double sum = 0;
    for (int factor = 0; factor < counts.length; factor++) {
      alone[factor] = total > 0 ? variance(forest, weights, factor) / total : Double.NaN;
      sum += alone[factor];
    }
    if (sum > 1) { // the total is measured, the parts are exact
      for (int factor = 0; factor < alone.length; factor++) {
        alone[factor] /= sum;
      }
    }
    return new VarianceShares(alone, Math.max(0, 1 - sum), forest.fit());
  }

  /** How often each code of each factor occurs. */
  private static double[][] weights(int[][] codes, int[] counts) {
    double[][] weights = new double[counts.length][];
    for (int factor = 0; factor < counts.length; factor++) {
      weights[factor] = new double[counts[factor]];
      for (int[] row : codes) {
        weights[factor][row[factor]] += 1.0 / codes.length;
      }
    }
    return weights;
  }

  /** Of the forest over rows whose factors are each shuffled by themselves. */
  private static double variance(RegressionForest forest, int[][] codes, Rng random) {
    int n = codes.length;
    int d = codes[0].length;
    int rounds = Math.max(1, ROWS / n);
    double sum = 0;
    double squares = 0;
    double origin = forest.at(codes[0]);
    for (int round = 0; round < rounds; round++) {
      int[][] mixed = new int[n][d];
      for (int factor = 0; factor < d; factor++) {
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        random.shuffle(order);
        for (int i = 0; i < n; i++) {
          mixed[i][factor] = codes[order[i]][factor];
        }
      }
      for (int[] row : mixed) {
        double value = forest.at(row) - origin;
        sum += value;
        squares += value * value;
      }
    }
    double rows = (double) rounds * n;
    return Math.max(0, squares / rows - sum / rows * (sum / rows));
  }

  /** Of the forest's mean at each value of a factor. */
  private static double variance(RegressionForest forest, double[][] weights, int factor) {
    double[] means = new double[weights[factor].length];
    for (RegressionForest.Node tree : forest.trees()) {
      double[][] left = new double[weights.length][];
      Arrays.setAll(left, i -> weights[i].clone());
      add(tree, left, factor, new boolean[0], means);
    }
    double mean = 0;
    for (int code = 0; code < means.length; code++) {
      means[code] /= forest.trees().size();
      mean += weights[factor][code] * means[code];
    }
    double variance = 0;
    for (int code = 0; code < means.length; code++) {
      variance += weights[factor][code] * (means[code] - mean) * (means[code] - mean);
    }
    return variance;
  }

  /**
   * Adds a branch's leaves.
   *
   * @param left the weights of the codes that reach the branch
   * @param reached codes of the factor that do; all where it is empty
   */
  private static void add(
      RegressionForest.Node node, double[][] left, int factor, boolean[] reached, double[] means) {
    if (node.isLeaf()) {
      double weight = 1;
      for (int other = 0; other < left.length; other++) {
        weight *= other == factor ? 1 : Arrays.stream(left[other]).sum();
      }
      for (int code = 0; code < means.length; code++) {
        means[code] += reached.length == 0 || reached[code] ? weight * node.value() : 0;
      }
      return;
    }
    double[] whole = left[node.factor()];
    for (boolean yes : new boolean[] {true, false}) {
      double[] part = whole.clone();
      boolean[] kept = reached;
      if (node.factor() == factor) {
        kept = new boolean[means.length];
      }
      for (int code = 0; code < part.length; code++) {
        boolean goes = node.left()[code] == yes;
        part[code] = goes ? part[code] : 0;
        if (node.factor() == factor) {
          kept[code] = goes && (reached.length == 0 || reached[code]);
        }
      }
      left[node.factor()] = part;
      add(yes ? node.yes() : node.no(), left, factor, kept, means);
    }
    left[node.factor()] = whole;
  }
}
