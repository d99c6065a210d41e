package neurosweep.math;

import org.ejml.data.DMatrixRMaj;

/**
 * Recursive Cholesky factorization on a native BLAS, row-major: A = L L^T with L below.
 *
 * <p>Let H be A with its diagonal scaled to ones. The determinant of H is the product of {@code
 * L_ii^2 / A_ii}, whose factors are at most 1. All eigenvalues but the least have a mean of at most
 * n / (n - 1), hence a product below e, so the least is larger than det H / e; the largest, x, has
 * {@code x exp(1 - x) >= det H} likewise. So a determinant that stays large proves H
 * well-conditioned, and the factorization ends as soon as the product is too small. Scaling does
 * not change the rounding errors of a Cholesky factorization (van der Sluis 1969; Higham, Accuracy
 * and Stability of Numerical Algorithms, 2002, section 10.1).
 */
@SuppressWarnings("cast") // the float32 twin needs the casts that are redundant here
final class NetlibCholeskyFloat64 implements Cholesky<DMatrixRMaj> {
  private static final int BLOCK = 16;

  /** The least determinant; the condition number is below 140 then, and mostly below 10. */
  private static final /**/ double LEAST_DETERMINANT = 0.1;

  private final BlasFloat64 blas;
  private final int n;
  private final double[] lower;
  private final double[] diagonal;
  private /**/ double determinant;

  NetlibCholeskyFloat64(BlasFloat64 blas, int n) {
    this.blas = blas;
    this.n = n;
    this.lower = new double[n * n + n]; // netlib checks blocks as if their last row were whole
    this.diagonal = new double[n];
  }

  @Override
  public boolean factor(DMatrixRMaj a) {
    if (a.numRows != n || a.numCols != n) {
      throw new IllegalArgumentException("the matrix is not " + n + " x " + n);
    }
    for (int i = 0, row = 0; i < n; i++, row += n) {
      System.arraycopy(a.data, row, lower, row, i + 1);
      diagonal[i] = a.data[row + i];
    }
    determinant = 1;
    return factor(0, n);
  }

  /** Factors rows and columns [from, to). */
  private boolean factor(int from, int to) {
    int width = to - from;
    if (width <= BLOCK) {
      return factorBlock(from, to);
    }
    int middle = from + (width / 2 + BLOCK - 1) / BLOCK * BLOCK;
    if (!factor(from, middle)) {
      return false;
    }
    int left = middle - from;
    int rest = to - middle;
    int top = from * n + from;
    int below = middle * n + from;
    // Row-major L is the library's transposed upper triangle: A21 = A21 L^-T is L^-1 A21^T.
    blas.dtrsm("L", "U", "T", "N", left, rest, 1, lower, top, n, lower, below, n);
    blas.dsyrk("U", "T", rest, left, -1, lower, below, n, 1, lower, middle * n + middle, n);
    return factor(middle, to);
  }

  private boolean factorBlock(int from, int to) {
    for (int i = from; i < to; i++) {
      int row = i * n;
      for (int j = from; j < i; j++) {
        lower[row + j] = less(row, j * n, from, j) / lower[j * n + j];
      }
      double square = less(row, row, from, i);
      determinant *= square > 0 ? square / diagonal[i] : 0;
      if (!(determinant >= LEAST_DETERMINANT)) {
        return false;
      }
      lower[row + i] = (double) Math.sqrt(square);
    }
    return true;
  }

  /** The element of a row at {@code to} less the product of two rows on [from, to). */
  private double less(int row, int other, int from, int to) {
    double value = lower[row + to];
    for (int k = from; k < to; k++) {
      value -= lower[row + k] * lower[other + k];
    }
    return value;
  }

  @Override
  public void solveRows(DMatrixRMaj rows) {
    if (rows.numCols != n) {
      throw new IllegalArgumentException("the rows do not have " + n + " columns");
    }
    blas.dtrsm("L", "U", "T", "N", n, rows.numRows, 1, lower, 0, n, rows.data, 0, n);
    blas.dtrsm("L", "U", "N", "N", n, rows.numRows, 1, lower, 0, n, rows.data, 0, n);
  }
}
