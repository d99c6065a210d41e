package neurosweep.math;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * LU factorization with partial pivoting on products of blocks, row-major: the panels, the
 * permutation and what is the same whoever multiplies.
 */
@SuppressWarnings("cast") // the float32 twin needs the casts that are redundant here
abstract class BlockedLuFloat64 implements Lu<DMatrixRMaj> {
  /** Width of panels and diagonal blocks. */
  static final int BLOCK = 16;

  final GemmFloat64 kernels;
  final int n;

  /** L below the diagonal, whose ones are not stored, and U. */
  final double[] lu;

  private final int[] order;
  private final double[][] panel;
  private final double[] swapped;
  private double[] permuted = new double[0];
  private boolean regular;

  BlockedLuFloat64(GemmFloat64 kernels, int n) {
    this.kernels = kernels;
    this.n = n;
    this.lu = new double[n * n];
    this.order = new int[n];
    this.panel = new double[Math.min(n, BLOCK)][n];
    this.swapped = new double[n];
  }

  @Override
  public boolean factor(DMatrixRMaj a) {
    if (a.numRows != n || a.numCols != n) {
      throw new IllegalArgumentException("the matrix is not " + n + " x " + n);
    }
    System.arraycopy(a.data, 0, lu, 0, n * n);
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    regular = true;
    factorColumns();
    return regular;
  }

  /** Factors all columns from the left. */
  abstract void factorColumns();

  /**
   * Solves {@code X (L U)^T = V} for (batch x n) rows without gaps.
   *
   * @param v V, used up
   * @param x X
   */
  abstract void solveFactors(double[] v, double[] x, int batch);

  /**
   * Factors columns [from, from + width) of rows [from, n); rows are swapped over their whole
   * length. The columns are copied into arrays of their own: contiguous, and the compiler
   * vectorises a loop over two arrays but not over two ranges of one.
   */
  final void factorPanel(int from, int width) {
    int rows = n - from;
    for (int i = 0, at = from * n + from; i < rows; i++, at += n) {
      for (int j = 0; j < width; j++) {
        panel[j][i] = lu[at + j];
      }
    }
    for (int j = 0; j < width; j++) {
      double[] column = panel[j];
      swap(from, width, j, largest(column, j, rows));
      double pivot = column[j];
      if (pivot == 0 || !Double.isFinite(pivot)) {
        regular = false;
      }
      scale(column, 1 / pivot, j + 1, rows);
      for (int k = j + 1; k < width; k++) {
        subtract(panel[k], panel[k][j], column, j + 1, rows);
      }
    }
    for (int i = 0, at = from * n + from; i < rows; i++, at += n) {
      for (int j = 0; j < width; j++) {
        lu[at + j] = panel[j][i];
      }
    }
  }

  private static void scale(double[] column, double factor, int from, int to) {
    for (int i = from; i < to; i++) {
      column[i] *= factor;
    }
  }

  private static void subtract(double[] target, double factor, double[] source, int from, int to) {
    for (int i = from; i < to; i++) {
      target[i] -= factor * source[i];
    }
  }

  private static int largest(double[] column, int from, int rows) {
    int best = from;
    double most = -1;
    for (int i = from; i < rows; i++) {
      double size = Math.abs(column[i]);
      if (size > most) {
        most = size;
        best = i;
      }
    }
    return best;
  }

  private void swap(int from, int width, int a, int b) {
    if (a == b) {
      return;
    }
    for (int k = 0; k < width; k++) {
      double kept = panel[k][a];
      panel[k][a] = panel[k][b];
      panel[k][b] = kept;
    }
    int first = (from + a) * n;
    int second = (from + b) * n;
    System.arraycopy(lu, first, swapped, 0, n);
    System.arraycopy(lu, second, lu, first, n);
    System.arraycopy(swapped, 0, lu, second, n);
    int kept = order[from + a];
    order[from + a] = order[from + b];
    order[from + b] = kept;
  }

  @Override
  public void solveRows(DMatrixRMaj rows) {
    int batch = rows.numRows;
    if (rows.numCols != n) {
      throw new IllegalArgumentException("the rows do not have " + n + " columns");
    }
    if (permuted.length < batch * n) {
      permuted = new double[batch * n];
    }
    double[] x = rows.data;
    for (int i = 0, row = 0; i < batch; i++, row += n) {
      for (int j = 0; j < n; j++) {
        permuted[row + j] = x[row + order[j]];
      }
    }
    solveFactors(permuted, x, batch);
    if (!regular) {
      Arrays.fill(x, 0, batch * n, (double) Double.NaN); // dividing by infinity looks finite
    }
  }
}
