package neurosweep.math;

/**
 * LU factorization block by block from the left, which makes products of small inner dimension with
 * long rows: the shape in which the loops are fastest. Triangular blocks on the diagonal are small
 * and kept as inverses, so that nothing but products remains.
 */
@SuppressWarnings("cast") // the float32 twin needs the casts that are redundant here
final class LoopsLuFloat64 extends BlockedLuFloat64 {
  private final double[] strip;
  private final double[] lowerInverses;
  private final double[] upperInverses;

  LoopsLuFloat64(GemmFloat64 kernels, int n) {
    super(kernels, n);
    this.strip = new double[BLOCK * n];
    int blocks = (n + BLOCK - 1) / BLOCK;
    this.lowerInverses = new double[blocks * BLOCK * BLOCK];
    this.upperInverses = new double[blocks * BLOCK * BLOCK];
  }

  @Override
  void factorColumns() {
    for (int from = 0; from < n; from += BLOCK) {
      int size = Math.min(BLOCK, n - from);
      factorPanel(from, size);
      invertDiagonal(from, size);
      int next = from + size;
      int rest = n - next;
      if (rest > 0) {
        solveUnitLower(from, size, rest);
        kernels.subtractProduct(
            false,
            rest,
            rest,
            size,
            lu,
            next * n + from,
            n,
            lu,
            from * n + next,
            n,
            lu,
            next * n + next,
            n);
      }
    }
  }

  /** The block's rows right of it: {@code A = L^-1 A}. */
  private void solveUnitLower(int from, int size, int rest) {
    int at = from * n + from + size;
    for (int i = 0; i < size; i++) {
      System.arraycopy(lu, at + i * n, strip, i * rest, rest);
    }
    kernels.gemm(
        true,
        false,
        size,
        rest,
        size,
        1,
        lowerInverses,
        from * BLOCK,
        size,
        strip,
        0,
        rest,
        0,
        lu,
        at,
        n);
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
  void solveFactors(double[] v, double[] x, int batch) {
    int last = (n - 1) / BLOCK * BLOCK;
    for (int from = 0; from < n; from += BLOCK) {
      int size = Math.min(BLOCK, n - from);
      int next = from + size;
      diagonalProduct(batch, size, v, x, from, lowerInverses);
      kernels.subtractProduct(
          true, batch, n - next, size, x, from, n, lu, next * n + from, n, v, next, n);
    }
    for (int from = last; from >= 0; from -= BLOCK) {
      int size = Math.min(BLOCK, n - from);
      diagonalProduct(batch, size, x, v, from, upperInverses);
      kernels.subtractProduct(true, batch, from, size, v, from, n, lu, from, n, x, 0, n);
    }
    System.arraycopy(v, 0, x, 0, batch * n);
  }

  /** Columns [at, at + size): {@code to = from D} for a diagonal block's transposed inverse D. */
  private void diagonalProduct(
      int batch, int size, double[] from, double[] to, int at, double[] inverses) {
    kernels.gemm(
        false, false, batch, size, size, 1, from, at, n, inverses, at * BLOCK, size, 0, to, at, n);
  }
}
