package neurosweep.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import neurosweep.testing.TestBackend;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ElementwiseKernelsTest {

  static Stream<TestBackend<?>> backends() {
    return TestBackend.all();
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void thePrecisionIsTheOneItSays(TestBackend<M> backend) {
    M tenth = backend.row(0.1);
    boolean narrow = backend.kernels().precision() == Precision.FLOAT32;
    assertEquals(narrow ? FMatrixRMaj.class : DMatrixRMaj.class, tenth.getClass());
    assertEquals(narrow ? 0.1f : 0.1, backend.kernels().get(tenth, 0, 0));
    M product = backend.kernels().matrix(1, 1);
    backend.kernels().multiply(false, false, 1, tenth, tenth, 0, product);
    assertEquals(narrow ? 0.1f * 0.1f : 0.1 * 0.1, backend.kernels().get(product, 0, 0));
    backend.kernels().fill(product, 0x1p-200);
    assertEquals(narrow ? 0 : 0x1p-200, backend.kernels().get(product, 0, 0));
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void copyReshapesAndFillStaysWithinTheShape(TestBackend<M> backend) {
    M from = backend.random(3, 4, 1);
    M to = backend.random(9, 9, 2);
    backend.kernels().copy(from, to);
    assertArrayEquals(backend.values(from), backend.values(to));
    backend.kernels().fill(from, 2.5);
    assertEquals(2.5, backend.kernels().get(from, 2, 3));
    assertNotEquals(2.5, backend.kernels().get(to, 2, 3));
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void columnsAreScaledByOneRow(TestBackend<M> backend) {
    M a = backend.matrix(new double[][] {{1, 2, 3}, {4, 5, 6}});
    M factors = backend.matrix(new double[][] {{9, 9, 9}, {2, 0, -1}});
    backend.kernels().scaleColumns(a, factors, 1);
    assertArrayEquals(new double[][] {{2, 0, -3}, {8, 0, -6}}, backend.values(a));
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void gatherFollowsTheOrder(TestBackend<M> backend) {
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
    M x = backend.random(5, 2, 1);
    backend.kernels().gather(source, new int[] {9, 3, 7, 0}, 1, 2, 2, x);
    double[][] want = {{3, backend.rounded(3.1)}, {7, backend.rounded(7.1)}};
    assertArrayEquals(want, backend.values(x));
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void leadingColumnsAndTheirPadding(TestBackend<M> backend) {
    M wide = backend.matrix(new double[][] {{1, 2, 3}, {4, 5, 6}});
    M narrow = backend.random(2, 2, 1);
    backend.kernels().leadingColumns(wide, narrow);
    assertArrayEquals(new double[][] {{1, 2}, {4, 5}}, backend.values(narrow));
    backend.kernels().padColumns(narrow, wide);
    assertArrayEquals(new double[][] {{1, 2, 0}, {4, 5, 0}}, backend.values(wide));
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void activationAndItsDerivative(TestBackend<M> backend) {
    for (double slope : new double[] {0.1, 1}) {
      M h = backend.matrix(new double[][] {{1, -2, 0, -1}, {3, 0.5, -0.0, 5}});
      backend.kernels().activate(h, backend.row(0.5, 1, 0, 1), slope);
      double[][] want = {{1.5, -slope, 0, 0}, {3.5, 1.5, 0, 6}};
      backend.assertElementsClose(want, h, 2 * backend.eps());
      M e = backend.matrix(new double[][] {{2, 2, 2, 2}, {-3, -3, -3, -3}});
      backend.kernels().timesDerivative(e, h, slope);
      double[][] sloped = {{2, 2 * slope, 2, 2}, {-3, -3, -3, -3}};
      backend.assertElementsClose(sloped, e, 2 * backend.eps());
      backend.assertElementsClose(want, h, 2 * backend.eps());
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void meansOfColumns(TestBackend<M> backend) {
    double[][] e = backend.values(backend.random(7, 5, 1));
    double[][] want = new double[1][5];
    double[][] sizes = new double[1][5];
    for (double[] row : e) {
      for (int j = 0; j < 5; j++) {
        want[0][j] += row[j] / 7;
        sizes[0][j] += Math.abs(row[j]) / 7;
      }
    }
    M means = backend.random(1, 5, 2);
    backend.kernels().columnMeans(backend.matrix(e), means);
    for (int j = 0; j < 5; j++) {
      assertEquals(
          want[0][j], backend.kernels().get(means, 0, j), 10 * backend.eps() * sizes[0][j]);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void sumsAlsoIntoThemselves(TestBackend<M> backend) {
    M to = backend.row(1, 2, 3);
    backend.kernels().add(0.5, backend.row(4, -4, 8), to);
    assertArrayEquals(new double[][] {{3, 0, 7}}, backend.values(to));
    backend.kernels().add(-2, to, to);
    assertArrayEquals(new double[][] {{-3, 0, -7}}, backend.values(to));
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void productsAreAccumulatedInDouble(TestBackend<M> backend) {
    M a = backend.row(4096, 1, 1);
    assertEquals(0x1p24 + 2, backend.kernels().dot(a, a));
    M large = backend.row(1e30, 1e30);
    double square = backend.rounded(1e30) * backend.rounded(1e30);
    assertEquals(2 * square, backend.kernels().dot(large, large));
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void finitenessIsSeenEverywhereInTheShapeAndNowhereElse(
      TestBackend<M> backend) {
    double[] bad = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    double largest =
        backend.kernels().precision() == Precision.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
    for (double value : bad) {
      for (int i = 0; i < 12; i++) {
        M a =
            backend.matrix(new double[][] {{largest, largest, -1}, {0, -0.0, largest}, {1, 2, 3}});
        a.reshape(3, 3);
        assertTrue(backend.kernels().isFinite(a));
        M wide = backend.random(4, 3, 1);
        backend.kernels().set(wide, i / 3, i % 3, value);
        assertFalse(backend.kernels().isFinite(wide), value + " at " + i);
        wide.reshape(3, 3);
        assertEquals(i >= 9, backend.kernels().isFinite(wide), value + " at " + i);
      }
    }
  }
}
