package neurosweep.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import neurosweep.testing.TestBackend;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gram matrices of weights near to orthogonal are solved with, all others are refused. */
class CholeskyTest {

  static Stream<TestBackend<?>> backends() {
    return TestBackend.all();
  }

  private static <M extends ReshapeMatrix> Cholesky<M> storage(TestBackend<M> backend, int n) {
    var storage = backend.kernels().cholesky(n);
    Assumptions.assumeTrue(storage.isPresent(), backend.name() + " has none");
    return storage.orElseThrow();
  }

  /** I + c c^T on a diagonal that spans many powers of ten; eigenvalues 1 and 1 + |c|^2. */
  private static double[][] scaled(int n, double size) {
    double[][] c = TestBackend.gaussian(1, n, 9);
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
  @MethodSource("backends")
  <M extends ReshapeMatrix> void solvesEveryRowWhateverTheScale(TestBackend<M> backend) {
    for (int n : new int[] {1, 7, 16, 17, 33, 65, 130}) {
      Cholesky<M> cholesky = storage(backend, n);
      double[][] a = scaled(n, 1);
      double[][] want = TestBackend.gaussian(5, n, 4);
      M rows = backend.matrix(TestBackend.product(want, a));
      M lower = backend.matrix(a);
      for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
          backend.kernels().set(lower, i, j, Double.NaN); // not read
        }
      }
      double[][] before = backend.values(lower);
      assertTrue(cholesky.factor(lower), "n=" + n);
      cholesky.solveRows(rows);
      assertArrayEquals(before, backend.values(lower), "not modified");
      double[][] got = backend.values(rows);
      for (int i = 0; i < want.length; i++) {
        for (int j = 0; j < n; j++) {
          // Right sides are rounded and reach 10^4 times a column's own scale.
          double scale = Math.pow(10, 2 - j % 5) * 100;
          assertEquals(want[i][j], got[i][j], 30 * (n + 8) * backend.eps() * scale, "n=" + n);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void refusesWhatIsNotKnownToBeWellConditioned(TestBackend<M> backend) {
    int n = 40;
    Cholesky<M> cholesky = storage(backend, n);
    assertFalse(cholesky.factor(backend.matrix(scaled(n, 1e4))), "ill-conditioned");
    assertFalse(cholesky.factor(backend.kernels().matrix(n, n)), "zero");
    M indefinite = backend.matrix(scaled(n, 1));
    backend.kernels().set(indefinite, n - 1, n - 1, -1);
    assertFalse(cholesky.factor(indefinite), "indefinite");
    M unknown = backend.matrix(scaled(n, 1));
    backend.kernels().set(unknown, n - 1, 3, Double.NaN);
    assertFalse(cholesky.factor(unknown), "not a number");
    assertTrue(cholesky.factor(backend.matrix(scaled(n, 1))), "storage is reused");
  }
}
