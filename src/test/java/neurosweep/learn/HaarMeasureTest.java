package neurosweep.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import neurosweep.math.random.Rng;
import neurosweep.math.random.Streams;
import neurosweep.testing.TestBackend;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** Moments that the uniform distribution on the orthogonal group is known to have. */
class HaarMeasureTest {
  private static final int N = 4;
  private static final int DRAWS = 40_000;
  private static final double ERROR = 5 / Math.sqrt(DRAWS);

  @Test
  void isOrthogonalInRowsAndColumns() {
    for (int n : new int[] {1, 2, 5, 50, 150}) {
      double[][] q = new OrthogonalInit().draw(n, new Streams(0, n).stream("init", 1));
      double[][] ofRows = TestBackend.product(q, TestBackend.transposed(q));
      double[][] ofColumns = TestBackend.product(TestBackend.transposed(q), q);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          assertEquals(i == j ? 1 : 0, ofRows[i][j], 1e-12, "rows, n=" + n);
          assertEquals(i == j ? 1 : 0, ofColumns[i][j], 1e-12, "columns, n=" + n);
        }
      }
    }
  }

  /** Sums over many draws from one stream. */
  private static final class Moments {
    final double[][] mean = new double[N][N];
    final double[][] square = new double[N][N];
    double trace;
    double traceSquare;
    double traceOfSquare;
    double determinant;
    double fourth;
    double fourthInColumn;
    double fourthOnDiagonal;

    void add(double[][] q) {
      double sum = 0;
      for (int i = 0; i < N; i++) {
        sum += q[i][i];
        for (int j = 0; j < N; j++) {
          mean[i][j] += q[i][j] / DRAWS;
          square[i][j] += q[i][j] * q[i][j] / DRAWS;
          traceOfSquare += q[i][j] * q[j][i] / DRAWS;
        }
      }
      trace += sum / DRAWS;
      traceSquare += sum * sum / DRAWS;
      determinant += CommonOps_DDRM.det(new DMatrixRMaj(q)) / DRAWS;
      fourth += Math.pow(q[0][0], 4) / DRAWS;
      fourthInColumn += Math.pow(q[0][0] * q[1][0], 2) / DRAWS;
      fourthOnDiagonal += Math.pow(q[0][0] * q[1][1], 2) / DRAWS;
    }
  }

  @Test
  void hasTheMomentsOfHaarsMeasure() {
    Rng rng = new Streams(0, 0).stream("init", 1);
    Moments moments = new Moments();
    for (int draw = 0; draw < DRAWS; draw++) {
      moments.add(new OrthogonalInit().draw(N, rng));
    }
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        String where = i + ", " + j;
        assertEquals(0, moments.mean[i][j], ERROR / Math.sqrt(N), where);
        assertEquals(1.0 / N, moments.square[i][j], ERROR * 0.35 / Math.sqrt(N), where);
      }
    }
    assertEquals(0, moments.determinant, ERROR, "both signs are equally likely");
    assertEquals(0, moments.trace, ERROR);
    assertEquals(1, moments.traceSquare, ERROR * Math.sqrt(2));
    assertEquals(1, moments.traceOfSquare, ERROR * Math.sqrt(2));
    double n = N;
    assertEquals(3 / (n * (n + 2)), moments.fourth, ERROR * 0.25);
    assertEquals(1 / (n * (n + 2)), moments.fourthInColumn, ERROR * 0.1);
    double onDiagonal = (n + 1) / ((n - 1) * n * (n + 2));
    assertEquals(onDiagonal, moments.fourthOnDiagonal, ERROR * 0.15);
  }
}
