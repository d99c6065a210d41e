package neurosweep.math;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import org.ejml.data.DMatrixRMaj;

/** A matrix as its shape and the bits of its elements, row by row, little-endian. */
final class Float64Bytes {
  private static final int CHUNK = 8192;

  private final DMatrixRMaj matrix;
  private final byte[] bytes;
  private final DoubleBuffer elements;

  Float64Bytes(DMatrixRMaj matrix) {
    this.matrix = matrix;
    this.bytes = new byte[Math.min(CHUNK, matrix.getNumElements()) * Double.BYTES];
    this.elements = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(matrix.numRows);
    out.writeInt(matrix.numCols);
    int n = matrix.getNumElements();
    for (int from = 0; from < n; from += CHUNK) {
      int count = Math.min(CHUNK, n - from);
      elements.clear().put(matrix.data, from, count);
      out.write(bytes, 0, count * Double.BYTES);
    }
  }

  void read(DataInput in) throws IOException {
    int rows = in.readInt();
    int columns = in.readInt();
    if (rows != matrix.numRows || columns != matrix.numCols) {
      throw new IOException(
          "the matrix is "
              + rows
              + " x "
              + columns
              + ", must be "
              + matrix.numRows
              + " x "
              + matrix.numCols);
    }
    int n = matrix.getNumElements();
    for (int from = 0; from < n; from += CHUNK) {
      int count = Math.min(CHUNK, n - from);
      in.readFully(bytes, 0, count * Double.BYTES);
      elements.clear().get(matrix.data, from, count);
    }
  }
}
