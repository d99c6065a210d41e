package neurosweep.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import neurosweep.math.random.Rng;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Solutions by their residuals, which partial pivoting keeps small even where errors are large. */
class LuTest {

  static Stream<Kit<?>> kits() {
    return Kit.all();
  }

  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void solvesEveryRow(Kit<M> kit) {
    for (int n : new int[] {1, 7, 33, 65, 130}) {
      checkResidual(kit, kit.random(n, n, 1), kit.kernels().lu(n));
    }
  }

  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void solvesIllConditionedSystemsWithSmallResiduals(Kit<M> kit) {
    double[][] hilbert = new double[10][10];
    for (int i = 0; i < 10; i++) {
      for (int j = 0; j < 10; j++) {
        hilbert[i][j] = 1.0 / (i + j + 1);
      }
    }
    checkResidual(kit, kit.matrix(hilbert), kit.kernels().lu(10));
  }

  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void storageIsReusedAfterAnyOtherMatrix(Kit<M> kit) {
    Lu<M> lu = kit.kernels().lu(7);
    checkResidual(kit, kit.random(7, 7, 2), lu);
    assertFalse(lu.factor(kit.kernels().matrix(7, 7)));
    checkResidual(kit, kit.random(7, 7, 3), lu);
  }

  private static <M extends ReshapeMatrix> void checkResidual(Kit<M> kit, M a, Lu<M> lu) {
    int n = a.getNumRows();
    double[][] stored = kit.values(a);
    double[][] b = kit.values(kit.random(5, n, 4));
    M x = kit.matrix(b);
    assertTrue(lu.factor(a));
    lu.solveRows(x);
    assertArrayEquals(stored, kit.values(a), "A is not modified");
    double[][] solution = kit.values(x);
    double[][] back = Kit.product(solution, Kit.transposed(stored));
    for (int i = 0; i < b.length; i++) {
      double bound = 8 * n * kit.eps() * norm(stored) * norm(new double[][] {solution[i]});
      assertArrayEquals(b[i], back[i], bound, kit + " n=" + n);
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
  @MethodSource("kits")
  <M extends ReshapeMatrix> void permutationsAreUndoneExactly(Kit<M> kit) {
    int n = 33;
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    new Rng(1, 2, 3, 4).shuffle(order);
    M permutation = kit.kernels().matrix(n, n);
    for (int i = 0; i < n; i++) {
      kit.kernels().set(permutation, i, order[i], 1);
    }
    double[][] x = kit.values(kit.random(3, n, 5));
    double[][] moved = new double[3][n];
    for (int r = 0; r < 3; r++) {
      for (int i = 0; i < n; i++) {
        moved[r][i] = x[r][order[i]];
      }
    }
    Lu<M> lu = kit.kernels().lu(n);
    M rows = kit.matrix(moved);
    assertTrue(lu.factor(permutation));
    lu.solveRows(rows);
    assertArrayEquals(x, kit.values(rows));
  }

  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void singularMatricesAreSaidToBeAndGiveNothingFinite(Kit<M> kit) {
    List<double[][]> singular =
        List.of(
            new double[3][3],
            new double[][] {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}},
            new double[][] {{1, 0, 2}, {3, 0, 4}, {5, 0, 7}},
            new double[][] {{1, 2, 4}, {2, 4, 8}, {0, 1, 0}});
    for (double[][] a : singular) {
      Lu<M> lu = kit.kernels().lu(3);
      assertFalse(lu.factor(kit.matrix(a)));
      M rows = kit.random(2, 3, 6);
      lu.solveRows(rows);
      for (double[] row : kit.values(rows)) {
        assertFalse(Double.isFinite(row[0] + row[1] + row[2]));
      }
    }
  }

  /**
   * EJML calls a matrix singular if a pivot is below 1e-16 (1e-7 in float32), whatever its size.
   */
  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void smallWeightsAreNotSingular(Kit<M> kit) {
    double tiny = 0x1p-80;
    double[][] small = {{0, 3 * tiny}, {2 * tiny, tiny}};
    Lu<M> lu = kit.kernels().lu(2);
    assertTrue(lu.factor(kit.matrix(small)));
    M rows = kit.row(6 * tiny, 5 * tiny);
    lu.solveRows(rows);
    kit.assertElementsClose(new double[][] {{1.5, 2}}, rows, 4 * kit.eps());
    double scaled = kit.kernels().reciprocalCondition(kit.matrix(small));
    double plain = kit.kernels().reciprocalCondition(kit.matrix(new double[][] {{0, 3}, {2, 1}}));
    assertEquals(plain, scaled, 1e-6);
  }

  /** EJML lets a pivot pass that is NaN or infinite. */
  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void weightsThatAreNotFiniteAreRefusedWhereverTheyStand(Kit<M> kit) {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          M a = kit.random(3, 3, 7);
          kit.kernels().set(a, i, j, bad);
          Lu<M> lu = kit.kernels().lu(3);
          assertFalse(lu.factor(a), kit + " " + bad + " at " + i + ", " + j);
          M rows = kit.random(2, 3, 8);
          lu.solveRows(rows);
          for (double[] row : kit.values(rows)) {
            assertFalse(Double.isFinite(row[0] + row[1] + row[2]), kit + " " + bad + i + j);
          }
        }
      }
    }
  }
}
