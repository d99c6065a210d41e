package neurosweep.circuit.solver;

import java.util.Arrays;
import java.util.Optional;
import neurosweep.circuit.synapse.Matrices;

/**
 * Lemke's complementary pivoting with covering vector 1 and the lexicographic ratio test, which
 * cannot cycle. The tableau holds [B^-1 | -B^-1 M | -B^-1 1 | B^-1 q]; column k &lt; n belongs to
 * w_k, n + k to z_k, 2n to the artificial variable.
 */
final class Lemke {
  private static final double SMALLEST_PIVOT = 1e-12;

  private final ComplementarityProblem problem;
  private final int n;
  private final double[][] tableau;
  private final int[] basis;

  Lemke(ComplementarityProblem problem) {
    this.problem = problem;
    this.n = problem.q().length;
    this.tableau = new double[n][2 * n + 2];
    this.basis = new int[n];
    for (int i = 0; i < n; i++) {
      tableau[i][i] = 1;
      for (int j = 0; j < n; j++) {
        tableau[i][n + j] = -problem.m()[i][j];
      }
      tableau[i][2 * n] = -1;
      tableau[i][2 * n + 1] = problem.q()[i];
      basis[i] = i;
    }
  }

  Optional<double[]> solve() {
    if (Arrays.stream(problem.q()).allMatch(value -> value >= 0)) {
      return Optional.of(new double[n]);
    }
    int row = 0;
    for (int i = 1; i < n; i++) {
      if (compare(i, 1, row, 1) < 0) {
        row = i;
      }
    }
    int left = pivot(row, 2 * n);
    for (int most = 100 * n + 1000; most > 0; most--) {
      int entering = left < n ? left + n : left - n;
      row = leavingRow(entering);
      if (row < 0) {
        return Optional.empty();
      }
      left = pivot(row, entering);
      if (left == 2 * n) {
        return Optional.of(solution());
      }
    }
    return Optional.empty();
  }

  /** The row of the lexicographically smallest ratio, or -1. */
  private int leavingRow(int entering) {
    int best = -1;
    for (int i = 0; i < n; i++) {
      if (tableau[i][entering] > SMALLEST_PIVOT
          && (best < 0 || compare(i, tableau[i][entering], best, tableau[best][entering]) < 0)) {
        best = i;
      }
    }
    return best;
  }

  private int compare(int i, double divisorI, int j, double divisorJ) {
    int order = Double.compare(tableau[i][2 * n + 1] / divisorI, tableau[j][2 * n + 1] / divisorJ);
    for (int k = 0; order == 0 && k < n; k++) {
      order = Double.compare(tableau[i][k] / divisorI, tableau[j][k] / divisorJ);
    }
    return order;
  }

  /** Brings a column into the basis; returns the variable that leaves. */
  private int pivot(int row, int entering) {
    double[] lead = tableau[row];
    Matrices.scale(lead, 1 / lead[entering]);
    for (int i = 0; i < n; i++) {
      double factor = tableau[i][entering];
      if (i != row && factor != 0) {
        double[] other = tableau[i];
        for (int k = 0; k < other.length; k++) {
          other[k] -= factor * lead[k];
        }
      }
    }
    int left = basis[row];
    basis[row] = entering;
    return left;
  }

  /** Solved again on its support, so that the rounding of the pivots does not stay. */
  private double[] solution() {
    int[] support = Arrays.stream(basis).filter(k -> k >= n).map(k -> k - n).sorted().toArray();
    double[] solved = problem.onSupport(support);
    double[] z = new double[n];
    for (int i = 0; i < n; i++) {
      if (basis[i] >= n) {
        double value = solved == null ? tableau[i][2 * n + 1] : solved[basis[i] - n];
        z[basis[i] - n] = Math.max(0, value);
      }
    }
    return z;
  }
}
