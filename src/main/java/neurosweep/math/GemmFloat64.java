package neurosweep.math;

import org.ejml.data.DMatrixRMaj;

/**
 * float64 on a general matrix product over blocks of row-major arrays, which a subclass provides:
 * products of whole matrices, the Gram matrix and LU factorizations are made of it.
 */
@SuppressWarnings("cast") // the float32 twin needs the casts that are redundant here
abstract class GemmFloat64 extends Float64Kernels {
  /**
   * {@code C = alpha op(A) op(B) + beta C} with op(A) (m x k), op(B) (k x n) and C (m x n), all
   * row-major blocks of arrays that do not overlap.
   *
   * @param aAt where A begins, lda its row length in the array; likewise for B and C
   */
  abstract void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      int aAt,
      int lda,
      double[] b,
      int bAt,
      int ldb,
      double beta,
      double[] c,
      int cAt,
      int ldc);

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
    if (m > 0 && n > 0) {
      gemm(
          transposeA,
          transposeB,
          m,
          n,
          k,
          (double) alpha,
          a.data,
          0,
          a.numCols,
          b.data,
          0,
          b.numCols,
          (double) beta,
          c.data,
          0,
          n);
    }
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
      gemm(false, transposeB, m, n, k, -1, a, aAt, ldA, b, bAt, ldB, 1, c, cAt, ldC);
    }
  }

  @Override
  public final void gram(boolean ofColumns, DMatrixRMaj w, DMatrixRMaj g) {
    int n = ofColumns ? w.numCols : w.numRows;
    g.reshape(n, n);
    lowerGram(ofColumns, w, g);
  }

  /** The lower triangle of the Gram matrix; what it leaves in the upper one does not matter. */
  abstract void lowerGram(boolean ofColumns, DMatrixRMaj w, DMatrixRMaj g);
}
