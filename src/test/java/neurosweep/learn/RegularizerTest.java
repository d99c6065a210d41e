package neurosweep.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import neurosweep.testing.TestBackend;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients against differences of the penalty, which every member must state here. */
class RegularizerTest {
  private static final int N = 6;
  private static final Map<String, ToDoubleFunction<double[][]>> PENALTIES =
      Map.of(
          "rows", w -> offDiagonal(TestBackend.product(w, TestBackend.transposed(w))),
          "columns", w -> offDiagonal(TestBackend.product(TestBackend.transposed(w), w)));

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
        .flatMap(
            regularizer -> TestBackend.all().map(backend -> Arguments.of(regularizer, backend)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void addsLambdaTimesThePenaltysGradient(
      Regularizer r, TestBackend<M> backend) {
    ToDoubleFunction<double[][]> penalty = PENALTIES.get(r.name());
    double lambda = 0.7;
    M w = backend.random(N, N, 1);
    double[][] stored = backend.values(w);
    double[][] want = backend.values(backend.random(N, N, 2));
    M gradient = backend.matrix(want);
    M gram = backend.random(N + 3, N + 3, 3);
    backend.kernels().gram(r.ofColumns(), w, gram);
    r.addGradient(backend.kernels(), w, lambda, gram, gradient);
    assertArrayEquals(stored, backend.values(w), "w is not modified");
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
    assertEquals(
        0, TestBackend.relativeError(want, backend.values(gradient)), 1e-9 + 40 * backend.eps());
    assertTrue(r.flops(N, N) > 0 && r.flops(2 * N, N) > r.flops(N, N));
  }

  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void leavesOrthogonalWeightsAlone(
      Regularizer r, TestBackend<M> backend) {
    Kernels<M> kernels = backend.kernels();
    double[][] q = new OrthogonalInit().draw(N, new Streams(0, 0).stream("init", 0));
    M gradient = kernels.matrix(N, N);
    M w = backend.matrix(q);
    M gram = kernels.matrix(N, N);
    kernels.gram(r.ofColumns(), w, gram);
    r.addGradient(kernels, w, 1, gram, gradient);
    assertEquals(0, Math.sqrt(kernels.dot(gradient, gradient)), 100 * backend.eps());
  }
}
