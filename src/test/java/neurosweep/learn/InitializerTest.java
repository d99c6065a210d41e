package neurosweep.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.stream.Stream;
import neurosweep.math.random.Streams;
import neurosweep.testing.TestBackend;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InitializerTest {

  static Stream<Arguments> cases() {
    return Initializer.CATALOG.members().stream()
        .flatMap(
            initializer -> TestBackend.all().map(backend -> Arguments.of(initializer, backend)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void everyLayerHasItsOwnStreamAndPrecisionsShareIt(
      Initializer initializer, TestBackend<M> backend) {
    Network<M> network = initialized(backend, initializer, 1);
    Network<M> again = initialized(backend, initializer, 1);
    Network<M> other = initialized(backend, initializer, 2);
    for (int layer = 1; layer <= 4; layer++) {
      double[][] drawn = initializer.draw(8, new Streams(0, 1).stream("init", layer));
      for (double[] row : drawn) {
        Arrays.setAll(row, j -> backend.rounded(row[j]));
      }
      assertArrayEquals(drawn, backend.values(network.weights(layer)));
      assertArrayEquals(drawn, backend.values(again.weights(layer)));
      assertFalse(Arrays.deepEquals(drawn, backend.values(other.weights(layer))), "another seed");
      assertArrayEquals(new double[1][8], backend.values(network.bias(layer)));
      for (int below = 1; below < layer; below++) {
        double[][] weights = backend.values(network.weights(below));
        assertFalse(Arrays.deepEquals(drawn, weights), "layers " + below + ", " + layer);
      }
    }
  }

  private static <M extends ReshapeMatrix> Network<M> initialized(
      TestBackend<M> backend, Initializer initializer, long seed) {
    Network<M> network = new Network<>(backend.kernels(), new int[] {8, 8, 8, 8, 8}, 0.1);
    network.initialize(initializer, new Streams(0, seed));
    return network;
  }

  @Test
  void xavierHasTheVarianceOfItsFanInAndOut() {
    int n = 200;
    double[][] w = new XavierInit().draw(n, new Streams(0, 0).stream("init", 1));
    double sum = 0;
    double squares = 0;
    double fourths = 0;
    for (double[] row : w) {
      for (double value : row) {
        sum += value;
        squares += value * value;
        fourths += value * value * value * value;
      }
    }
    double samples = (double) n * n;
    double variance = 2.0 / (n + n);
    assertEquals(0, sum / samples, 5 * Math.sqrt(variance / samples));
    assertEquals(variance, squares / samples, 5 * variance * Math.sqrt(2 / samples));
    assertEquals(3, fourths / samples / (variance * variance), 5 * Math.sqrt(96 / samples));
  }

  @Test
  void tinySizesWork() {
    for (Initializer initializer : Initializer.CATALOG.members()) {
      double[][] one = initializer.draw(1, new Streams(0, 0).stream("init", 1));
      assertEquals(1, one.length);
      assertFalse(one[0][0] == 0, initializer.name());
    }
  }
}
