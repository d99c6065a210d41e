package neurosweep.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import neurosweep.testing.TestBackend;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {
  private static final double RATE = 0.01;
  private static final Values KNOBS =
      Values.of(
          Map.of(
              "learning_rate",
              RATE,
              "beta1",
              0.8,
              "beta2",
              0.95,
              "epsilon",
              1e-3,
              "momentum",
              0.6));

  static Stream<Arguments> cases() {
    return Optimizer.CATALOG.members().stream()
        .flatMap(optimizer -> TestBackend.all().map(backend -> Arguments.of(optimizer, backend)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void descendsInItsLayerAlone(
      Optimizer optimizer, TestBackend<M> backend) {
    Network<M> network = new Network<>(backend.kernels(), new int[] {3, 3, 2}, 1);
    Optimizer.State<M> state = optimizer.start(network.parameters(), KNOBS);
    M zero = backend.kernels().matrix(2, 2);
    state.begin();
    state.update(2, zero, backend.kernels().matrix(1, 2));
    assertArrayEquals(new double[2][2], backend.values(network.weights(2)), "no gradient, no step");
    state.begin();
    state.update(2, backend.matrix(new double[][] {{1, -1}, {2, 0}}), backend.row(-3, 0));
    double[][] w = backend.values(network.weights(2));
    assertTrue(w[0][0] < 0 && w[0][1] > 0 && w[1][0] < 0 && w[1][1] == 0);
    double[] b = backend.values(network.bias(2))[0];
    assertTrue(b[0] > 0 && b[1] == 0);
    assertArrayEquals(new double[3][3], backend.values(network.weights(1)));
    assertArrayEquals(new double[1][3], backend.values(network.bias(1)));
  }

  /** What an optimizer would forget makes the path after the interruption another one. */
  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void goesOnFromWhatItHasSaved(
      Optimizer optimizer, TestBackend<M> backend) throws IOException {
    Kernels<M> kernels = backend.kernels();
    Network<M> network = new Network<>(kernels, new int[] {3, 3, 2}, 1);
    Optimizer.State<M> state = optimizer.start(network.parameters(), KNOBS);
    walk(backend, network, state, 1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    network.save(new DataOutputStream(bytes));
    state.save(new DataOutputStream(bytes));

    Network<M> other = new Network<>(kernels, new int[] {3, 3, 2}, 1);
    Optimizer.State<M> continued = optimizer.start(other.parameters(), KNOBS);
    walk(backend, other, continued, 9);
    walk(backend, other, continued, 8); // so that no counter agrees by chance
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    other.load(in);
    continued.load(in);
    assertEquals(-1, in.read());

    for (int rest = 2; rest < 4; rest++) {
      walk(backend, network, state, rest);
      walk(backend, other, continued, rest);
      for (int layer = 1; layer <= 2; layer++) {
        assertArrayEquals(
            backend.values(network.weights(layer)), backend.values(other.weights(layer)));
        assertArrayEquals(backend.values(network.bias(layer)), backend.values(other.bias(layer)));
      }
    }
  }

  private static <M extends ReshapeMatrix> void walk(
      TestBackend<M> backend, Network<M> network, Optimizer.State<M> state, long seed) {
    for (int t = 0; t < 3; t++) {
      state.begin();
      for (int layer = 1; layer <= network.layers(); layer++) {
        int units = network.width(layer);
        state.update(
            layer, backend.random(units, units, seed + t), backend.random(1, units, seed - t));
      }
    }
  }

  /** Several steps of one weight and one bias along given gradients. */
  private static double[][] walk(String optimizer, double[] gradients) {
    return walk(TestBackend.float64(), optimizer, gradients);
  }

  private static <M extends ReshapeMatrix> double[][] walk(
      TestBackend<M> backend, String optimizer, double[] gradients) {
    Kernels<M> kernels = backend.kernels();
    Network<M> network = new Network<>(kernels, new int[] {1, 1}, 1);
    Optimizer.State<M> state = Optimizer.CATALOG.get(optimizer).start(network.parameters(), KNOBS);
    double[][] path = new double[2][gradients.length];
    for (int t = 0; t < gradients.length; t++) {
      state.begin();
      state.update(1, backend.row(gradients[t]), backend.row(-gradients[t]));
      path[0][t] = kernels.get(network.weights(1), 0, 0);
      path[1][t] = kernels.get(network.bias(1), 0, 0);
    }
    return path;
  }

  private static final double[] GRADIENTS = {1, 0.5, -2, 0.1, 0, 3, -0.7};

  @Test
  void adamWithAndWithoutBiasCorrectionAreTheirFormulas() {
    double[] paper = new double[GRADIENTS.length];
    double[] corrected = new double[GRADIENTS.length];
    double m = 0;
    double v = 0;
    double plainWeight = 0;
    double correctedWeight = 0;
    for (int t = 0; t < GRADIENTS.length; t++) {
      double g = GRADIENTS[t];
      m = 0.8 * m + 0.2 * g;
      v = 0.95 * v + 0.05 * g * g;
      plainWeight -= RATE * m / (Math.sqrt(v) + 1e-3);
      double mean = m / (1 - Math.pow(0.8, t + 1));
      double square = v / (1 - Math.pow(0.95, t + 1));
      correctedWeight -= RATE * mean / (Math.sqrt(square) + 1e-3);
      paper[t] = plainWeight;
      corrected[t] = correctedWeight;
    }
    assertPath(paper, walk("adam-paper", GRADIENTS));
    assertPath(corrected, walk("adam", GRADIENTS));
    assertTrue(Math.abs(paper[0] - corrected[0]) > 1e-4, "they differ from the first step on");
  }

  @Test
  void sgdIsItsFormula() {
    double[] path = new double[GRADIENTS.length];
    double velocity = 0;
    double weight = 0;
    for (int t = 0; t < GRADIENTS.length; t++) {
      velocity = 0.6 * velocity + GRADIENTS[t];
      weight -= RATE * velocity;
      path[t] = weight;
    }
    assertPath(path, walk("sgd", GRADIENTS));
  }

  /** The bias sees the opposite gradients and must walk the opposite way. */
  private static void assertPath(double[] want, double[][] got) {
    assertArrayEquals(want, got[0], 1e-15);
    for (int t = 0; t < want.length; t++) {
      assertEquals(-got[0][t], got[1][t]);
    }
  }
}
