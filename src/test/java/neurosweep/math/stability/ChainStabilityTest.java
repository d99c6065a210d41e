package neurosweep.math.stability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import neurosweep.math.random.Rng;
import org.junit.jupiter.api.Test;

class ChainStabilityTest {
  private static ChainStability scalar(double s, double alpha) {
    double[][] one = {{1}};
    return ChainStability.of(List.of(one, one), new double[][] {{-s}}, alpha);
  }

  /** (lambda + 1)^2 (lambda + alpha) = -s: stable iff s < 2 (1 + alpha)^2. */
  @Test
  void ofThreeUnitsInContinuousTime() {
    for (double alpha : new double[] {0, 0.01, 0.5}) {
      double bound = 2 * (1 + alpha) * (1 + alpha);
      assertTrue(scalar(bound * 0.99, alpha).abscissa() < 0);
      assertTrue(scalar(bound * 1.01, alpha).abscissa() > 0);
      assertEquals(0, scalar(bound, alpha).abscissa(), 1e-12);
    }
  }

  /** (z - 1 + dt)^2 (z - 1 + dt alpha) = -dt^3 z^2 s: stable iff s < 6 for dt 1/2, alpha 0. */
  @Test
  void ofThreeUnitsInTheSimulation() {
    assertTrue(scalar(5.99, 0).discreteRadius(0.5) < 1);
    assertTrue(scalar(6.01, 0).discreteRadius(0.5) > 1);
    assertTrue(scalar(6.08, 0.01).discreteRadius(0.5) < 1);
    assertTrue(scalar(6.10, 0.01).discreteRadius(0.5) > 1);
  }

  /** The reduced system has the spectrum of the whole one. */
  @Test
  void ofLayersOfAnyWidth() {
    Rng rng = new Rng(1, 2, 3, 4);
    for (int[] d : new int[][] {{4, 3, 2}, {2, 3, 4}, {3, 3, 3}, {2, 5, 2}}) {
      double[][] w2 = normal(d[1], d[0], rng);
      double[][] w3 = normal(d[2], d[1], rng);
      double[][] b = normal(d[0], d[2], rng);
      double alpha = 0.3;
      int n = d[0] + d[1] + d[2];
      double[][] whole = new double[n][n];
      for (int i = 0; i < n; i++) {
        whole[i][i] = i < d[0] + d[1] ? -1 : -alpha;
      }
      put(b, whole, 0, d[0] + d[1]);
      put(w2, whole, d[0], 0);
      put(w3, whole, d[0] + d[1], d[0]);
      ChainStability reduced = ChainStability.of(List.of(w2, w3), b, alpha);
      assertEquals(InversionStability.abscissa(whole), reduced.abscissa(), 1e-10);
      assertEquals(growth(whole, 0.1), reduced.discreteRadius(0.1), 2e-3);
    }
  }

  /** Growth by simulation: of the mean over a long time, as roots may be complex. */
  private static double growth(double[][] system, double dt) {
    int n = system.length;
    double[] x = new double[n];
    java.util.Arrays.fill(x, 1);
    double log = 0;
    int counted = 0;
    for (int t = 0; t < 20_000; t++) {
      double size = 0;
      for (int i = 0; i < n; i++) {
        double change = 0;
        for (int j = 0; j < n; j++) {
          change += system[i][j] * x[j];
        }
        x[i] += dt * change;
        size = Math.max(size, Math.abs(x[i]));
      }
      for (int i = 0; i < n; i++) {
        x[i] /= size;
      }
      if (t >= 10_000) {
        log += Math.log(size);
        counted++;
      }
    }
    return Math.exp(log / counted);
  }

  private static void put(double[][] block, double[][] into, int row, int column) {
    for (int i = 0; i < block.length; i++) {
      System.arraycopy(block[i], 0, into[row + i], column, block[i].length);
    }
  }

  private static double[][] normal(int rows, int columns, Rng rng) {
    double[][] a = new double[rows][columns];
    for (double[] row : a) {
      for (int j = 0; j < columns; j++) {
        row[j] = rng.nextGaussian();
      }
    }
    return a;
  }
}
