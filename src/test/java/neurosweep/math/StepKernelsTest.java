package neurosweep.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The optimizers' kernels against their formulas, element by element over several steps. */
class StepKernelsTest {
  private static final int STEPS = 6;

  static Stream<Kit<?>> kits() {
    return Kit.all();
  }

  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void adamIsItsFormula(Kit<M> kit) {
    M w = kit.random(3, 5, 1);
    M m = kit.kernels().matrix(3, 5);
    M v = kit.kernels().matrix(3, 5);
    double[][] weight = kit.values(w);
    double[][] first = new double[3][5];
    double[][] second = new double[3][5];
    for (int t = 1; t <= STEPS; t++) {
      Kernels.AdamStep step = new Kernels.AdamStep(0.9, 0.95, 1e-3, 0.01 * t, 1 + 1.0 / t);
      M g = kit.random(3, 5, 10 + t);
      double[][] gradient = kit.values(g);
      kit.kernels().adam(w, g, m, v, step);
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 5; j++) {
          first[i][j] = 0.9 * first[i][j] + (1 - 0.9) * gradient[i][j];
          second[i][j] = 0.95 * second[i][j] + (1 - 0.95) * gradient[i][j] * gradient[i][j];
          double root = Math.sqrt(second[i][j]) * step.root() + step.epsilon();
          weight[i][j] -= step.rate() * first[i][j] / root;
        }
      }
      assertEquals(0, Kit.relativeError(gradient, kit.values(g)), "gradient is not modified");
    }
    assertEquals(0, Kit.relativeError(weight, kit.values(w)), 4 * STEPS * kit.eps());
    assertEquals(0, Kit.relativeError(first, kit.values(m)), 4 * STEPS * kit.eps());
    assertEquals(0, Kit.relativeError(second, kit.values(v)), 4 * STEPS * kit.eps());
  }

  /**
   * A step over an infinite root is zero, for ever: a diverging net looked as if it had settled.
   */
  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void aSecondMomentThatOverflowsShowsInTheWeights(Kit<M> kit) {
    double huge = kit.kernels().precision() == Precision.FLOAT32 ? 1e25 : 1e200;
    M w = kit.row(1, 1);
    M m = kit.kernels().matrix(1, 2);
    M v = kit.kernels().matrix(1, 2);
    kit.kernels().adam(w, kit.row(huge, 1), m, v, new Kernels.AdamStep(0.9, 0.99, 1e-8, 1e-3, 1));
    assertTrue(Double.isNaN(kit.kernels().get(w, 0, 0)));
    assertEquals(1 - 1e-3, kit.kernels().get(w, 0, 1), 1e-6);
  }

  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void momentumIsItsFormula(Kit<M> kit) {
    M w = kit.random(3, 5, 1);
    M m = kit.kernels().matrix(3, 5);
    double[][] weight = kit.values(w);
    double[][] velocity = new double[3][5];
    for (int t = 1; t <= STEPS; t++) {
      M g = kit.random(3, 5, 10 + t);
      double[][] gradient = kit.values(g);
      kit.kernels().momentum(w, g, m, 0.7, 0.02);
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 5; j++) {
          velocity[i][j] = 0.7 * velocity[i][j] + gradient[i][j];
          weight[i][j] -= 0.02 * velocity[i][j];
        }
      }
    }
    assertEquals(0, Kit.relativeError(weight, kit.values(w)), 4 * STEPS * kit.eps());
    assertEquals(0, Kit.relativeError(velocity, kit.values(m)), 4 * STEPS * kit.eps());
  }
}
