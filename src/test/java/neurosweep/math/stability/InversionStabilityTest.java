package neurosweep.math.stability;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import neurosweep.math.Angle;
import neurosweep.testing.TestBackend;
import org.junit.jupiter.api.Test;

class InversionStabilityTest {
  private static final int[][] SHAPES = {{4, 7}, {6, 4}, {4, 4}, {1, 3}, {3, 1}, {10, 20}};
  private static final double STEP = 1e-6;

  private static double[][] scaled(int rows, int columns, double by, long seed) {
    double[][] values = TestBackend.gaussian(rows, columns, seed);
    for (double[] row : values) {
      Arrays.setAll(row, j -> by * row[j]);
    }
    return values;
  }

  private static double[][] opposite(double[][] w) {
    double[][] b = TestBackend.transposed(w);
    for (double[] row : b) {
      Arrays.setAll(row, j -> -row[j]);
    }
    return b;
  }

  @Test
  void theSmallMatrixGivesTheAbscissaOfTheWholeOne() {
    for (int[] shape : SHAPES) {
      for (double alpha : new double[] {0, 0.01, 1, 3}) {
        double[][] w = scaled(shape[0], shape[1], 0.4, 1);
        for (double[][] b : new double[][][] {scaled(shape[1], shape[0], 0.4, 2), opposite(w)}) {
          double whole = InversionStability.abscissa(InversionStability.system(w, b, alpha));
          double fast = InversionStability.of(w, b, alpha).abscissa();
          assertEquals(whole, fast, 1e-10, Arrays.toString(shape) + alpha);
          boolean square = shape[0] == shape[1];
          assertTrue(fast >= -(1 + alpha) / 2 - 1e-7, "every pair of roots sums to -(1 + alpha)");
          assertTrue(shape[0] <= shape[1] || square || fast >= -alpha, "-alpha is an eigenvalue");
        }
        assertTrue(InversionStability.of(w, opposite(w), alpha).abscissa() <= 1e-12);
      }
    }
  }

  @Test
  void theGradientIsThatOfFiniteDifferences() {
    for (int[] shape : SHAPES) {
      double[][] w = scaled(shape[0], shape[1], 0.6, 3);
      double[][] b = scaled(shape[1], shape[0], 0.6, 4);
      InversionStability stability = InversionStability.of(w, b, 0.1);
      double[][] got = stability.gradient();
      double[][] want = new double[shape[1]][shape[0]];
      for (int i = 0; i < want.length; i++) {
        for (int j = 0; j < want[i].length; j++) {
          double before = b[i][j];
          b[i][j] = before + STEP;
          double above = InversionStability.of(w, b, 0.1).abscissa();
          b[i][j] = before - STEP;
          want[i][j] = (above - InversionStability.of(w, b, 0.1).abscissa()) / (2 * STEP);
          b[i][j] = before;
        }
      }
      for (int i = 0; i < want.length; i++) {
        assertArrayEquals(want[i], got[i], 1e-7, Arrays.toString(shape));
      }
    }
  }

  /** B = -W^T at dt = 1/2: the simulation is stable iff sigma^2 < 12 - 3 alpha. */
  @Test
  void theSimulationHasABoundOfItsOwn() {
    for (double alpha : new double[] {0, 0.01, 1}) {
      double bound = 12 - 3 * alpha;
      for (double factor : new double[] {0.99, 1.01}) {
        double[][] w = {{Math.sqrt(bound * factor), 0, 0}, {0, 1, 0}};
        InversionStability stability = InversionStability.of(w, opposite(w), alpha);
        assertEquals(factor < 1, stability.discreteRadius(0.5) < 1, "alpha " + alpha);
        assertTrue(stability.abscissa() <= 0, "the continuous loop is stable");
      }
    }
  }

  /** The state grows as the radius to the power of the updates. */
  @Test
  void theRadiusIsTheGrowthOfTheSimulation() {
    double[][] w = scaled(3, 5, 1, 5);
    double[][] b = scaled(5, 3, 1, 6);
    double radius = InversionStability.of(w, b, 0.2).discreteRadius(0.5);
    double[][] map = new double[8][8];
    for (int k = 0; k < 8; k++) {
      double[] x = new double[5];
      double[] y = new double[3];
      (k < 5 ? x : y)[k < 5 ? k : k - 5] = 1;
      for (int i = 0; i < 3; i++) {
        double sum = -0.2 * y[i];
        for (int j = 0; j < 5; j++) {
          sum += w[i][j] * x[j];
        }
        map[5 + i][k] = y[i] + 0.5 * sum;
      }
      for (int j = 0; j < 5; j++) {
        double sum = -x[j];
        for (int i = 0; i < 3; i++) {
          sum += b[j][i] * map[5 + i][k];
        }
        map[j][k] = x[j] + 0.5 * sum;
      }
    }
    Eigen eigen = Eigen.of(map);
    double largest = 0;
    for (int i = 0; i < eigen.size(); i++) {
      largest = Math.max(largest, Math.hypot(eigen.re(i), eigen.im(i)));
    }
    assertEquals(largest, radius, 1e-12);
  }

