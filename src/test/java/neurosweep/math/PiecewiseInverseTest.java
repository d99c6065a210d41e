package neurosweep.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import neurosweep.testing.TestBackend;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Differences of f and of its inverse against their definitions, subtracted in 200 digits. */
class PiecewiseInverseTest {
  private static final MathContext DIGITS = new MathContext(200);
  private static final double[] Y = {0, 0.3, 1.7, 1e-3, -0.3, -1.7, -1e-3, 1e-12, -1e-12};
  private static final double[] E = {0, 0.2, 2.5, 9, 1e-5, -0.2, -2.5, -9, -1e-5, 40, -40};

  static Stream<TestBackend<?>> backends() {
    return TestBackend.all();
  }

  /** Every pair of an output and an error, as the backend stores them. */
  private record Pairs<M extends ReshapeMatrix>(M y, M e) {
    static <M extends ReshapeMatrix> Pairs<M> of(TestBackend<M> backend) {
      double[] y = new double[Y.length * E.length];
      double[] e = new double[y.length];
      for (int i = 0; i < y.length; i++) {
        y[i] = Y[i % Y.length];
        e[i] = E[i / Y.length];
      }
      return new Pairs<>(backend.row(y), backend.row(e));
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void inverseDifferenceIsItsDefinition(TestBackend<M> backend) {
    int[] branches = new int[4];
    for (double slope : new double[] {0.1, 0.01, 1, 2}) {
      for (double gamma : new double[] {1, 0.5, 1e-3}) {
        for (double scale : new double[] {1, 0.125, 1e-3, 1e-9}) {
          for (int power : new int[] {0, 2}) {
            check(backend, new Step(slope, gamma, scale, power), branches);
          }
        }
      }
    }
    for (int count : branches) {
      assertTrue(count >= 100, "every branch is taken often");
    }
  }

  private record Step(double slope, double gamma, double scale, int power) {}

  private static <M extends ReshapeMatrix> void check(
      TestBackend<M> backend, Step step, int[] branches) {
    Pairs<M> pairs = Pairs.of(backend);
    double[] y = backend.values(pairs.y)[0];
    double[] e = backend.values(pairs.e)[0];
    double[][] want = new double[1][y.length];
    for (int i = 0; i < y.length; i++) {
      want[0][i] = inverseDifference(y[i], e[i], step, branches);
    }
    double[][] outputs = backend.values(pairs.y);
    backend
        .kernels()
        .inverseDifference(pairs.e, pairs.y, step.slope, step.gamma, step.scale, step.power);
    backend.assertElementsClose(want, pairs.e, 16 * backend.eps() / Math.min(1, step.slope));
    assertArrayEquals(outputs, backend.values(pairs.y), "Y is not modified");
  }

  private static double inverseDifference(double y, double e, Step step, int[] branches) {
    BigDecimal gamma = new BigDecimal(step.gamma);
    BigDecimal scale = new BigDecimal(step.scale);
    BigDecimal slope = y >= 0 ? BigDecimal.ONE : new BigDecimal(step.slope);
    BigDecimal eps = gamma.multiply(slope.pow(step.power));
    BigDecimal at = new BigDecimal(y);
    BigDecimal mixed = at.subtract(scale.multiply(eps).multiply(new BigDecimal(e)));
    branches[(y >= 0 ? 0 : 2) + (mixed.signum() >= 0 ? 0 : 1)]++;
    return inverse(at, step.slope)
        .subtract(inverse(mixed, step.slope))
        .divide(scale.multiply(gamma), DIGITS)
        .doubleValue();
  }

  private static BigDecimal inverse(BigDecimal y, double slope) {
    return y.signum() >= 0 ? y : y.divide(new BigDecimal(slope), DIGITS);
  }

  private static BigDecimal forward(BigDecimal h, double slope) {
    return h.signum() >= 0 ? h : h.multiply(new BigDecimal(slope));
  }

  /** gamma^(L-l) at depth 20: far below the smallest float32, and no unit crosses. */
  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void aScaleThatNoFloatHoldsLosesNothing(TestBackend<M> backend) {
    for (int power : new int[] {0, 2}) {
      M e = backend.row(1.5, -1.5, 1.5, -1.5, 1.5, -1.5);
      M y = backend.row(0.5, 0.5, -0.5, -0.5, 0, 0);
      backend.kernels().inverseDifference(e, y, 0.1, 1e-3, 1e-60, power);
      double below = power == 0 ? 15 : 0.15;
      double[][] want = {{1.5, -1.5, below, -below, 15, -1.5}};
      backend.assertElementsClose(want, e, 4 * backend.eps());
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void aLinearNetPassesErrorsThrough(TestBackend<M> backend) {
    Pairs<M> pairs = Pairs.of(backend);
    double[][] e = backend.values(pairs.e);
    backend.kernels().inverseDifference(pairs.e, pairs.y, 1, 0.5, 0.125, 2);
    backend.assertElementsClose(e, pairs.e, 16 * backend.eps());
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void forwardDifferenceIsItsDefinition(TestBackend<M> backend) {
    for (double slope : new double[] {0.125, 0.5, 1, 2}) {
      Pairs<M> pairs = Pairs.of(backend);
      double[] y = backend.values(pairs.y)[0];
      double[] d = backend.values(pairs.e)[0];
      double[][] want = new double[1][y.length];
      for (int i = 0; i < y.length; i++) {
        BigDecimal at = new BigDecimal(y[i]);
        BigDecimal h = inverse(at, slope).add(new BigDecimal(d[i]));
        want[0][i] = forward(h, slope).subtract(at).doubleValue();
      }
      backend.kernels().forwardDifference(pairs.e, pairs.y, slope);
      backend.assertElementsClose(want, pairs.e, 16 * backend.eps() / Math.min(1, slope));
    }
  }

  /** With power 0, gamma 1 and scale 1, f^-1(Y) - f^-1(Y - E) undoes -(f(f^-1(Y) - D) - Y). */
  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void eachUndoesTheOther(TestBackend<M> backend) {
    M d = backend.random(20, 30, 1);
    M y = backend.random(20, 30, 2);
    List<double[][]> want = new ArrayList<>();
    want.add(backend.values(d));
    backend.kernels().add(-2, d, d);
    backend.kernels().forwardDifference(d, y, 0.1);
    backend.kernels().add(-2, d, d);
    backend.kernels().inverseDifference(d, y, 0.1, 1, 1, 0);
    assertEquals(0, TestBackend.relativeError(want.get(0), backend.values(d)), 64 * backend.eps());
  }
}
