package neurosweep.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import neurosweep.math.Kernels;
import neurosweep.math.Kit;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients against differences of the penalty, which every member must state here. */
class RegularizerTest {
  private static final int N = 6;
  private static final Map<String, ToDoubleFunction<double[][]>> PENALTIES =
      Map.of(
          "rows", w -> offDiagonal(Kit.product(w, Kit.transposed(w))),
          "columns", w -> offDiagonal(Kit.product(Kit.transposed(w), w)));

  private static double offDiagonal(double[][] gram) {
    double sum = 0;
    for (int i = 0; i < gram.length; i++) {
      for (int j = 0; j < gram.length; j++) {
        sum += i == j ? 0 : gram[i][j] * gram[i][j];
      }
    }
    return sum;
  }

  static Stream<Arguments> cases() {
    return Regularizer.CATALOG.members().stream()
        .flatMap(regularizer -> Kit.all().map(kit -> Arguments.of(regularizer, kit)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void addsLambdaTimesThePenaltysGradient(Regularizer r, Kit<M> kit) {
    ToDoubleFunction<double[][]> penalty = PENALTIES.get(r.name());
    double lambda = 0.7;
    M w = kit.random(N, N, 1);
    double[][] stored = kit.values(w);
    double[][] want = kit.values(kit.random(N, N, 2));
    M gradient = kit.matrix(want);
    M gram = kit.random(N + 3, N + 3, 3);
    kit.kernels().gram(r.ofColumns(), w, gram);
    r.addGradient(kit.kernels(), w, lambda, gram, gradient);
    assertArrayEquals(stored, kit.values(w), "w is not modified");
    double step = 1e-5;
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        double before = stored[i][j];
        stored[i][j] = before + step;
        double above = penalty.applyAsDouble(stored);
        stored[i][j] = before - step;
        want[i][j] += lambda * (above - penalty.applyAsDouble(stored)) / (2 * step);
        stored[i][j] = before;
      }
    }
    assertEquals(0, Kit.relativeError(want, kit.values(gradient)), 1e-9 + 40 * kit.eps());
    assertTrue(r.flops(N, N) > 0 && r.flops(2 * N, N) > r.flops(N, N));
  }

  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void leavesOrthogonalWeightsAlone(Regularizer r, Kit<M> kit) {
    Kernels<M> kernels = kit.kernels();
    double[][] q = new OrthogonalInit().draw(N, new Streams(0, 0).stream("init", 0));
    M gradient = kernels.matrix(N, N);
    M w = kit.matrix(q);
    M gram = kernels.matrix(N, N);
    kernels.gram(r.ofColumns(), w, gram);
    r.addGradient(kernels, w, 1, gram, gradient);
    assertEquals(0, Math.sqrt(kernels.dot(gradient, gradient)), 100 * kit.eps());
  }
}
