package neurosweep.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import neurosweep.math.Backend;
import neurosweep.math.Kernels;
import neurosweep.math.Precision;
import neurosweep.math.random.Rng;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.params.provider.Arguments;

/**
 * One backend in one precision, with what tests need around it: matrices from and to plain arrays.
 *
 * @param name such as {@code ejml}
 * @param kernels its kernels
 */
public record TestBackend<M extends ReshapeMatrix>(String name, Kernels<M> kernels) {

  /** Every backend that this machine has, in both precisions. */
  public static Stream<TestBackend<?>> all() {
    return Backend.catalog().members().stream()
        .filter(backend -> backend.unavailable().isEmpty())
        .flatMap(
            backend ->
                Arrays.stream(Precision.values())
                    .map(precision -> of(backend.name(), backend.kernels(precision))));
  }

  private static <M extends ReshapeMatrix> TestBackend<M> of(String name, Kernels<M> kernels) {
    return new TestBackend<>(name, kernels);
  }

  /** Each of these rules on each of them with each of these shapes of a net. */
  public static Stream<Arguments> with(Stream<String> rules, int[]... shapes) {
    return rules.flatMap(
        rule ->
            all()
                .flatMap(
                    backend ->
                        Arrays.stream(shapes).map(shape -> Arguments.of(rule, backend, shape))));
  }

  /** The portable float64 kernels, whose matrix type tests of rules do not care about. */
  public static TestBackend<?> float64() {
    return of("ejml", Backend.choose("ejml").kernels(Precision.FLOAT64));
  }

  /** Half the distance from 1 to the next number. */
  public double eps() {
    return kernels.precision() == Precision.FLOAT32 ? 0x1p-24 : 0x1p-53;
  }

  /** The nearest number of this precision. */
  public double rounded(double value) {
    return kernels.precision() == Precision.FLOAT32 ? (float) value : value;
  }

  public M matrix(double[][] values) {
    M matrix = kernels.matrix(values.length, values[0].length);
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values[i].length; j++) {
        kernels.set(matrix, i, j, values[i][j]);
      }
    }
    return matrix;
  }

  public M row(double... values) {
    return matrix(new double[][] {values});
  }

  public double[][] values(M matrix) {
    double[][] values = new double[matrix.getNumRows()][matrix.getNumCols()];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values[i].length; j++) {
        values[i][j] = kernels.get(matrix, i, j);
      }
    }
    return values;
  }

  /** Standard normal elements. */
  public M random(int rows, int columns, long seed) {
    return matrix(gaussian(rows, columns, seed));
  }

  public static double[][] gaussian(int rows, int columns, long seed) {
    Rng rng = new Streams(seed, 0).stream("test", rows * 1000 + columns);
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      for (int j = 0; j < columns; j++) {
        row[j] = rng.nextGaussian();
      }
    }
    return values;
  }

  /** Plain loops in double: op(a) op(b). */
  public static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        for (int j = 0; j < b[0].length; j++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }

  public static double[][] transposed(double[][] a) {
    double[][] t = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        t[j][i] = a[i][j];
      }
    }
    return t;
  }

  /** |got - want| relative to the size of the whole of want. */
  public static double relativeError(double[][] want, double[][] got) {
    double difference = 0;
    double size = 0;
    assertEquals(want.length, got.length, "rows");
    for (int i = 0; i < want.length; i++) {
      assertEquals(want[i].length, got[i].length, "columns");
      for (int j = 0; j < want[i].length; j++) {
        difference += (got[i][j] - want[i][j]) * (got[i][j] - want[i][j]);
        size += want[i][j] * want[i][j];
      }
    }
    return difference == 0 ? 0 : Math.sqrt(difference / size);
  }

  /** Fails unless |got - want| <= tolerance |want| in every element. */
  public void assertElementsClose(double[][] want, M got, double tolerance) {
    double[][] found = values(got);
    assertEquals(want.length, found.length, "rows");
    for (int i = 0; i < want.length; i++) {
      assertEquals(want[i].length, found[i].length, "columns");
      for (int j = 0; j < want[i].length; j++) {
        double error = Math.abs(found[i][j] - want[i][j]);
        String message =
            "[" + i + "][" + j + "]: expected " + want[i][j] + " but was " + found[i][j];
        assertTrue(error <= tolerance * Math.abs(want[i][j]), message);
      }
    }
  }

  @Override
  public String toString() {
    return name + " " + kernels.precision();
  }
}
