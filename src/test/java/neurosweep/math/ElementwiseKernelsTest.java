package neurosweep.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ElementwiseKernelsTest {

  static Stream<Kit<?>> kits() {
    return Kit.all();
  }

  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void thePrecisionIsTheOneItSays(Kit<M> kit) {
    M tenth = kit.row(0.1);
    boolean narrow = kit.kernels().precision() == Precision.FLOAT32;
    assertEquals(narrow ? FMatrixRMaj.class : DMatrixRMaj.class, tenth.getClass());
    assertEquals(narrow ? 0.1f : 0.1, kit.kernels().get(tenth, 0, 0));
    M product = kit.kernels().matrix(1, 1);
    kit.kernels().multiply(false, false, 1, tenth, tenth, 0, product);
    assertEquals(narrow ? 0.1f * 0.1f : 0.1 * 0.1, kit.kernels().get(product, 0, 0));
    kit.kernels().fill(product, 0x1p-200);
    assertEquals(narrow ? 0 : 0x1p-200, kit.kernels().get(product, 0, 0));
  }

  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void copyReshapesAndFillStaysWithinTheShape(Kit<M> kit) {
    M from = kit.random(3, 4, 1);
    M to = kit.random(9, 9, 2);
    kit.kernels().copy(from, to);
    assertArrayEquals(kit.values(from), kit.values(to));
    kit.kernels().fill(from, 2.5);
    assertEquals(2.5, kit.kernels().get(from, 2, 3));
    assertNotEquals(2.5, kit.kernels().get(to, 2, 3));
  }

  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void gatherFollowsTheOrder(Kit<M> kit) {
    RowSource source =
        new RowSource() {
          @Override
          public void widen(int index, double[] out, int offset) {
            out[offset] = index;
            out[offset + 1] = index + 0.1;
          }

          @Override
          public void widen(int index, float[] out, int offset) {
            out[offset] = index;
            out[offset + 1] = (float) (index + 0.1);
          }
        };
    M x = kit.random(5, 2, 1);
    kit.kernels().gather(source, new int[] {9, 3, 7, 0}, 1, 2, 2, x);
    double[][] want = {{3, kit.rounded(3.1)}, {7, kit.rounded(7.1)}};
    assertArrayEquals(want, kit.values(x));
  }

  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void leadingColumnsAndTheirPadding(Kit<M> kit) {
    M wide = kit.matrix(new double[][] {{1, 2, 3}, {4, 5, 6}});
    M narrow = kit.random(2, 2, 1);
    kit.kernels().leadingColumns(wide, narrow);
    assertArrayEquals(new double[][] {{1, 2}, {4, 5}}, kit.values(narrow));
    kit.kernels().padColumns(narrow, wide);
    assertArrayEquals(new double[][] {{1, 2, 0}, {4, 5, 0}}, kit.values(wide));
  }

  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void activationAndItsDerivative(Kit<M> kit) {
    for (double slope : new double[] {0.1, 1}) {
      M h = kit.matrix(new double[][] {{1, -2, 0, -1}, {3, 0.5, -0.0, 5}});
      kit.kernels().activate(h, kit.row(0.5, 1, 0, 1), slope);
      double[][] want = {{1.5, -slope, 0, 0}, {3.5, 1.5, 0, 6}};
      kit.assertElementsClose(want, h, 2 * kit.eps());
      M e = kit.matrix(new double[][] {{2, 2, 2, 2}, {-3, -3, -3, -3}});
      kit.kernels().timesDerivative(e, h, slope);
      double[][] sloped = {{2, 2 * slope, 2, 2}, {-3, -3, -3, -3}};
      kit.assertElementsClose(sloped, e, 2 * kit.eps());
      kit.assertElementsClose(want, h, 2 * kit.eps());
    }
  }

  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void meansOfColumns(Kit<M> kit) {
    double[][] e = kit.values(kit.random(7, 5, 1));
    double[][] want = new double[1][5];
    double[][] sizes = new double[1][5];
    for (double[] row : e) {
      for (int j = 0; j < 5; j++) {
        want[0][j] += row[j] / 7;
        sizes[0][j] += Math.abs(row[j]) / 7;
      }
    }
    M means = kit.random(1, 5, 2);
    kit.kernels().columnMeans(kit.matrix(e), means);
    for (int j = 0; j < 5; j++) {
      assertEquals(want[0][j], kit.kernels().get(means, 0, j), 10 * kit.eps() * sizes[0][j]);
    }
  }

  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void sumsAlsoIntoThemselves(Kit<M> kit) {
    M to = kit.row(1, 2, 3);
    kit.kernels().add(0.5, kit.row(4, -4, 8), to);
    assertArrayEquals(new double[][] {{3, 0, 7}}, kit.values(to));
    kit.kernels().add(-2, to, to);
    assertArrayEquals(new double[][] {{-3, 0, -7}}, kit.values(to));
  }

  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void productsAreAccumulatedInDouble(Kit<M> kit) {
    M a = kit.row(4096, 1, 1);
    assertEquals(0x1p24 + 2, kit.kernels().dot(a, a));
    M large = kit.row(1e30, 1e30);
    double square = kit.rounded(1e30) * kit.rounded(1e30);
    assertEquals(2 * square, kit.kernels().dot(large, large));
  }

  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void finitenessIsSeenEverywhereInTheShapeAndNowhereElse(Kit<M> kit) {
    double[] bad = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    double largest =
        kit.kernels().precision() == Precision.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
    for (double value : bad) {
      for (int i = 0; i < 12; i++) {
        M a = kit.matrix(new double[][] {{largest, largest, -1}, {0, -0.0, largest}, {1, 2, 3}});
        a.reshape(3, 3);
        assertTrue(kit.kernels().isFinite(a));
        M wide = kit.random(4, 3, 1);
        kit.kernels().set(wide, i / 3, i % 3, value);
        assertFalse(kit.kernels().isFinite(wide), value + " at " + i);
        wide.reshape(3, 3);
        assertEquals(i >= 9, kit.kernels().isFinite(wide), value + " at " + i);
      }
    }
  }
}
