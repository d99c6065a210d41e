package neurosweep.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import neurosweep.testing.TestBackend;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.ReshapeMatrix;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The estimate against an explicit inverse. The norm of the inverse is estimated from below, so the
 * reciprocal condition comes out too large, never too small: a net is not called worse than it is.
 */
class ReciprocalConditionTest {

  static Stream<TestBackend<?>> backends() {
    return TestBackend.all();
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void isWithinAFactorOfThreeAndNeverTooSmall(TestBackend<M> backend) {
    int compared = 0;
    for (DMatrixRMaj matrix : matrices()) {
      M a = backend.matrix(rows(matrix));
      DMatrixRMaj stored = new DMatrixRMaj(backend.values(a));
      DMatrixRMaj inverse = new DMatrixRMaj(stored.numRows, stored.numRows);
      assertTrue(CommonOps_DDRM.invert(stored, inverse));
      double exact = 1 / (NormOps_DDRM.inducedP1(stored) * NormOps_DDRM.inducedP1(inverse));
      double rounding = 8 * stored.numRows * backend.eps() / exact;
      double estimate = backend.kernels().reciprocalCondition(a);
      assertTrue(estimate >= exact * (1 - rounding), estimate + " is below " + exact);
      assertTrue(estimate <= 3 * exact * (1 + rounding), estimate + " is far above " + exact);
      assertTrue(rounding < 0.5, "the comparison must mean something");
      compared++;
    }
    assertEquals(46, compared);
  }

  private static List<DMatrixRMaj> matrices() {
    java.util.Random random = new java.util.Random(1);
    List<DMatrixRMaj> matrices = new ArrayList<>();
    for (int n : new int[] {1, 2, 3, 5, 9, 20, 40}) {
      matrices.add(RandomMatrices_DDRM.orthogonal(n, n, random));
      matrices.add(CommonOps_DDRM.identity(n));
      for (int repeat = 0; repeat < 4; repeat++) {
        DMatrixRMaj a = RandomMatrices_DDRM.rectangle(n, n, -1, 1, random);
        CommonOps_DDRM.add(1.5, CommonOps_DDRM.identity(n), a, a);
        matrices.add(a);
      }
    }
    for (int n : new int[] {4, 12}) {
      for (double least : new double[] {0.1, 1e-2}) {
        matrices.add(graded(n, least, random));
      }
    }
    return matrices;
  }

  /** Singular values from 1 down to {@code least} in equal ratios. */
  private static DMatrixRMaj graded(int n, double least, java.util.Random random) {
    DMatrixRMaj left = RandomMatrices_DDRM.orthogonal(n, n, random);
    DMatrixRMaj right = RandomMatrices_DDRM.orthogonal(n, n, random);
    for (int i = 0; i < n; i++) {
      CommonOps_DDRM.scaleRow(Math.pow(least, (double) i / (n - 1)), right, i);
    }
    DMatrixRMaj product = new DMatrixRMaj(n, n);
    CommonOps_DDRM.mult(left, right, product);
    return product;
  }

  private static double[][] rows(DMatrixRMaj matrix) {
    double[][] rows = new double[matrix.numRows][matrix.numCols];
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < matrix.numCols; j++) {
        rows[i][j] = matrix.get(i, j);
      }
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void extremes(TestBackend<M> backend) {
    Kernels<M> kernels = backend.kernels();
    assertEquals(1, kernels.reciprocalCondition(backend.row(-3)), 2 * backend.eps());
    assertEquals(0, kernels.reciprocalCondition(kernels.matrix(5, 5)));
    assertEquals(0, kernels.reciprocalCondition(backend.matrix(new double[][] {{1, 2}, {2, 4}})));
    M broken = backend.random(5, 5, 1);
    kernels.set(broken, 4, 0, Double.NaN);
    assertTrue(Double.isNaN(kernels.reciprocalCondition(broken)));
    kernels.set(broken, 4, 0, Double.NEGATIVE_INFINITY);
    assertTrue(Double.isNaN(kernels.reciprocalCondition(broken)));
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void aGradedDiagonalIsAsIllConditionedAsItsEndsSay(
      TestBackend<M> backend) {
    double least = backend.kernels().precision() == Precision.FLOAT32 ? 0x1p-30 : 0x1p-70;
    double[][] diagonal = new double[5][5];
    for (int i = 0; i < 5; i++) {
      diagonal[i][i] = Math.pow(least, i / 4.0);
    }
    double estimate = backend.kernels().reciprocalCondition(backend.matrix(diagonal));
    assertEquals(1, estimate / least, 1e-6);
  }
}
