package neurosweep.math;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Recursive LU factorization with partial pivoting on gemm (S. Toledo, SIAM J. Matrix Anal. Appl.
 * 18, 1997), row-major. Netlib's own Java LAPACK is not blocked and its trsm not vectorised, so the
 * triangular solves recurse on gemm too, down to diagonal blocks whose small inverses are kept.
 */
@SuppressWarnings("cast") // the float32 twin needs the casts that are redundant here
final class BlockedLuFloat64 implements Lu<DMatrixRMaj> {
  /** Width of panels and diagonal blocks. */
  private static final int BLOCK = 16;

  private final GemmFloat64 kernels;
  private final int n;
  private final double[] lu;
  private final int[] order;
  private final double[][] panel;
  private final double[] strip;
  private final double[] lowerInverses;
  private final double[] upperInverses;
  private final double[] swapped;
  private double[] permuted = new double[0];
  private boolean regular;

  BlockedLuFloat64(GemmFloat64 kernels, int n) {
    this.kernels = kernels;
    this.n = n;
    this.lu = new double[n * n];
    this.order = new int[n];
    this.panel = new double[Math.min(n, BLOCK)][n];
    this.strip = new double[BLOCK * n];
    int blocks = (n + BLOCK - 1) / BLOCK;
    this.lowerInverses = new double[blocks * BLOCK * BLOCK];
    this.upperInverses = new double[blocks * BLOCK * BLOCK];
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
    factor(0, n);
    return regular;
  }

  /** Factors columns [from, to) of rows [from, n); rows are swapped over their whole length. */
  private void factor(int from, int to) {
    int width = to - from;
    if (width <= BLOCK) {
      factorPanel(from, width);
      return;
    }
    int middle = from + part(width);
    factor(from, middle);
    solveUnitLower(from, middle, middle, to);
    kernels.subtractProduct(
        false,
        n - middle,
        to - middle,
        middle - from,
        lu,
        middle * n + from,
        n,
        lu,
        from * n + middle,
        n,
        lu,
        middle * n + middle,
        n);
    factor(middle, to);
  }

  /**
   * How much of a width is treated first, in whole blocks so that diagonal blocks are never cut:
   * half of it, which makes square products, or one block, which makes long rows.
   */
  private int part(int width) {
    return kernels.prefersWide() ? BLOCK : Math.max(BLOCK, (width / 2 + BLOCK - 1) / BLOCK * BLOCK);
  }

  /** Rows [from, middle) of columns [left, right): {@code A = L^-1 A}. */
  private void solveUnitLower(int from, int middle, int left, int right) {
    int rows = middle - from;
    if (rows <= BLOCK) {
      int columns = right - left;
      for (int i = 0; i < rows; i++) {
        System.arraycopy(lu, (from + i) * n + left, strip, i * columns, columns);
      }
      kernels.lowerProduct(
          rows, columns, n, lowerInverses, from * BLOCK, strip, lu, from * n + left);
      return;
    }
    int split = from + part(rows);
    solveUnitLower(from, split, left, right);
    kernels.subtractProduct(
        false,
        middle - split,
        right - left,
        split - from,
        lu,
        split * n + from,
        n,
        lu,
        from * n + left,
        n,
        lu,
        split * n + left,
        n);
    solveUnitLower(split, middle, left, right);
  }

  /**
   * A panel is copied column by column into arrays of their own: contiguous, and the compiler
   * vectorises a loop over two arrays but not over two ranges of one.
   */
  private void factorPanel(int from, int width) {
    int rows = n - from;
    for (int j = 0; j < width; j++) {
      double[] column = panel[j];
      for (int i = 0, at = from * n + from + j; i < rows; i++, at += n) {
        column[i] = lu[at];
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
    for (int j = 0; j < width; j++) {
      double[] column = panel[j];
      for (int i = 0, at = from * n + from + j; i < rows; i++, at += n) {
        lu[at] = column[i];
      }
    }
    invertDiagonal(from, width);
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

  /**
   * Keeps the inverses of L's and U's diagonal block at {@code at}, transposed for right solves.
   */
  private void invertDiagonal(int at, int size) {
    int base = at * BLOCK;
    for (int column = 0; column < size; column++) {
      for (int i = 0; i < size; i++) {
        double sum = i == column ? 1 : 0;
        for (int j = column; j < i; j++) {
          sum -= lu[(at + i) * n + at + j] * lowerInverses[base + column * size + j];
        }
        lowerInverses[base + column * size + i] = i < column ? 0 : sum;
      }
      for (int i = size - 1; i >= 0; i--) {
        double sum = i == column ? 1 : 0;
        for (int j = i + 1; j <= column; j++) {
          sum -= lu[(at + i) * n + at + j] * upperInverses[base + column * size + j];
        }
        upperInverses[base + column * size + i] = i > column ? 0 : sum / lu[(at + i) * n + at + i];
      }
    }
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
    lower(permuted, x, batch, 0, n);
    upper(x, permuted, batch, 0, n);
    System.arraycopy(permuted, 0, x, 0, batch * n);
    if (!regular) {
      Arrays.fill(x, 0, batch * n, (double) Double.NaN); // dividing by infinity looks finite
    }
  }

  /** Solves {@code Y L^T = V} on columns [from, to); V is used up. */
  private void lower(double[] v, double[] y, int batch, int from, int to) {
    if (to - from <= BLOCK) {
      kernels.diagonalProduct(batch, to - from, n, v, y, from, lowerInverses, from * BLOCK);
      return;
    }
    int middle = from + part(to - from);
    lower(v, y, batch, from, middle);
    kernels.subtractProduct(
        true,
        batch,
        to - middle,
        middle - from,
        y,
        from,
        n,
        lu,
        middle * n + from,
        n,
        v,
        middle,
        n);
    lower(v, y, batch, middle, to);
  }

  /** Solves {@code Z U^T = Y} on columns [from, to); Y is used up. */
  private void upper(double[] y, double[] z, int batch, int from, int to) {
    if (to - from <= BLOCK) {
      kernels.diagonalProduct(batch, to - from, n, y, z, from, upperInverses, from * BLOCK);
      return;
    }
    int blocks = (to - from - 1) / BLOCK;
    int middle = kernels.prefersWide() ? from + blocks * BLOCK : from + part(to - from);
    upper(y, z, batch, middle, to);
    kernels.subtractProduct(
        true,
        batch,
        middle - from,
        to - middle,
        z,
        middle,
        n,
        lu,
        from * n + middle,
        n,
        y,
        from,
        n);
    upper(y, z, batch, from, middle);
  }
}
