package neurosweep.math;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * float64 on a native BLAS. Row-major storage meets a column-major library by swapping the
 * operands: C^T = op(B)^T op(A)^T, without copies.
 */
@SuppressWarnings("cast") // the float32 twin needs the casts that are redundant here
final class NetlibFloat64 extends GemmFloat64 {
  private final BlasFloat64 blas;

  NetlibFloat64(BlasFloat64 blas) {
    this.blas = blas;
  }

  @Override
  Backend backend() {
    return new NativeBackend();
  }

  @Override
  void gemm(
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
      int ldc) {
    String first = transposeB ? "T" : "N";
    String second = transposeA ? "T" : "N";
    blas.dgemm(first, second, n, m, k, alpha, b, bAt, ldb, a, aAt, lda, beta, c, cAt, ldc);
  }

  /** The library's symmetric product; its upper triangle is the lower one of row-major storage. */
  @Override
  void lowerGram(boolean ofColumns, DMatrixRMaj w, DMatrixRMaj g) {
    int n = g.numCols;
    int inner = ofColumns ? w.numRows : w.numCols;
    blas.dsyrk("U", ofColumns ? "N" : "T", n, inner, 1, w.data, 0, w.numCols, 0, g.data, 0, n);
  }

  /** Works on the lower triangle alone, which need not be mirrored. */
  @Override
  public void addOrthogonalityGradient(
      boolean ofColumns, /**/ double factor, DMatrixRMaj w, DMatrixRMaj gram, DMatrixRMaj c) {
    int n = gram.numCols;
    int ld = w.numCols;
    clearDiagonal(gram);
    String side = ofColumns ? "L" : "R";
    blas.dsymm(
        side,
        "U",
        ld,
        w.numRows,
        (double) factor,
        gram.data,
        0,
        n,
        w.data,
        0,
        ld,
        1,
        c.data,
        0,
        ld);
  }

  @Override
  public Lu<DMatrixRMaj> lu(int n) {
    return new NetlibLuFloat64(this, blas, n);
  }

  @Override
  public Optional<Cholesky<DMatrixRMaj>> cholesky(int n) {
    return Optional.of(new NetlibCholeskyFloat64(blas, n));
  }
}
