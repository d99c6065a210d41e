package neurosweep.math;

import dev.ludovic.netlib.blas.BLAS;
import org.ejml.data.DMatrixRMaj;

/**
 * float64 on one of netlib's implementations of gemm. Row-major storage meets a column-major
 * library by swapping the operands: C^T = op(B)^T op(A)^T, without copies.
 */
@SuppressWarnings("cast") // the float32 twin needs the casts that are redundant here
final class NetlibFloat64 extends Float64Kernels {
  /** Blocks of the symmetric product: small enough to skip most of a triangle, large for gemm. */
  private static final int GRAM_BLOCK = 128;

  private final BLAS blas;

  NetlibFloat64(BLAS blas) {
    this.blas = blas;
  }

  @Override
  public void multiply(
      boolean transposeA,
      boolean transposeB,
      /**/ double alpha,
      DMatrixRMaj a,
      DMatrixRMaj b,
      /**/ double beta,
      DMatrixRMaj c) {
    int m = transposeA ? a.numCols : a.numRows;
    int n = transposeB ? b.numRows : b.numCols;
    int k = transposeA ? a.numRows : a.numCols;
    if (k != (transposeB ? b.numCols : b.numRows)) {
      throw new IllegalArgumentException(
          "shapes do not fit: "
              + a.numRows
              + " x "
              + a.numCols
              + " and "
              + b.numRows
              + " x "
              + b.numCols);
    }
    if (beta == 0) {
      c.reshape(m, n);
    } else if (c.numRows != m || c.numCols != n) {
      throw new IllegalArgumentException("the result is not " + m + " x " + n);
    }
    if (m == 0 || n == 0) {
      return;
    }
    blas.dgemm(
        transposeB ? "T" : "N",
        transposeA ? "T" : "N",
        n,
        m,
        k,
        (double) alpha,
        b.data,
        0,
        b.numCols,
        a.data,
        0,
        a.numCols,
        (double) beta,
        c.data,
        0,
        n);
  }

  /**
   * {@code C = C - A B} (or {@code A B^T}) on blocks of row-major arrays: C (m x n), A (m x k).
   *
   * @param aAt where A begins, ldA its row length in the array; likewise for B and C
   */
  void subtractProduct(
      boolean transposeB,
      int m,
      int n,
      int k,
      double[] a,
      int aAt,
      int ldA,
      double[] b,
      int bAt,
      int ldB,
      double[] c,
      int cAt,
      int ldC) {
    if (m > 0 && n > 0 && k > 0) {
      blas.dgemm(
          transposeB ? "T" : "N", "N", n, m, k, -1, b, bAt, ldB, a, aAt, ldA, 1, c, cAt, ldC);
    }
  }

  /**
   * {@code Y = V D} for a diagonal block: V and Y are columns [at, at + size) of (batch x ld)
   * arrays, D (size x size) is stored without gaps.
   */
  void diagonalProduct(
      int batch, int size, int ld, double[] v, double[] y, int at, double[] d, int dAt) {
    blas.dgemm("N", "N", size, batch, size, 1, d, dAt, size, v, at, ld, 0, y, at, ld);
  }

  /** Computes the lower block triangle and mirrors it. */
  @Override
  public void gramOffDiagonal(boolean ofColumns, DMatrixRMaj w, DMatrixRMaj g) {
    int n = ofColumns ? w.numCols : w.numRows;
    int inner = ofColumns ? w.numRows : w.numCols;
    g.reshape(n, n);
    for (int row = 0; row < n; row += GRAM_BLOCK) {
      int rows = Math.min(GRAM_BLOCK, n - row);
      int columns = row + rows;
      if (ofColumns) {
        blas.dgemm(
            "N", "T", columns, rows, inner, 1, w.data, 0, n, w.data, row, n, 0, g.data, row * n, n);
      } else {
        blas.dgemm(
            "T",
            "N",
            columns,
            rows,
            inner,
            1,
            w.data,
            0,
            inner,
            w.data,
            row * inner,
            inner,
            0,
            g.data,
            row * n,
            n);
      }
    }
    for (int i = 0; i < n; i++) {
      g.data[i * n + i] = 0;
    }
    mirror(g.data, n);
  }

  /** Copies the lower triangle to the upper one, in tiles that stay in cache. */
  private static void mirror(double[] data, int n) {
    int tile = 32;
    for (int top = 0; top < n; top += tile) {
      int bottom = Math.min(n, top + tile);
      for (int left = 0; left <= top; left += tile) {
        for (int i = top; i < bottom; i++) {
          int end = Math.min(i, left + tile);
          for (int j = left; j < end; j++) {
            data[j * n + i] = data[i * n + j];
          }
        }
      }
    }
  }

  @Override
  public Lu<DMatrixRMaj> lu(int n) {
    return new BlockedLuFloat64(this, n);
  }
}
