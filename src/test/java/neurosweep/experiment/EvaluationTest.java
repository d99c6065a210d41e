package neurosweep.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import neurosweep.core.Values;
import neurosweep.learn.Network;
import neurosweep.testing.SmallCells;
import neurosweep.testing.TestBackend;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvaluationTest {

  private static <M extends ReshapeMatrix> Network<M> identity(
      TestBackend<M> backend, int... widths) {
    Network<M> network = new Network<>(backend.kernels(), widths, 1);
    for (int layer = 1; layer <= network.layers(); layer++) {
      for (int i = 0; i < network.width(layer); i++) {
        backend.kernels().set(network.weights(layer), i, i, 1);
      }
    }
    return network;
  }

  private static <M extends ReshapeMatrix> Evaluation<M> evaluation(Network<M> network, int batch) {
    return new Evaluation<>(network, SmallCells.data(Values.NONE), batch);
  }

  /** Class 0 has larger odd features and class 1 larger even ones, so the identity is wrong. */
  @ParameterizedTest
  @MethodSource("neurosweep.testing.TestBackend#all")
  <M extends ReshapeMatrix> void accuracyIsTheShareOfLargestOutputsThatAreRight(
      TestBackend<M> backend) {
    Network<M> network = identity(backend, 6, 6);
    double wrong = evaluation(network, 512).testAccuracy();
    for (int i = 0; i < 6; i++) {
      backend.kernels().set(network.weights(1), i, i, -1);
    }
    double right = evaluation(network, 512).testAccuracy();
    assertEquals(1, right + wrong, 1e-15);
    for (int batch : new int[] {1, 7, 40, 41}) {
      assertEquals(right, evaluation(network, batch).testAccuracy(), "batches of " + batch);
    }
    assertTrue(Double.isNaN(evaluation(network, 7).validationAccuracy()), "an empty set");
  }

  @ParameterizedTest
  @MethodSource("neurosweep.testing.TestBackend#all")
  <M extends ReshapeMatrix> void equalOutputsGoToTheFirstClass(TestBackend<M> backend) {
    Network<M> zero = new Network<>(backend.kernels(), new int[] {6, 6}, 1);
    assertEquals(0.5, evaluation(zero, 512).testAccuracy());
  }

  /** NaN outputs used to be taken for class 0, and a wrecked net to know a tenth of its digits. */
  @ParameterizedTest
  @MethodSource("neurosweep.testing.TestBackend#all")
  <M extends ReshapeMatrix> void anOutputThatIsNotFiniteLeavesNoAccuracy(TestBackend<M> backend) {
    for (int unit = 0; unit < 2; unit++) {
      Network<M> network = identity(backend, 6, 6);
      for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
        backend.kernels().set(network.bias(1), 0, unit, bad);
        assertTrue(Double.isNaN(evaluation(network, 512).testAccuracy()));
        assertTrue(Double.isNaN(evaluation(network, 512).trainAccuracy()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("neurosweep.testing.TestBackend#all")
  <M extends ReshapeMatrix> void theWorstLayerCounts(TestBackend<M> backend) {
    Network<M> network = identity(backend, 6, 6, 4, 3);
    Evaluation<M> evaluation = evaluation(network, 512);
    assertEquals(0, evaluation.orthogonalityError());
    assertEquals(1, evaluation.reciprocalCondition(), 1e-6);
    backend.kernels().set(network.weights(2), 1, 1, 2); // W W^T - I has one element, 3
    assertEquals(3 / Math.sqrt(4), evaluation.orthogonalityError(), 1e-15);
    assertEquals(0.5, evaluation.reciprocalCondition(), 1e-6);
    backend.kernels().set(network.weights(3), 0, 0, 0);
    assertEquals(0, evaluation.reciprocalCondition());
    backend.kernels().set(network.weights(1), 0, 0, Double.NaN);
    assertTrue(Double.isNaN(evaluation.orthogonalityError()));
    assertTrue(Double.isNaN(evaluation.reciprocalCondition()));
  }
}
