package neurosweep.math;

/** The routines of a BLAS that float64 needs: matrices are column-major, as in Fortran. */
interface BlasFloat64 {

  /** {@code C = alpha op(A) op(B) + beta C}. */
  void dgemm(
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
      int ldc);

  /** {@code C = alpha A A^T + beta C}, or {@code A^T A}; one triangle of C (n x n). */
  void dsyrk(
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
      int ldc);

  /** {@code C = alpha A B + beta C}, or {@code B A}; A is symmetric and given as one triangle. */
  void dsymm(
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
      int ldc);

  /** {@code B = alpha op(A)^-1 B}, or {@code B op(A)^-1}; A is triangular, B (m x n). */
  void dtrsm(
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
      int ldb);
}
