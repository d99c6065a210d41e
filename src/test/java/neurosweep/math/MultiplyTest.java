package neurosweep.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import neurosweep.testing.TestBackend;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every backend's products against plain loops, within the bound that rounding errors obey. */
class MultiplyTest {
  private static final int[] SIZES = {1, 7, 33, 65, 130};
  private static final double[][] FACTORS = {{1, 0}, {-0.7, 0}, {1, 1}, {2.5, 1}, {0.3, -1.7}};

  static Stream<TestBackend<?>> backends() {
    return TestBackend.all();
  }

  @Test
  void bothPrecisionsOfThePortableBackendAreTested() {
    assertTrue(backends().filter(backend -> backend.name().equals("ejml")).count() == 2);
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void equalsPlainLoops(TestBackend<M> backend) {
    for (int s = 0; s < SIZES.length; s++) {
      int next = SIZES[(s + 1) % SIZES.length];
      int after = SIZES[(s + 2) % SIZES.length];
      everyTransposition(backend, SIZES[s], SIZES[s], SIZES[s]);
      everyTransposition(backend, SIZES[s], next, after);
      everyTransposition(backend, after, next, SIZES[s]);
    }
  }

  private static <M extends ReshapeMatrix> void everyTransposition(
      TestBackend<M> backend, int m, int k, int n) {
    for (boolean transposeA : new boolean[] {false, true}) {
      for (boolean transposeB : new boolean[] {false, true}) {
        M a = transposeA ? backend.random(k, m, 1) : backend.random(m, k, 2);
        M b = transposeB ? backend.random(n, k, 3) : backend.random(k, n, 4);
        for (double[] factors : FACTORS) {
          check(backend, new Case<>(transposeA, transposeB, factors[0], factors[1], a, b));
        }
      }
    }
  }

  private record Case<M extends ReshapeMatrix>(
      boolean transposeA, boolean transposeB, double alpha, double beta, M a, M b) {}

  private static <M extends ReshapeMatrix> void check(TestBackend<M> backend, Case<M> c) {
    double[][] storedA = backend.values(c.a);
    double[][] storedB = backend.values(c.b);
    double[][] a = c.transposeA ? TestBackend.transposed(storedA) : storedA;
    double[][] b = c.transposeB ? TestBackend.transposed(storedB) : storedB;
    M result = backend.random(a.length, b[0].length, 5);
    double[][] before = backend.values(result);
    if (c.beta == 0) {
      backend.kernels().fill(result, Double.NaN);
    }
    backend.kernels().multiply(c.transposeA, c.transposeB, c.alpha, c.a, c.b, c.beta, result);
    double[][] product = TestBackend.product(a, b);
    double[][] sizes = TestBackend.product(absolute(a), absolute(b));
    double[][] got = backend.values(result);
    for (int i = 0; i < got.length; i++) {
      for (int j = 0; j < got[i].length; j++) {
        double want = c.alpha * product[i][j] + c.beta * before[i][j];
        double size = Math.abs(c.alpha) * sizes[i][j] + Math.abs(c.beta * before[i][j]);
        double bound = (b.length + 6) * backend.eps() * size;
        assertEquals(want, got[i][j], bound, () -> backend + " " + a.length + " " + c.alpha);
      }
    }
    assertArrayEquals(storedA, backend.values(c.a), "A is not modified");
    assertArrayEquals(storedB, backend.values(c.b), "B is not modified");
  }

  private static double[][] absolute(double[][] values) {
    return Arrays.stream(values)
        .map(row -> Arrays.stream(row).map(Math::abs).toArray())
        .toArray(double[][]::new);
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void reshapesTheResultWhereBetaIsZero(TestBackend<M> backend) {
    M result = backend.random(5, 4, 1);
    backend
        .kernels()
        .multiply(false, true, 1, backend.random(2, 3, 2), backend.random(4, 3, 3), 0, result);
    assertEquals(2, result.getNumRows());
    assertEquals(4, result.getNumCols());
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void passesOnWhatIsNotFinite(TestBackend<M> backend) {
    M a = backend.random(7, 7, 1);
    backend.kernels().set(a, 3, 2, Double.NaN);
    M result = backend.kernels().matrix(7, 7);
    backend.kernels().multiply(false, true, 1, a, backend.kernels().matrix(7, 7), 0, result);
    for (int j = 0; j < 7; j++) {
      assertTrue(Double.isNaN(backend.kernels().get(result, 3, j)), "0 times NaN in column " + j);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  <M extends ReshapeMatrix> void gramMatrixOfRowsOrColumnsWithoutDiagonal(TestBackend<M> backend) {
    for (int n : SIZES) {
      M w = backend.random(n, n, 6);
      double[][] stored = backend.values(w);
      double[][] t = TestBackend.transposed(stored);
      checkGram(backend, false, w, TestBackend.product(stored, t));
      checkGram(backend, true, w, TestBackend.product(t, stored));
    }
    M tall = backend.random(7, 3, 7);
    double[][] stored = backend.values(tall);
    checkGram(backend, false, tall, TestBackend.product(stored, TestBackend.transposed(stored)));
    checkGram(backend, true, tall, TestBackend.product(TestBackend.transposed(stored), stored));
  }

  @ParameterizedTest
  @MethodSource("neurosweep.testing.TestBackend#all")
  <M extends ReshapeMatrix> void theOrthogonalityGradientIsTheProductWithTheGramMatrix(
      TestBackend<M> backend) {
    Kernels<M> kernels = backend.kernels();
    for (int[] shape : new int[][] {{1, 1}, {7, 7}, {65, 65}, {130, 33}, {33, 130}}) {
      for (boolean ofColumns : new boolean[] {false, true}) {
        M w = backend.random(shape[0], shape[1], 3);
        M got = backend.random(shape[0], shape[1], 4);
        M want = kernels.matrix(shape[0], shape[1]);
        kernels.copy(got, want);
        M gram = backend.random(131, 131, 8);
        kernels.gram(ofColumns, w, gram);
        kernels.addOrthogonalityGradient(ofColumns, 0.3, w, gram, got);
        M full = kernels.matrix(1, 1);
        kernels.multiply(ofColumns, !ofColumns, 1, w, w, 0, full);
        for (int i = 0; i < full.getNumRows(); i++) {
          kernels.set(full, i, i, 0);
        }
        kernels.multiply(false, false, 0.3, ofColumns ? w : full, ofColumns ? full : w, 1, want);
        double size = Math.sqrt(kernels.dot(want, want)) + 1;
        kernels.add(-1, got, want);
        assertEquals(0, Math.sqrt(kernels.dot(want, want)) / size, 50 * backend.eps());
      }
    }
  }

  private static <M extends ReshapeMatrix> void checkGram(
      TestBackend<M> backend, boolean ofColumns, M w, double[][] want) {
    M gram = backend.random(131, 131, 8); // larger, and full of something else
    backend.kernels().gram(ofColumns, w, gram);
    assertEquals(want.length, gram.getNumRows());
    assertEquals(want.length, gram.getNumCols());
    for (int i = 0; i < want.length; i++) {
      for (int j = 0; j <= i; j++) {
        double got = backend.kernels().get(gram, i, j);
        double size = Math.sqrt(want[i][i] * want[j][j]); // Cauchy and Schwarz
        assertEquals(want[i][j], got, (want.length + 8) * backend.eps() * size);
      }
    }
  }
}
