package neurosweep.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import neurosweep.math.Kernels;
import neurosweep.testing.TestBackend;
import neurosweep.testing.TestNet;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Backpropagation against central differences of the loss, in float64. */
class GradientCheckTest {
  private static final double STEP = 1e-6;

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (String loss : Loss.CATALOG.names()) {
      for (double slope : new double[] {0.1, 1}) {
        for (int[] shape : new int[][] {{5, 5}, {5, 5, 5, 5}, {8, 6, 6, 4}}) {
          cases.add(Arguments.of(loss, slope, shape));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void backpropagationIsTheGradient(String loss, double slope, int[] shape) {
    check(TestBackend.float64(), loss, slope, shape);
  }

  private static <M extends ReshapeMatrix> void check(
      TestBackend<M> backend, String loss, double slope, int[] shape) {
    TestNet<M> net = TestNet.of(backend, slope, "xavier", shape).batch(4, 4);
    net.loss(loss);
    Map<Integer, TestNet.Gradient> gradients = net.learn("bp", 1);
    for (int layer = 1; layer <= net.network.layers(); layer++) {
      TestNet.Gradient gradient = gradients.get(layer);
      double[][] weights = differences(net, loss, net.network.weights(layer));
      double[][] bias = differences(net, loss, net.network.bias(layer));
      assertEquals(
          0, TestBackend.relativeError(weights, gradient.weights()), 1e-7, "layer " + layer);
      assertEquals(0, TestBackend.relativeError(bias, gradient.bias()), 1e-7, "layer " + layer);
    }
  }

  private static <M extends ReshapeMatrix> double[][] differences(
      TestNet<M> net, String loss, M parameters) {
    Kernels<M> kernels = net.backend.kernels();
    double[][] slopes = new double[parameters.getNumRows()][parameters.getNumCols()];
    for (int i = 0; i < slopes.length; i++) {
      for (int j = 0; j < slopes[i].length; j++) {
        double before = kernels.get(parameters, i, j);
        kernels.set(parameters, i, j, before + STEP);
        net.network.forward(net.activity);
        double above = net.loss(loss);
        kernels.set(parameters, i, j, before - STEP);
        net.network.forward(net.activity);
        slopes[i][j] = (above - net.loss(loss)) / (2 * STEP);
        kernels.set(parameters, i, j, before);
      }
    }
    net.network.forward(net.activity);
    return slopes;
  }
}
