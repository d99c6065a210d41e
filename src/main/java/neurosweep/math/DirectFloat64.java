package neurosweep.math;

import dev.ludovic.netlib.blas.BLAS;

/** A BLAS through netlib's JNI binding, which works on Java's arrays in place. */
final class DirectFloat64 implements BlasFloat64 {
  private final BLAS blas;

  DirectFloat64(BLAS blas) {
    this.blas = blas;
  }

  @Override
  public void dgemm(
      String transposeA,
      String transposeB,
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
    blas.dgemm(transposeA, transposeB, m, n, k, alpha, a, aAt, lda, b, bAt, ldb, beta, c, cAt, ldc);
  }

  @Override
  public void dsyrk(
      String triangle,
      String transpose,
      int n,
      int k,
      double alpha,
      double[] a,
      int aAt,
      int lda,
      double beta,
      double[] c,
      int cAt,
      int ldc) {
    blas.dsyrk(triangle, transpose, n, k, alpha, a, aAt, lda, beta, c, cAt, ldc);
  }

  @Override
  public void dsymm(
      String side,
      String triangle,
      int m,
      int n,
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
    blas.dsymm(side, triangle, m, n, alpha, a, aAt, lda, b, bAt, ldb, beta, c, cAt, ldc);
  }

  @Override
  public void dtrsm(
      String side,
      String triangle,
      String transpose,
      String diagonal,
      int m,
      int n,
      double alpha,
      double[] a,
      int aAt,
      int lda,
      double[] b,
      int bAt,
      int ldb) {
    blas.dtrsm(side, triangle, transpose, diagonal, m, n, alpha, a, aAt, lda, b, bAt, ldb);
  }
}
