package neurosweep.math;

/**
 * Recursive LU factorization on a native BLAS (S. Toledo, SIAM J. Matrix Anal. Appl. 18, 1997):
 * halves make square products and large triangular solves, for which the library is fastest.
 */
@SuppressWarnings("cast") // the float32 twin needs the casts that are redundant here
final class NetlibLuFloat64 extends BlockedLuFloat64 {
  private final BlasFloat64 blas;

  NetlibLuFloat64(GemmFloat64 kernels, BlasFloat64 blas, int n) {
    super(kernels, n);
    this.blas = blas;
  }

  @Override
  void factorColumns() {
    factor(0, n);
  }

  /** Factors columns [from, to) of rows [from, n). */
  private void factor(int from, int to) {
    int width = to - from;
    if (width <= BLOCK) {
      factorPanel(from, width);
      return;
    }
    int middle = from + (width / 2 + BLOCK - 1) / BLOCK * BLOCK;
    factor(from, middle);
    // Row-major L is the library's transposed upper triangle: A = L^-1 A is A^T = A^T L^-T.
    blas.dtrsm(
        "R",
        "U",
        "N",
        "U",
        to - middle,
        middle - from,
        1,
        lu,
        from * n + from,
        n,
        lu,
        from * n + middle,
        n);
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

  @Override
  void solveFactors(double[] v, double[] x, int batch) {
    blas.dtrsm("L", "U", "T", "U", n, batch, 1, lu, 0, n, v, 0, n);
    blas.dtrsm("L", "L", "T", "N", n, batch, 1, lu, 0, n, v, 0, n);
    System.arraycopy(v, 0, x, 0, batch * n);
  }
}
