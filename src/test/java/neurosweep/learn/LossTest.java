package neurosweep.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import neurosweep.math.Kit;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LossTest {
  private static final int[] LABELS = {2, 0, 1, 1, 99}; // the array may be longer than the batch
  private static final int CLASSES = 3;

  static Stream<Arguments> cases() {
    return Loss.CATALOG.members().stream()
        .flatMap(loss -> Kit.all().map(kit -> Arguments.of(loss, kit)));
  }

  /** e_L = y_L - t_L = dLoss/dy_L of one example, so batch size times that of the mean loss. */
  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void theErrorIsTheDerivativeOfTheLoss(Loss loss, Kit<M> kit) {
    M outputs = kit.random(4, 5, 1);
    double[][] before = kit.values(outputs);
    M error = kit.random(6, 5, 2);
    M unused = kit.random(6, 5, 3);
    double mean = loss.error(kit.kernels(), outputs, LABELS, CLASSES, error);
    assertArrayEquals(before, kit.values(outputs), "outputs are not modified");
    assertEquals(4, error.getNumRows());
    assertTrue(mean > 0);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 5; j++) {
        kit.kernels().set(outputs, i, j, before[i][j] + 0x1p-10);
        double above = loss.error(kit.kernels(), outputs, LABELS, CLASSES, unused);
        double up = kit.kernels().get(outputs, i, j);
        kit.kernels().set(outputs, i, j, before[i][j] - 0x1p-10);
        double below = loss.error(kit.kernels(), outputs, LABELS, CLASSES, unused);
        double slope = 4 * (above - below) / (up - kit.kernels().get(outputs, i, j));
        kit.kernels().set(outputs, i, j, before[i][j]);
        double found = kit.kernels().get(error, i, j);
        assertEquals(slope, found, 1e-6 * Math.max(1, Math.abs(slope)), i + ", " + j);
        assertTrue(j < CLASSES || found == 0, "nothing beyond the classes");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void largeOutputsDoNotOverflowAndNaNShows(Loss loss, Kit<M> kit) {
    M outputs = kit.matrix(new double[][] {{1e4, -1e4, 0}, {-1e4, 1e4, 0}});
    M error = kit.kernels().matrix(2, 3);
    int[] labels = {0, 0};
    double mean = loss.error(kit.kernels(), outputs, labels, CLASSES, error);
    assertTrue(Double.isFinite(mean) && mean >= 1e4);
    assertTrue(kit.kernels().isFinite(error));
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      for (int j = 0; j < CLASSES; j++) {
        M broken = kit.random(2, 3, 1);
        kit.kernels().set(broken, 1, j, bad);
        double found = loss.error(kit.kernels(), broken, labels, CLASSES, error);
        assertTrue(!Double.isFinite(found), bad + " in class " + j + " gives the loss " + found);
      }
    }
  }
}
