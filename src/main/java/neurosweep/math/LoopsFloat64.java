package neurosweep.math;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * float64 on plain loops that the JIT compiler vectorises. Every element of a product is one fixed
 * sequence of multiplications and additions, whatever the vector width, so results are
 * bit-identical on every machine.
 */
@SuppressWarnings("cast") // the float32 twin needs the casts that are redundant here
final class LoopsFloat64 extends GemmFloat64 {
  /** Elements of B held at a time: they stay in a level-1 cache of 48 KB. */
  private static final int HELD = 32768 / Double.BYTES;

  /** The longest rows of B held; shorter ones cost more in loop ends than the cache gives back. */
  private static final int COLUMNS = 512;

  /*
   * Bounds of the number of rows held. Multiples of 4, as any number between must be: the sequence of
   * additions in an element is then the same whatever the tiles.
   */
  private static final int LEAST_ROWS = 16;

  private static final int MOST_ROWS = 96;

  private final double[][] rows = new double[MOST_ROWS][];
  private double[] row = new double[0];

  @Override
  Backend backend() {
    return new VectorBackend();
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
    product(
        false, transposeA, transposeB, m, n, k, alpha, a, aAt, lda, b, bAt, ldb, beta, c, cAt, ldc);
  }

  /** As {@link #gemm}, or only the lower triangle of it and a few columns more. */
  private void product(
      boolean triangle,
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
    int rowStep = transposeA ? 1 : lda;
    int innerStep = transposeA ? lda : 1;
    int tiles = (n + COLUMNS - 1) / COLUMNS;
    int tile = Math.min(n, ((n + tiles - 1) / tiles + 15) / 16 * 16);
    int held = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, HELD / tile / 4 * 4));
    for (int column = 0; column < n; column += tile) {
      int columns = Math.min(tile, n - column);
      reserve(columns);
      for (int inner = 0; inner < k; inner += held) {
        int depth = Math.min(held, k - inner);
        if (transposeB) {
          holdTransposed(b, bAt + column * ldb + inner, ldb, depth, columns);
        } else {
          hold(b, bAt + inner * ldb + column, ldb, depth, columns);
        }
        for (int i = triangle ? column : 0; i < m; i++) {
          int width = triangle ? Math.min(columns, (i - column) / 16 * 16 + 16) : columns;
          int rowC = cAt + i * ldc + column;
          begin(c, rowC, width, inner == 0 ? beta : 1, row);
          int rowA = aAt + inner * innerStep + i * rowStep;
          addProduct(a, rowA, innerStep, alpha, depth, width);
          System.arraycopy(row, 0, c, rowC, width);
        }
      }
    }
  }

  private void reserve(int columns) {
    if (row.length < columns) {
      row = new double[columns];
      for (int q = 0; q < MOST_ROWS; q++) {
        rows[q] = new double[columns];
      }
    }
  }

  private void hold(double[] b, int at, int ld, int depth, int columns) {
    for (int q = 0; q < depth; q++) {
      System.arraycopy(b, at + q * ld, rows[q], 0, columns);
    }
  }

  private void holdTransposed(double[] b, int at, int ld, int depth, int columns) {
    for (int j = 0; j < columns; j++) {
      int from = at + j * ld;
      for (int q = 0; q < depth; q++) {
        rows[q][j] = b[from + q];
      }
    }
  }

  private static void begin(double[] c, int at, int columns, double keep, double[] row) {
    if (keep == 0) {
      Arrays.fill(row, 0, columns, 0);
    } else {
      System.arraycopy(c, at, row, 0, columns);
      if (keep != 1) {
        for (int j = 0; j < columns; j++) {
          row[j] *= keep;
        }
      }
    }
  }

  /** Adds {@code alpha A B} to the row. */
  private void addProduct(double[] a, int at, int step, double alpha, int depth, int columns) {
    int q = 0;
    for (; q + 3 < depth; q += 4) {
      int p = at + q * step;
      addFour(
          row,
          alpha * a[p],
          alpha * a[p + step],
          alpha * a[p + 2 * step],
          alpha * a[p + 3 * step],
          rows[q],
          rows[q + 1],
          rows[q + 2],
          rows[q + 3],
          columns);
    }
    for (; q < depth; q++) {
      addOne(row, alpha * a[at + q * step], rows[q], columns);
    }
  }

  /*
   * One row of C and four of B are what C2 of Java 17 vectorises reliably: with a second row of C or
   * six rows of B it gives up and runs four times slower. Distinct arrays throughout, because it does
   * not vectorise a loop that reads and writes ranges of one.
   */
  private static void addFour(
      double[] c,
      double a0,
      double a1,
      double a2,
      double a3,
      double[] b0,
      double[] b1,
      double[] b2,
      double[] b3,
      int n) {
    for (int j = 0; j < n; j++) {
      c[j] += a0 * b0[j] + a1 * b1[j] + a2 * b2[j] + a3 * b3[j];
    }
  }

  private static void addOne(double[] c, double a, double[] b, int n) {
    for (int j = 0; j < n; j++) {
      c[j] += a * b[j];
    }
  }

  @Override
  void lowerGram(boolean ofColumns, DMatrixRMaj w, DMatrixRMaj g) {
    int n = g.numCols;
    int k = ofColumns ? w.numRows : w.numCols;
    int ld = w.numCols;
    product(true, ofColumns, !ofColumns, n, n, k, 1, w.data, 0, ld, w.data, 0, ld, 0, g.data, 0, n);
  }

  @Override
  public Lu<DMatrixRMaj> lu(int n) {
    return new LoopsLuFloat64(this, n);
  }
}
