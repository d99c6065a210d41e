package neurosweep.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import neurosweep.testing.TestBackend;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.ReshapeMatrix;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Minimum-norm solutions against EJML's pseudo-inverse and the conditions of Penrose. */
class LeastSquaresTest {

  @ParameterizedTest
  @MethodSource("neurosweep.testing.TestBackend#all")
  <M extends ReshapeMatrix> void solvesAsThePseudoInverse(TestBackend<M> backend) {
    LeastSquares<M> solver = backend.kernels().leastSquares();
    for (int[] shape : new int[][] {{4, 7}, {7, 4}, {1, 5}, {5, 1}, {10, 100}}) {
      M a = backend.random(shape[0], shape[1], 1);
      check(backend, solver, a, backend.random(3, shape[0], 2), 1e4);
    }
  }

  @ParameterizedTest
  @MethodSource("neurosweep.testing.TestBackend#all")
  <M extends ReshapeMatrix> void dropsWhatIsZeroToRounding(TestBackend<M> backend) {
    LeastSquares<M> solver = backend.kernels().leastSquares();
    for (int[] shape : new int[][] {{4, 4}, {4, 6}, {6, 4}}) {
      double[][] low =
          TestBackend.product(
              TestBackend.gaussian(shape[0], 2, 1), TestBackend.gaussian(2, shape[1], 2));
      for (double[] row : low) {
        for (int j = 0; j < row.length; j++) {
          row[j] = Math.rint(16 * row[j]); // exact in both precisions
        }
      }
      low[0] = low[1].clone(); // singular without rounding
      check(backend, solver, backend.matrix(low), backend.random(2, shape[0], 3), 1e5);
    }
    M zero = backend.kernels().matrix(3, 2);
    solver.factor(zero);
    M x = backend.kernels().matrix(1, 1);
    solver.solveRows(backend.random(1, 3, 1), x);
    assertEquals(0, backend.kernels().dot(x, x));
  }

  /**
   * In float32 a condition of 1e5 cost two thousandths of the solution and, in a layer of 784
   * units, half a second of singular values.
   */
  @ParameterizedTest
  @MethodSource("neurosweep.testing.TestBackend#all")
  <M extends ReshapeMatrix> void conditionCostsFloat32Nothing(TestBackend<M> backend) {
    LeastSquares<M> solver = backend.kernels().leastSquares();
    double factor = backend.kernels().precision() == Precision.FLOAT32 ? 10 : 1e7;
    for (int[] shape : new int[][] {{20, 30}, {30, 20}, {12, 12}}) {
      double[][] a = TestBackend.gaussian(shape[0], shape[1], 1);
      int least = Math.min(shape[0], shape[1]);
      for (int i = 0; i < shape[0]; i++) {
        for (int j = 0; j < shape[1]; j++) {
          a[i][j] *= Math.pow(1e-5, (shape[0] == least ? i : j) / (least - 1.0));
        }
      }
      check(backend, solver, backend.matrix(a), backend.random(2, shape[0], 3), factor);
    }
  }

  private static <M extends ReshapeMatrix> void check(
      TestBackend<M> backend, LeastSquares<M> solver, M a, M b, double factor) {
    DMatrixRMaj inverse = new DMatrixRMaj(a.getNumCols(), a.getNumRows());
    CommonOps_DDRM.pinv(new DMatrixRMaj(backend.values(a)), inverse);
    double[][] transposed = new double[a.getNumRows()][a.getNumCols()];
    for (int i = 0; i < transposed.length; i++) {
      for (int j = 0; j < transposed[i].length; j++) {
        transposed[i][j] = inverse.get(j, i);
      }
    }
    solver.factor(a);
    M x = backend.kernels().matrix(1, 1);
    solver.solveRows(b, x);
    double[][] want = TestBackend.product(backend.values(b), transposed);
    assertEquals(
        0,
        TestBackend.relativeError(want, backend.values(x)),
        factor * backend.eps(),
        a.toString());
  }
}
