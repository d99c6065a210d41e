package neurosweep.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import neurosweep.testing.TestBackend;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The loops against their definition, in plain arithmetic. */
class InversionTest {
  private static final int[][] SHAPES = {{3, 5}, {5, 3}, {4, 4}, {1, 3}, {3, 1}, {10, 20}};

  /** r_y before r_x, both with the newest values: the scheme as it is written. */
  private static double[] plain(
      double[][] w, double[][] b, double[] delta, Inversion.Settings settings) {
    double[] x = new double[b.length];
    double[] y = new double[w.length];
    boolean curved = settings.transfer() == Inversion.Transfer.TANH;
    for (int update = 0; update < settings.updates(); update++) {
      double[] sum = new double[y.length];
      for (int i = 0; i < y.length; i++) {
        for (int j = 0; j < x.length; j++) {
          sum[i] += w[i][j] * (curved ? Math.tanh(x[j]) : x[j]);
        }
      }
      for (int i = 0; i < y.length; i++) {
        y[i] += settings.dt() * (-settings.alpha() * y[i] + sum[i] - delta[i]);
      }
      for (int j = 0; j < x.length; j++) {
        double back = 0;
        for (int i = 0; i < y.length; i++) {
          back += b[j][i] * y[i];
        }
        x[j] += settings.dt() * (-x[j] + back);
      }
    }
    return x;
  }

  @ParameterizedTest
  @MethodSource("neurosweep.testing.TestBackend#all")
  <M extends ReshapeMatrix> void aLayerIsItsDefinitionAloneAndInABatch(TestBackend<M> backend) {
    Inversion<M> inversion = backend.kernels().inversion();
    for (int[] shape : SHAPES) {
      double scale = 1 / Math.sqrt(shape[0] + shape[1]);
      double[][] w = scaled(backend, shape[0], shape[1], scale, 1);
      double[][] b = scaled(backend, shape[1], shape[0], scale, 2);
      M delta = backend.random(4, shape[0], 3);
      for (Inversion.Transfer transfer :
          List.of(Inversion.Transfer.LINEAR, Inversion.Transfer.TANH)) {
        Inversion.Settings settings = new Inversion.Settings(0.3, 0.5, 7, 0, transfer);
        M together = backend.kernels().matrix(1, 1);
        int updates =
            inversion.layer(settings, backend.matrix(w), backend.matrix(b), delta, together);
        assertEquals(7, updates);
        for (int n = 0; n < 4; n++) {
          double[] error = backend.values(delta)[n];
          M alone = backend.kernels().matrix(1, 1);
          inversion.layer(
              settings, backend.matrix(w), backend.matrix(b), backend.row(error), alone);
          double[][] want = {plain(w, b, error, settings)};
          double[][] row = {backend.values(together)[n]};
          assertEquals(
              0, TestBackend.relativeError(want, backend.values(alone)), 500 * backend.eps());
          assertEquals(0, TestBackend.relativeError(want, row), 500 * backend.eps());
        }
      }
    }
  }

  private static double[][] scaled(
      TestBackend<?> backend, int rows, int columns, double by, long seed) {
    double[][] values = TestBackend.gaussian(rows, columns, seed);
    for (double[] row : values) {
      for (int j = 0; j < columns; j++) {
        row[j] = backend.rounded(by * row[j]);
      }
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("neurosweep.testing.TestBackend#all")
  <M extends ReshapeMatrix> void aToleranceEndsEarlyAtTheSameState(TestBackend<M> backend) {
    Inversion<M> inversion = backend.kernels().inversion();
    for (int[] shape : new int[][] {{3, 5}, {5, 3}}) {
      double[][] w = scaled(backend, shape[0], shape[1], 0.5, 1);
      M weights = backend.matrix(w);
      M feedback = backend.kernels().matrix(1, 1);
      backend.kernels().transpose(-1, weights, feedback);
      M delta = backend.random(2, shape[0], 3);
      M all = backend.kernels().matrix(1, 1);
      M few = backend.kernels().matrix(1, 1);
      Inversion.Transfer linear = Inversion.Transfer.LINEAR;
      Inversion.Settings long0 = new Inversion.Settings(1, 0.5, 5000, 0, linear);
      Inversion.Settings early = new Inversion.Settings(1, 0.5, 5000, 8 * backend.eps(), linear);
      assertEquals(5000, inversion.layer(long0, weights, feedback, delta, all));
      assertTrue(inversion.layer(early, weights, feedback, delta, few) < 500);
      assertEquals(
          0,
          TestBackend.relativeError(backend.values(all), backend.values(few)),
          2000 * backend.eps());
    }
  }

  /** A chain of one layer is the single layer with its update order shifted: same steady state. */
  @ParameterizedTest
  @MethodSource("neurosweep.testing.TestBackend#all")
  <M extends ReshapeMatrix> void aChainSettlesWhereItsEquationsAreMet(TestBackend<M> backend) {
    Kernels<M> kernels = backend.kernels();
    M w2 = backend.matrix(scaled(backend, 4, 5, 0.3, 1));
    M w3 = backend.matrix(scaled(backend, 3, 4, 0.3, 2));
    M product = kernels.matrix(1, 1);
    kernels.multiply(false, false, 1, w3, w2, 0, product);
    M b = kernels.matrix(1, 1);
    kernels.transpose(-1, product, b);
    M delta = backend.random(2, 3, 4);
    List<M> r = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      r.add(kernels.matrix(1, 1));
    }
    Inversion.Settings settings =
        new Inversion.Settings(0.5, 0.5, 400, 0, Inversion.Transfer.LINEAR);
    int updates = kernels.inversion().chain(settings, List.of(w2, w3), b, List.of(), delta, r);
    assertEquals(400, updates);
    M residual = kernels.matrix(1, 1);
    kernels.multiply(false, true, 1, r.get(0), w2, 0, residual);
    assertEquals(
        0,
        TestBackend.relativeError(backend.values(residual), backend.values(r.get(1))),
        100 * backend.eps());
    kernels.multiply(false, true, 1, r.get(1), w3, 0, residual);
    kernels.add(-1, delta, residual);
    kernels.add(-0.5, residual, residual); // halves it
    kernels.add(3, residual, residual); // over alpha, four times the half
    assertEquals(
        0,
        TestBackend.relativeError(backend.values(residual), backend.values(r.get(2))),
        500 * backend.eps());
    kernels.multiply(false, true, 1, r.get(2), b, 0, residual);
    assertEquals(
        0,
        TestBackend.relativeError(backend.values(residual), backend.values(r.get(0))),
        100 * backend.eps());
  }
}