  @Test
  void matricesThatAreNotFiniteGiveNaN() {
    double[][] w = {{Double.NaN, 1}};
    double[][] b = {{1}, {1}};
    assertTrue(Double.isNaN(InversionStability.of(w, b, 0).abscissa()));
    assertTrue(Double.isNaN(SmoothedAbscissa.of(InversionStability.system(w, b, 0), 1).value()));
  }

  @Test
  void eigenvectorsAreEigenvectors() {
    for (int n : new int[] {1, 2, 3, 8, 30}) {
      double[][] a = TestBackend.gaussian(n, n, 7);
      Eigen eigen = Eigen.of(a);
      double trace = 0;
      for (int i = 0; i < n; i++) {
        trace += eigen.re(i) - a[i][i];
        assertEigenvector(a, eigen.re(i), eigen.im(i), eigen.right(i));
        assertEigenvector(TestBackend.transposed(a), eigen.re(i), eigen.im(i), eigen.left(i));
      }
      assertEquals(0, trace, 1e-11);
    }
  }

  private static void assertEigenvector(double[][] a, double re, double im, double[][] v) {
    double[][] real = TestBackend.product(a, column(v[0]));
    double[][] imaginary = TestBackend.product(a, column(v[1]));
    double size = Math.sqrt(dot(v[0], v[0]) + dot(v[1], v[1]));
    assertTrue(size > 0);
    for (int i = 0; i < a.length; i++) {
      assertEquals(re * v[0][i] - im * v[1][i], real[i][0], 1e-9 * size);
      assertEquals(re * v[1][i] + im * v[0][i], imaginary[i][0], 1e-9 * size);
    }
  }

  private static double[][] column(double[] x) {
    return TestBackend.transposed(new double[][] {x});
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Cyclic shifts and zero are where QR iterations without a good shift stand still. */
  @Test
  void matricesThatStallQrAreDecomposed() {
    double[][] cyclic = new double[6][6];
    for (int i = 0; i < 6; i++) {
      cyclic[i][(i + 1) % 6] = 1;
    }
    assertEquals(1, InversionStability.abscissa(cyclic), 1e-12);
    assertEquals(0, InversionStability.abscissa(new double[5][5]));
    double[][] jordan = {{2, 1, 0}, {0, 2, 1}, {0, 0, 2}};
    assertEquals(2, InversionStability.abscissa(jordan), 1e-12);
  }

  @Test
  void theSmoothedAbscissaTendsToTheAbscissaFromAbove() {
    double[][] m = InversionStability.system(scaled(4, 7, 0.5, 1), scaled(7, 4, 0.5, 2), 0.01);
    double abscissa = InversionStability.abscissa(m);
    double before = Double.POSITIVE_INFINITY;
    for (double epsilon : new double[] {1, 0.1, 1e-2, 1e-4, 1e-8}) {
      double smoothed = SmoothedAbscissa.of(m, epsilon).value();
      assertTrue(smoothed > abscissa && smoothed < before, epsilon + ": " + smoothed);
      before = smoothed;
    }
    assertEquals(abscissa, before, 1e-6);
  }

  @Test
  void theGradientOfTheSmoothedAbscissaIsThatOfFiniteDifferences() {
    double[][] m = InversionStability.system(scaled(3, 4, 0.7, 1), scaled(4, 3, 0.7, 2), 0.1);
    for (double epsilon : new double[] {0.5, 0.02}) {
      double[][] want = new double[7][7];
      for (int i = 0; i < 7; i++) {
        for (int j = 0; j < 7; j++) {
          double before = m[i][j];
          m[i][j] = before + STEP;
          double above = SmoothedAbscissa.of(m, epsilon).value();
          m[i][j] = before - STEP;
          want[i][j] = (above - SmoothedAbscissa.of(m, epsilon).value()) / (2 * STEP);
          m[i][j] = before;
        }
      }
      SmoothedAbscissa smoothed = SmoothedAbscissa.of(m, epsilon);
      assertEquals(0, TestBackend.relativeError(want, smoothed.gradient()), 1e-6);
    }
  }

  @Test
  void anglesAreExactNearZeroAndMissingWithoutADirection() {
    assertEquals(90, Angle.degrees(new double[] {1, 0}, new double[] {0, 2}), 1e-13);
    assertEquals(0, Angle.degrees(new double[] {3, 1}, new double[] {6, 2}), 0);
    assertEquals(180, Angle.degrees(new double[] {3, 1}, new double[] {-6, -2}), 1e-13);
    double tiny = Angle.degrees(new double[] {1, 0}, new double[] {1, 1e-12});
    assertEquals(Math.toDegrees(1e-12), tiny, 1e-20);
    double[] small = {1e-200, 0};
    assertEquals(45, Angle.degrees(small, new double[] {1e200, 1e200}), 1e-12);
    assertTrue(Double.isNaN(Angle.degrees(new double[2], small)));
    assertTrue(Double.isNaN(Angle.degrees(new double[] {Double.NaN, 1}, small)));
    assertArrayEquals(new double[] {1e-200, 0}, small);
  }
}
