package neurosweep.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixBytesTest {
  private static final Kernels<?> FLOAT32 = Backend.choose("ejml").kernels(Precision.FLOAT32);
  private static final Kernels<?> FLOAT64 = Backend.choose("ejml").kernels(Precision.FLOAT64);

  private static <M extends ReshapeMatrix> byte[] saved(Kernels<M> kernels, M matrix)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    kernels.save(matrix, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static <M extends ReshapeMatrix> M loaded(
      Kernels<M> kernels, byte[] bytes, int rows, int columns) throws IOException {
    M matrix = kernels.matrix(rows, columns);
    kernels.fill(matrix, 7);
    kernels.load(new DataInputStream(new ByteArrayInputStream(bytes)), matrix);
    return matrix;
  }

  /** Below, at and above the size of a chunk, with storage for more than the shape. */
  @ParameterizedTest
  @CsvSource({"0,3", "1,1", "3,5", "64,128", "91,90", "1,8193", "130,127"})
  void everyElement(int rows, int columns) throws IOException {
    check(FLOAT32, rows, columns, 4);
    check(FLOAT64, rows, columns, 8);
  }

  private static <M extends ReshapeMatrix> void check(
      Kernels<M> kernels, int rows, int columns, int width) throws IOException {
    M matrix = kernels.matrix(rows + 2, columns);
    matrix.reshape(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        kernels.set(matrix, i, j, Math.sin(1 + i * columns + j));
      }
    }
    byte[] bytes = saved(kernels, matrix);
    assertEquals(8 + rows * columns * width, bytes.length);
    M again = loaded(kernels, bytes, rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        assertEquals(kernels.get(matrix, i, j), kernels.get(again, i, j));
      }
    }
  }

  @Test
  void everyBitOfWhatIsNoOrdinaryNumber() throws IOException {
    int[] floats = {0x7fc00000, 0x7fc0beef, 0x7f80beef, 0xff800000, 0x80000000, 1};
    FMatrixRMaj narrow = new FMatrixRMaj(1, floats.length);
    for (int i = 0; i < floats.length; i++) {
      narrow.data[i] = Float.intBitsToFloat(floats[i]);
    }
    @SuppressWarnings("unchecked")
    Kernels<FMatrixRMaj> single = (Kernels<FMatrixRMaj>) FLOAT32;
    FMatrixRMaj readNarrow = loaded(single, saved(single, narrow), 1, floats.length);
    int[] found = new int[floats.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = Float.floatToRawIntBits(readNarrow.data[i]);
    }
    assertArrayEquals(floats, found);

    long[] doubles = {0x7ff800000000beefL, 0x7ff000000000beefL, Long.MIN_VALUE, 1};
    DMatrixRMaj wide = new DMatrixRMaj(doubles.length, 1);
    for (int i = 0; i < doubles.length; i++) {
      wide.data[i] = Double.longBitsToDouble(doubles[i]);
    }
    @SuppressWarnings("unchecked")
    Kernels<DMatrixRMaj> twice = (Kernels<DMatrixRMaj>) FLOAT64;
    DMatrixRMaj readWide = loaded(twice, saved(twice, wide), doubles.length, 1);
    for (int i = 0; i < doubles.length; i++) {
      assertEquals(doubles[i], Double.doubleToRawLongBits(readWide.data[i]));
    }
  }

  @Test
  void anotherShapeOrTooFewBytesAreRefused() throws IOException {
    @SuppressWarnings("unchecked")
    Kernels<DMatrixRMaj> kernels = (Kernels<DMatrixRMaj>) FLOAT64;
    byte[] bytes = saved(kernels, new DMatrixRMaj(2, 3));
    IOException fault = assertThrows(IOException.class, () -> loaded(kernels, bytes, 3, 2));
    assertEquals("the matrix is 2 x 3, must be 3 x 2", fault.getMessage());
    byte[] part = java.util.Arrays.copyOf(bytes, bytes.length - 1);
    assertThrows(IOException.class, () -> loaded(kernels, part, 2, 3));
  }
}
