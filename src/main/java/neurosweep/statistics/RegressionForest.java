package neurosweep.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import neurosweep.math.random.Rng;

/**
 * Regression trees on bootstrap samples, each split by the best of some factors drawn at random
 * (Breiman 2001). Factors are codes: those of ordered factors are their ranks and split in two
 * halves, the others by one against the rest. The same data give the same forest.
 */
final class RegressionForest {
  static final int TREES = 64;
  private static final int LEAST_LEAF = 3;

  /** Leaves of a tree, about, so that large samples take no longer. */
  private static final int MOST_LEAVES = 256;

  private final Factors factors;
  private final List<Node> trees = new ArrayList<>();
  private final double fit;

  /**
   * What the trees are grown on.
   *
   * @param codes by row: the code of each factor, from 0 to its count
   * @param counts how many codes each factor has
   * @param ordered by factor: whether its codes are ranks
   */
  record Factors(int[][] codes, int[] counts, boolean[] ordered) {}

  /** A leaf has no branches; otherwise codes that are set go left. */
  record Node(double value, int factor, boolean[] left, Node yes, Node no) {
    boolean isLeaf() {
      return factor < 0;
    }

    double at(int[] row) {
      Node node = this;
      while (!node.isLeaf()) {
        node = node.left[row[node.factor]] ? node.yes : node.no;
      }
      return node.value;
    }
  }

  /** A way to part rows. */
  private record Split(int factor, boolean[] left, double gain) {}

  private RegressionForest(Factors factors, double[] scores, Rng random) {
    this.factors = factors;
    int n = scores.length;
    double[] sums = new double[n];
    int[] votes = new int[n];
    for (int tree = 0; tree < TREES; tree++) {
      int[] rows = new int[n];
      boolean[] in = new boolean[n];
      for (int i = 0; i < n; i++) {
        rows[i] = random.nextInt(n);
        in[rows[i]] = true;
      }
      Node root = grow(rows, scores, Math.max(LEAST_LEAF, n / MOST_LEAVES), random);
      trees.add(root);
      for (int i = 0; i < n; i++) {
        if (!in[i]) {
          sums[i] += root.at(factors.codes[i]);
          votes[i]++;
        }
      }
    }
    this.fit = fit(scores, sums, votes);
  }

  /** Grows a forest. */
  static RegressionForest of(Factors factors, double[] scores, Rng random) {
    return new RegressionForest(factors, scores, random);
  }

  private static double fit(double[] scores, double[] sums, int[] votes) {
    double mean = Arrays.stream(scores).average().orElse(Double.NaN);
    double error = 0;
    double total = 0;
    for (int i = 0; i < scores.length; i++) {
      if (votes[i] > 0) {
        double missed = scores[i] - sums[i] / votes[i];
        error += missed * missed;
        total += (scores[i] - mean) * (scores[i] - mean);
      }
    }
    return total > 0 ? 1 - error / total : Double.NaN;
  }

  private Node grow(int[] rows, double[] scores, int leaf, Rng random) {
    double mean = Arrays.stream(rows).mapToDouble(row -> scores[row]).average().orElseThrow();
    Split best = rows.length < 2 * leaf ? null : best(rows, scores, mean, leaf, random);
    if (best == null) {
      return new Node(mean, -1, null, null, null);
    }
    int[] yes = Arrays.stream(rows).filter(row -> goesLeft(best, row)).toArray();
    int[] no = Arrays.stream(rows).filter(row -> !goesLeft(best, row)).toArray();
    return new Node(
        mean,
        best.factor,
        best.left,
        grow(yes, scores, leaf, random),
        grow(no, scores, leaf, random));
  }

  private boolean goesLeft(Split split, int row) {
    return split.left[factors.codes[row][split.factor]];
  }

  private Split best(int[] rows, double[] scores, double mean, int leaf, Rng random) {
    int d = factors.counts.length;
    int[] order = new int[d];
    Arrays.setAll(order, i -> i);
    random.shuffle(order);
    Split best = null;
    for (int i = 0; i < (2 * d + 2) / 3; i++) {
      Split split = best(order[i], rows, scores, mean, leaf);
      best = split != null && (best == null || split.gain > best.gain) ? split : best;
    }
    return best;
  }

  /** The best of one factor, null where none leaves enough rows on both sides and explains some. */
  private Split best(int factor, int[] rows, double[] scores, double mean, int leaf) {
    int count = factors.counts[factor];
    int[] n = new int[count];
    double[] sums = new double[count];
    for (int row : rows) {
      n[factors.codes[row][factor]]++;
      sums[factors.codes[row][factor]] += scores[row] - mean;
    }
    int at = -1;
    double most = 1e-12 * Math.max(mean * mean, Double.MIN_NORMAL);
    int left = 0;
    double sum = 0;
    for (int code = 0; code < count; code++) {
      left = factors.ordered[factor] ? left + n[code] : n[code];
      sum = factors.ordered[factor] ? sum + sums[code] : sums[code];
      int right = rows.length - left;
      if (n[code] > 0 && left >= leaf && right >= leaf) {
        double gain = sum * sum / left + sum * sum / right;
        if (gain > most) {
          most = gain;
          at = code;
        }
      }
    }
    return at < 0 ? null : new Split(factor, left(factor, at, n), most);
  }

  /** Which codes go left: one, or all ranks up to the middle of the gap behind one. */
  private boolean[] left(int factor, int at, int[] n) {
    boolean[] left = new boolean[n.length];
    if (!factors.ordered[factor]) {
      left[at] = true;
      return left;
    }
    int next = at + 1;
    while (n[next] == 0) {
      next++;
    }
    Arrays.fill(left, 0, (at + next + 1) / 2, true);
    return left;
  }

  List<Node> trees() {
    return trees;
  }

  /** The mean of the trees. */
  double at(int[] row) {
    double sum = 0;
    for (Node tree : trees) {
      sum += tree.at(row);
    }
    return sum / trees.size();
  }

  /**
   * The share of the scores' variance that is foretold of rows by the trees that did not see them;
   * negative where the mean foretells more, NaN where all scores are equal.
   */
  double fit() {
    return fit;
  }
}
