package neurosweep.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gram matrices of weights near to orthogonal are solved with, all others are refused. */
class CholeskyTest {

  static Stream<Kit<?>> kits() {
    return Kit.all();
  }

  private static <M extends ReshapeMatrix> Cholesky<M> storage(Kit<M> kit, int n) {
    var storage = kit.kernels().cholesky(n);
    Assumptions.assumeTrue(storage.isPresent(), kit.backend() + " has none");
    return storage.orElseThrow();
  }

  /** I + c c^T on a diagonal that spans many powers of ten; eigenvalues 1 and 1 + |c|^2. */
  private static double[][] scaled(int n, double size) {
    double[][] c = Kit.gaussian(1, n, 9);
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double scale = Math.pow(10, (i % 5) - 2) * Math.pow(10, (j % 5) - 2);
        a[i][j] = scale * ((i == j ? 1 : 0) + size / n * c[0][i] * c[0][j]);
      }
    }
    return a;
  }

  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void solvesEveryRowWhateverTheScale(Kit<M> kit) {
    for (int n : new int[] {1, 7, 16, 17, 33, 65, 130}) {
      Cholesky<M> cholesky = storage(kit, n);
      double[][] a = scaled(n, 1);
      double[][] want = Kit.gaussian(5, n, 4);
      M rows = kit.matrix(Kit.product(want, a));
      M lower = kit.matrix(a);
      for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
          kit.kernels().set(lower, i, j, Double.NaN); // not read
        }
      }
      double[][] before = kit.values(lower);
      assertTrue(cholesky.factor(lower), "n=" + n);
      cholesky.solveRows(rows);
      assertArrayEquals(before, kit.values(lower), "not modified");
      double[][] got = kit.values(rows);
      for (int i = 0; i < want.length; i++) {
        for (int j = 0; j < n; j++) {
          // Right sides are rounded and reach 10^4 times a column's own scale.
          double scale = Math.pow(10, 2 - j % 5) * 100;
          assertEquals(want[i][j], got[i][j], 30 * (n + 8) * kit.eps() * scale, "n=" + n);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void refusesWhatIsNotKnownToBeWellConditioned(Kit<M> kit) {
    int n = 40;
    Cholesky<M> cholesky = storage(kit, n);
    assertFalse(cholesky.factor(kit.matrix(scaled(n, 1e4))), "ill-conditioned");
    assertFalse(cholesky.factor(kit.kernels().matrix(n, n)), "zero");
    M indefinite = kit.matrix(scaled(n, 1));
    kit.kernels().set(indefinite, n - 1, n - 1, -1);
    assertFalse(cholesky.factor(indefinite), "indefinite");
    M unknown = kit.matrix(scaled(n, 1));
    kit.kernels().set(unknown, n - 1, 3, Double.NaN);
    assertFalse(cholesky.factor(unknown), "not a number");
    assertTrue(cholesky.factor(kit.matrix(scaled(n, 1))), "storage is reused");
  }
}
