package neurosweep.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import neurosweep.testing.TestBackend;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The optimizers' kernels against their formulas, element by element over several steps. */
class StepKernelsTest {
  private static final int STEPS = 6;

  static Stream<TestBackend<?>> backends() {
    return TestBackend.all();
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void adamIsItsFormula(TestBackend<M> backend) {
    M w = backend.random(3, 5, 1);
    M m = backend.kernels().matrix(3, 5);
    M v = backend.kernels().matrix(3, 5);
    double[][] weight = backend.values(w);
    double[][] first = new double[3][5];
    double[][] second = new double[3][5];
    for (int t = 1; t <= STEPS; t++) {
      Kernels.AdamStep step = new Kernels.AdamStep(0.9, 0.95, 1e-3, 0.01 * t, 1 + 1.0 / t);
      M g = backend.random(3, 5, 10 + t);
      double[][] gradient = backend.values(g);
      backend.kernels().adam(w, g, m, v, step);
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 5; j++) {
          first[i][j] = 0.9 * first[i][j] + (1 - 0.9) * gradient[i][j];
          second[i][j] = 0.95 * second[i][j] + (1 - 0.95) * gradient[i][j] * gradient[i][j];
          double root = Math.sqrt(second[i][j]) * step.root() + step.epsilon();
          weight[i][j] -= step.rate() * first[i][j] / root;
        }
      }
      assertEquals(
          0, TestBackend.relativeError(gradient, backend.values(g)), "gradient is not modified");
    }
    assertEquals(
        0, TestBackend.relativeError(weight, backend.values(w)), 4 * STEPS * backend.eps());
    assertEquals(0, TestBackend.relativeError(first, backend.values(m)), 4 * STEPS * backend.eps());
    assertEquals(
        0, TestBackend.relativeError(second, backend.values(v)), 4 * STEPS * backend.eps());
  }

  /**
   * A step over an infinite root is zero, for ever: a diverging net looked as if it had settled.
   */
  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void aSecondMomentThatOverflowsShowsInTheWeights(
      TestBackend<M> backend) {
    double huge = backend.kernels().precision() == Precision.FLOAT32 ? 1e25 : 1e200;
    M w = backend.row(1, 1);
    M m = backend.kernels().matrix(1, 2);
    M v = backend.kernels().matrix(1, 2);
    backend
        .kernels()
        .adam(w, backend.row(huge, 1), m, v, new Kernels.AdamStep(0.9, 0.99, 1e-8, 1e-3, 1));
    assertTrue(Double.isNaN(backend.kernels().get(w, 0, 0)));
    assertEquals(1 - 1e-3, backend.kernels().get(w, 0, 1), 1e-6);
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void momentumIsItsFormula(TestBackend<M> backend) {
    M w = backend.random(3, 5, 1);
    M m = backend.kernels().matrix(3, 5);
    double[][] weight = backend.values(w);
    double[][] velocity = new double[3][5];
    for (int t = 1; t <= STEPS; t++) {
      M g = backend.random(3, 5, 10 + t);
      double[][] gradient = backend.values(g);
      backend.kernels().momentum(w, g, m, 0.7, 0.02);
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 5; j++) {
          velocity[i][j] = 0.7 * velocity[i][j] + gradient[i][j];
          weight[i][j] -= 0.02 * velocity[i][j];
        }
      }
    }
    assertEquals(
        0, TestBackend.relativeError(weight, backend.values(w)), 4 * STEPS * backend.eps());
    assertEquals(
        0, TestBackend.relativeError(velocity, backend.values(m)), 4 * STEPS * backend.eps());
  }
}
