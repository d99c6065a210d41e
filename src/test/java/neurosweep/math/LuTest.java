package neurosweep.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import neurosweep.math.random.Rng;
import neurosweep.testing.TestBackend;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Solutions by their residuals, which partial pivoting keeps small even where errors are large. */
class LuTest {

  static Stream<TestBackend<?>> backends() {
    return TestBackend.all();
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void solvesEveryRow(TestBackend<M> backend) {
    for (int n : new int[] {1, 7, 33, 65, 130}) {
      checkResidual(backend, backend.random(n, n, 1), backend.kernels().lu(n));
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void solvesIllConditionedSystemsWithSmallResiduals(
      TestBackend<M> backend) {
    double[][] hilbert = new double[10][10];
    for (int i = 0; i < 10; i++) {
      for (int j = 0; j < 10; j++) {
        hilbert[i][j] = 1.0 / (i + j + 1);
      }
    }
    checkResidual(backend, backend.matrix(hilbert), backend.kernels().lu(10));
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void storageIsReusedAfterAnyOtherMatrix(TestBackend<M> backend) {
    Lu<M> lu = backend.kernels().lu(7);
    checkResidual(backend, backend.random(7, 7, 2), lu);
    assertFalse(lu.factor(backend.kernels().matrix(7, 7)));
    checkResidual(backend, backend.random(7, 7, 3), lu);
  }

  private static <M extends ReshapeMatrix> void checkResidual(
      TestBackend<M> backend, M a, Lu<M> lu) {
    int n = a.getNumRows();
    double[][] stored = backend.values(a);
    double[][] b = backend.values(backend.random(5, n, 4));
    M x = backend.matrix(b);
    assertTrue(lu.factor(a));
    lu.solveRows(x);
    assertArrayEquals(stored, backend.values(a), "A is not modified");
    double[][] solution = backend.values(x);
    double[][] back = TestBackend.product(solution, TestBackend.transposed(stored));
    for (int i = 0; i < b.length; i++) {
      double bound = 8 * n * backend.eps() * norm(stored) * norm(new double[][] {solution[i]});
      assertArrayEquals(b[i], back[i], bound, backend + " n=" + n);
    }
  }

  private static double norm(double[][] a) {
    double sum = 0;
    for (double[] row : a) {
      for (double value : row) {
        sum += value * value;
      }
    }
    return Math.sqrt(sum);
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void permutationsAreUndoneExactly(TestBackend<M> backend) {
    int n = 33;
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    new Rng(1, 2, 3, 4).shuffle(order);
    M permutation = backend.kernels().matrix(n, n);
    for (int i = 0; i < n; i++) {
      backend.kernels().set(permutation, i, order[i], 1);
    }
    double[][] x = backend.values(backend.random(3, n, 5));
    double[][] moved = new double[3][n];
    for (int r = 0; r < 3; r++) {
      for (int i = 0; i < n; i++) {
        moved[r][i] = x[r][order[i]];
      }
    }
    Lu<M> lu = backend.kernels().lu(n);
    M rows = backend.matrix(moved);
    assertTrue(lu.factor(permutation));
    lu.solveRows(rows);
    assertArrayEquals(x, backend.values(rows));
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void singularMatricesAreSaidToBeAndGiveNothingFinite(
      TestBackend<M> backend) {
    List<double[][]> singular =
        List.of(
            new double[3][3],
            new double[][] {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}},
            new double[][] {{1, 0, 2}, {3, 0, 4}, {5, 0, 7}},
            new double[][] {{1, 2, 4}, {2, 4, 8}, {0, 1, 0}});
    for (double[][] a : singular) {
      Lu<M> lu = backend.kernels().lu(3);
      assertFalse(lu.factor(backend.matrix(a)));
      M rows = backend.random(2, 3, 6);
      lu.solveRows(rows);
      for (double[] row : backend.values(rows)) {
        assertFalse(Double.isFinite(row[0] + row[1] + row[2]));
      }
    }
  }

  /**
   * EJML calls a matrix singular if a pivot is below 1e-16 (1e-7 in float32), whatever its size.
   */
  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void smallWeightsAreNotSingular(TestBackend<M> backend) {
    double tiny = 0x1p-80;
    double[][] small = {{0, 3 * tiny}, {2 * tiny, tiny}};
    Lu<M> lu = backend.kernels().lu(2);
    assertTrue(lu.factor(backend.matrix(small)));
    M rows = backend.row(6 * tiny, 5 * tiny);
    lu.solveRows(rows);
    backend.assertElementsClose(new double[][] {{1.5, 2}}, rows, 4 * backend.eps());
    double scaled = backend.kernels().reciprocalCondition(backend.matrix(small));
    double plain =
        backend.kernels().reciprocalCondition(backend.matrix(new double[][] {{0, 3}, {2, 1}}));
    assertEquals(plain, scaled, 1e-6);
  }

  /** EJML lets a pivot pass that is NaN or infinite. */
  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void weightsThatAreNotFiniteAreRefusedWhereverTheyStand(
      TestBackend<M> backend) {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          M a = backend.random(3, 3, 7);
          backend.kernels().set(a, i, j, bad);
          Lu<M> lu = backend.kernels().lu(3);
          assertFalse(lu.factor(a), backend + " " + bad + " at " + i + ", " + j);
          M rows = backend.random(2, 3, 8);
          lu.solveRows(rows);
          for (double[] row : backend.values(rows)) {
            assertFalse(Double.isFinite(row[0] + row[1] + row[2]), backend + " " + bad + i + j);
          }
        }
      }
    }
  }
}
