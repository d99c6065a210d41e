package neurosweep.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import neurosweep.testing.TestBackend;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LossTest {
  private static final int[] LABELS = {2, 0, 1, 1, 99}; // the array may be longer than the batch
  private static final int CLASSES = 3;

  static Stream<Arguments> cases() {
    return Loss.CATALOG.members().stream()
        .flatMap(loss -> TestBackend.all().map(backend -> Arguments.of(loss, backend)));
  }

  /** e_L = y_L - t_L = dLoss/dy_L of one example, so batch size times that of the mean loss. */
  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void theErrorIsTheDerivativeOfTheLoss(
      Loss loss, TestBackend<M> backend) {
    M outputs = backend.random(4, 5, 1);
    double[][] before = backend.values(outputs);
    M error = backend.random(6, 5, 2);
    M unused = backend.random(6, 5, 3);
    double mean = loss.error(backend.kernels(), outputs, LABELS, CLASSES, error);
    assertArrayEquals(before, backend.values(outputs), "outputs are not modified");
    assertEquals(4, error.getNumRows());
    assertTrue(mean > 0);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 5; j++) {
        backend.kernels().set(outputs, i, j, before[i][j] + 0x1p-10);
        double above = loss.error(backend.kernels(), outputs, LABELS, CLASSES, unused);
        double up = backend.kernels().get(outputs, i, j);
        backend.kernels().set(outputs, i, j, before[i][j] - 0x1p-10);
        double below = loss.error(backend.kernels(), outputs, LABELS, CLASSES, unused);
        double slope = 4 * (above - below) / (up - backend.kernels().get(outputs, i, j));
        backend.kernels().set(outputs, i, j, before[i][j]);
        double found = backend.kernels().get(error, i, j);
        assertEquals(slope, found, 1e-6 * Math.max(1, Math.abs(slope)), i + ", " + j);
        assertTrue(j < CLASSES || found == 0, "nothing beyond the classes");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void largeOutputsDoNotOverflowAndNaNShows(
      Loss loss, TestBackend<M> backend) {
    M outputs = backend.matrix(new double[][] {{1e4, -1e4, 0}, {-1e4, 1e4, 0}});
    M error = backend.kernels().matrix(2, 3);
    int[] labels = {0, 0};
    double mean = loss.error(backend.kernels(), outputs, labels, CLASSES, error);
    assertTrue(Double.isFinite(mean) && mean >= 1e4);
    assertTrue(backend.kernels().isFinite(error));
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      for (int j = 0; j < CLASSES; j++) {
        M broken = backend.random(2, 3, 1);
        backend.kernels().set(broken, 1, j, bad);
        double found = loss.error(backend.kernels(), broken, labels, CLASSES, error);
        assertTrue(!Double.isFinite(found), bad + " in class " + j + " gives the loss " + found);
      }
    }
  }
}
