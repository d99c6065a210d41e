package neurosweep.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every backend's products against plain loops, within the bound that rounding errors obey. */
class MultiplyTest {
  private static final int[] SIZES = {1, 7, 33, 65, 130};
  private static final double[][] FACTORS = {{1, 0}, {-0.7, 0}, {1, 1}, {2.5, 1}, {0.3, -1.7}};

  static Stream<Kit<?>> kits() {
    return Kit.all();
  }

  @Test
  void bothPrecisionsOfThePortableBackendAreTested() {
    assertTrue(kits().filter(kit -> kit.backend().equals("ejml")).count() == 2);
  }

  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void equalsPlainLoops(Kit<M> kit) {
    for (int s = 0; s < SIZES.length; s++) {
      int next = SIZES[(s + 1) % SIZES.length];
      int after = SIZES[(s + 2) % SIZES.length];
      everyTransposition(kit, SIZES[s], SIZES[s], SIZES[s]);
      everyTransposition(kit, SIZES[s], next, after);
      everyTransposition(kit, after, next, SIZES[s]);
    }
  }

  private static <M extends ReshapeMatrix> void everyTransposition(
      Kit<M> kit, int m, int k, int n) {
    for (boolean transposeA : new boolean[] {false, true}) {
      for (boolean transposeB : new boolean[] {false, true}) {
        M a = transposeA ? kit.random(k, m, 1) : kit.random(m, k, 2);
        M b = transposeB ? kit.random(n, k, 3) : kit.random(k, n, 4);
        for (double[] factors : FACTORS) {
          check(kit, new Case<>(transposeA, transposeB, factors[0], factors[1], a, b));
        }
      }
    }
  }

  private record Case<M extends ReshapeMatrix>(
      boolean transposeA, boolean transposeB, double alpha, double beta, M a, M b) {}

  private static <M extends ReshapeMatrix> void check(Kit<M> kit, Case<M> c) {
    double[][] storedA = kit.values(c.a);
    double[][] storedB = kit.values(c.b);
    double[][] a = c.transposeA ? Kit.transposed(storedA) : storedA;
    double[][] b = c.transposeB ? Kit.transposed(storedB) : storedB;
    M result = kit.random(a.length, b[0].length, 5);
    double[][] before = kit.values(result);
    if (c.beta == 0) {
      kit.kernels().fill(result, Double.NaN);
    }
    kit.kernels().multiply(c.transposeA, c.transposeB, c.alpha, c.a, c.b, c.beta, result);
    double[][] product = Kit.product(a, b);
    double[][] sizes = Kit.product(absolute(a), absolute(b));
    double[][] got = kit.values(result);
    for (int i = 0; i < got.length; i++) {
      for (int j = 0; j < got[i].length; j++) {
        double want = c.alpha * product[i][j] + c.beta * before[i][j];
        double size = Math.abs(c.alpha) * sizes[i][j] + Math.abs(c.beta * before[i][j]);
        double bound = (b.length + 6) * kit.eps() * size;
        assertEquals(want, got[i][j], bound, () -> kit + " " + a.length + " " + c.alpha);
      }
    }
    assertArrayEquals(storedA, kit.values(c.a), "A is not modified");
    assertArrayEquals(storedB, kit.values(c.b), "B is not modified");
  }

  private static double[][] absolute(double[][] values) {
    return Arrays.stream(values)
        .map(row -> Arrays.stream(row).map(Math::abs).toArray())
        .toArray(double[][]::new);
  }

  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void reshapesTheResultWhereBetaIsZero(Kit<M> kit) {
    M result = kit.random(5, 4, 1);
    kit.kernels().multiply(false, true, 1, kit.random(2, 3, 2), kit.random(4, 3, 3), 0, result);
    assertEquals(2, result.getNumRows());
    assertEquals(4, result.getNumCols());
  }

  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void passesOnWhatIsNotFinite(Kit<M> kit) {
    M a = kit.random(7, 7, 1);
    kit.kernels().set(a, 3, 2, Double.NaN);
    M result = kit.kernels().matrix(7, 7);
    kit.kernels().multiply(false, true, 1, a, kit.kernels().matrix(7, 7), 0, result);
    for (int j = 0; j < 7; j++) {
      assertTrue(Double.isNaN(kit.kernels().get(result, 3, j)), "0 times NaN in column " + j);
    }
  }

  @ParameterizedTest
  @MethodSource("kits")
  <M extends ReshapeMatrix> void gramMatrixOfRowsOrColumnsWithoutDiagonal(Kit<M> kit) {
    for (int n : SIZES) {
      M w = kit.random(n, n, 6);
      double[][] stored = kit.values(w);
      double[][] t = Kit.transposed(stored);
      checkGram(kit, false, w, Kit.product(stored, t));
      checkGram(kit, true, w, Kit.product(t, stored));
    }
    M tall = kit.random(7, 3, 7);
    double[][] stored = kit.values(tall);
    checkGram(kit, false, tall, Kit.product(stored, Kit.transposed(stored)));
    checkGram(kit, true, tall, Kit.product(Kit.transposed(stored), stored));
  }

  @ParameterizedTest
  @MethodSource("neurosweep.math.Kit#all")
  <M extends ReshapeMatrix> void theOrthogonalityGradientIsTheProductWithTheGramMatrix(Kit<M> kit) {
    Kernels<M> kernels = kit.kernels();
    for (int[] shape : new int[][] {{1, 1}, {7, 7}, {65, 65}, {130, 33}, {33, 130}}) {
      for (boolean ofColumns : new boolean[] {false, true}) {
        M w = kit.random(shape[0], shape[1], 3);
        M got = kit.random(shape[0], shape[1], 4);
        M want = kernels.matrix(shape[0], shape[1]);
        kernels.copy(got, want);
        M gram = kit.random(131, 131, 8);
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
        assertEquals(0, Math.sqrt(kernels.dot(want, want)) / size, 50 * kit.eps());
      }
    }
  }

  private static <M extends ReshapeMatrix> void checkGram(
      Kit<M> kit, boolean ofColumns, M w, double[][] want) {
    M gram = kit.random(131, 131, 8); // larger, and full of something else
    kit.kernels().gram(ofColumns, w, gram);
    assertEquals(want.length, gram.getNumRows());
    assertEquals(want.length, gram.getNumCols());
    for (int i = 0; i < want.length; i++) {
      for (int j = 0; j <= i; j++) {
        double got = kit.kernels().get(gram, i, j);
        double size = Math.sqrt(want[i][i] * want[j][j]); // Cauchy and Schwarz
        assertEquals(want[i][j], got, (want.length + 8) * kit.eps() * size);
      }
    }
  }
}
