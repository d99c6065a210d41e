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
  private static final int GRAM_BLOCK = 100;

  private final BLAS blas;
  private final boolean fastSyrk;

  /**
   * Kernels on a library.
   *
   * @param fastSyrk whether its symmetric products are as fast as its gemm; netlib's Java ones are
   *     not
   */
  NetlibFloat64(BLAS blas, boolean fastSyrk) {
    this.blas = blas;
    this.fastSyrk = fastSyrk;
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

  /**
   * {@code A = D B} for a diagonal block: B (rows x columns) without gaps, A in an array with row
   * length ld, D (rows x rows) stored transposed and without gaps.
   */
  void lowerProduct(
      int rows, int columns, int ld, double[] d, int dAt, double[] b, double[] a, int aAt) {
    blas.dgemm("N", "T", columns, rows, rows, 1, b, 0, columns, d, dAt, rows, 0, a, aAt, ld);
  }

  /** Computes the lower triangle and mirrors it. */
  @Override
  public void gramOffDiagonal(boolean ofColumns, DMatrixRMaj w, DMatrixRMaj g) {
    int n = ofColumns ? w.numCols : w.numRows;
    g.reshape(n, n);
    if (fastSyrk) {
      int inner = ofColumns ? w.numRows : w.numCols;
      String form = ofColumns ? "N" : "T";
      blas.dsyrk("U", form, n, inner, 1, w.data, 0, w.numCols, 0, g.data, 0, n);
    } else {
      gramBlock(ofColumns, w, g, 0, n);
    }
    for (int i = 0; i < n; i++) {
      g.data[i * n + i] = 0;
    }
    mirror(g.data, n);
  }

  /** Rows and columns [at, at + size) of the lower triangle, halved down to the base. */
  private void gramBlock(boolean ofColumns, DMatrixRMaj w, DMatrixRMaj g, int at, int size) {
    if (size <= GRAM_BLOCK) {
      gramProduct(ofColumns, w, g, at, size, at, size);
      return;
    }
    int half = (size / 2 + 15) / 16 * 16;
    gramBlock(ofColumns, w, g, at, half);
    gramBlock(ofColumns, w, g, at + half, size - half);
    gramProduct(ofColumns, w, g, at + half, size - half, at, half);
  }

  private void gramProduct(
      boolean ofColumns, DMatrixRMaj w, DMatrixRMaj g, int row, int rows, int column, int columns) {
    int n = g.numCols;
    int ld = w.numCols;
    blas.dgemm(
        ofColumns ? "N" : "T",
        ofColumns ? "T" : "N",
        columns,
        rows,
        ofColumns ? w.numRows : w.numCols,
        1,
        w.data,
        ofColumns ? column : column * ld,
        ld,
        w.data,
        ofColumns ? row : row * ld,
        ld,
        0,
        g.data,
        row * n + column,
        n);
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
