package neurosweep.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import neurosweep.testing.TestBackend;
import neurosweep.testing.TestNet;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights that cannot be inverted are an outcome and never an exception. */
class SingularWeightsTest {

  static Stream<Arguments> invertingRules() {
    return Stream.of("tp", "itp", "gait")
        .flatMap(rule -> TestBackend.all().map(backend -> Arguments.of(rule, backend)));
  }

  @ParameterizedTest
  @MethodSource("invertingRules")
  <M extends ReshapeMatrix> void singularWeightsAreNamedAndTheErrorsBelowAreNotFinite(
      String rule, TestBackend<M> backend) {
    TestNet<M> net = TestNet.of(backend, 0.1, "xavier", 5, 5, 5, 5).batch(3, 3);
    Learner<M> learner = net.learner(rule, 0.1, 3);
    M weights = net.network.weights(2);
    double[][] before = backend.values(weights);
    backend.kernels().fill(weights, 1);
    Map<Integer, TestNet.Gradient> gradients = net.learn(learner);
    assertEquals(2, learner.singularLayer());
    assertTrue(isFinite(gradients.get(3)) && isFinite(gradients.get(2)));
    assertFalse(isFinite(gradients.get(1)));
    backend.kernels().copy(backend.matrix(before), weights);
    assertTrue(isFinite(net.learn(learner).get(1)));
    assertEquals(0, learner.singularLayer());
  }

  @ParameterizedTest
  @MethodSource("invertingRules")
  <M extends ReshapeMatrix> void theUppermostSingularLayerIsNamed(
      String rule, TestBackend<M> backend) {
    TestNet<M> net = TestNet.of(backend, 0.1, "xavier", 5, 5, 5, 5).batch(3, 3);
    backend.kernels().fill(net.network.weights(3), 0);
    backend.kernels().fill(net.network.weights(2), 0);
    Learner<M> learner = net.learner(rule, 0.1, 3);
    net.learn(learner);
    assertEquals(3, learner.singularLayer());
  }

  @ParameterizedTest
  @MethodSource("invertingRules")
  <M extends ReshapeMatrix> void theFirstLayerIsNeverInverted(String rule, TestBackend<M> backend) {
    TestNet<M> net = TestNet.of(backend, 0.1, "xavier", 5, 5, 5).batch(3, 3);
    backend.kernels().fill(net.network.weights(1), 0);
    Learner<M> learner = net.learner(rule, 0.1, 3);
    assertTrue(isFinite(net.learn(learner).get(1)));
    assertEquals(0, learner.singularLayer());
  }

  @ParameterizedTest
  @MethodSource("neurosweep.testing.TestBackend#all")
  <M extends ReshapeMatrix> void backpropagationDoesNotMind(TestBackend<M> backend) {
    TestNet<M> net = TestNet.of(backend, 0.1, "xavier", 5, 5, 5).batch(3, 3);
    backend.kernels().fill(net.network.weights(2), 0);
    Learner<M> learner = net.learner("bp", 1, 3);
    assertArrayEquals(new double[5][5], net.learn(learner).get(1).weights());
    assertEquals(0, learner.singularLayer());
  }

  private static boolean isFinite(TestNet.Gradient gradient) {
    return Stream.of(gradient.error(), gradient.weights(), gradient.bias())
        .flatMap(Arrays::stream)
        .flatMapToDouble(Arrays::stream)
        .allMatch(Double::isFinite);
  }
}
