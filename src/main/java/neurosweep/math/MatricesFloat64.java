package neurosweep.math;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import neurosweep.math.random.RandomSource;
import org.ejml.data.DMatrixRMaj;

/** Making, filling, copying and saving matrices in float64. */
@SuppressWarnings("cast") // the float32 twin needs the casts that are redundant here
abstract class MatricesFloat64 implements Kernels<DMatrixRMaj> {
  /** Side of the squares that stay in cache where rows become columns. */
  static final int TILE = 32;

  @Override
  public final Precision precision() {
    return Precision.FLOAT64;
  }

  @Override
  public final DMatrixRMaj matrix(int rows, int columns) {
    return new DMatrixRMaj(rows, columns);
  }

  @Override
  public final /**/ double get(DMatrixRMaj a, int row, int column) {
    return a.data[row * a.numCols + column];
  }

  @Override
  public final void set(DMatrixRMaj a, int row, int column, /**/ double value) {
    a.data[row * a.numCols + column] = (double) value;
  }

  @Override
  public final void save(DMatrixRMaj a, DataOutput out) throws IOException {
    new Float64Bytes(a).write(out);
  }

  @Override
  public final void load(DataInput in, DMatrixRMaj a) throws IOException {
    new Float64Bytes(a).read(in);
  }

  @Override
  public final void copy(DMatrixRMaj from, DMatrixRMaj to) {
    to.reshape(from.numRows, from.numCols);
    System.arraycopy(from.data, 0, to.data, 0, from.getNumElements());
  }

  @Override
  public final void fill(DMatrixRMaj a, /**/ double value) {
    Arrays.fill(a.data, 0, a.getNumElements(), (double) value);
  }

  @Override
  public final void gather(
      RowSource source, int[] order, int from, int count, int features, DMatrixRMaj x) {
    x.reshape(count, features);
    for (int i = 0; i < count; i++) {
      source.widen(order[from + i], x.data, i * features);
    }
  }

  @Override
  public final void leadingColumns(DMatrixRMaj from, DMatrixRMaj to) {
    for (int i = 0; i < to.numRows; i++) {
      System.arraycopy(from.data, i * from.numCols, to.data, i * to.numCols, to.numCols);
    }
  }

  @Override
  public final void padColumns(DMatrixRMaj from, DMatrixRMaj to) {
    for (int i = 0; i < to.numRows; i++) {
      int row = i * to.numCols;
      System.arraycopy(from.data, i * from.numCols, to.data, row, from.numCols);
      Arrays.fill(to.data, row + from.numCols, row + to.numCols, 0);
    }
  }

  @Override
  public final void overwriteColumns(DMatrixRMaj from, DMatrixRMaj to) {
    for (int i = 0; i < to.numRows; i++) {
      System.arraycopy(from.data, i * from.numCols, to.data, i * to.numCols, from.numCols);
    }
  }

  @Override
  public final void transpose(/**/ double factor, DMatrixRMaj from, DMatrixRMaj to) {
    double weight = (double) factor;
    int rows = from.numRows;
    int columns = from.numCols;
    to.reshape(columns, rows);
    for (int top = 0; top < rows; top += TILE) {
      int bottom = Math.min(rows, top + TILE);
      for (int left = 0; left < columns; left += TILE) {
        int right = Math.min(columns, left + TILE);
        for (int j = left; j < right; j++) {
          for (int i = top; i < bottom; i++) {
            to.data[j * rows + i] = weight * from.data[i * columns + j];
          }
        }
      }
    }
  }

  @Override
  public final void transposedSigns(/**/ double factor, DMatrixRMaj from, DMatrixRMaj to) {
    transpose(1, from, to);
    double size = (double) factor;
    int n = to.getNumElements();
    for (int i = 0; i < n; i++) {
      to.data[i] = size * Math.signum(to.data[i]);
    }
  }

  @Override
  public final void fillNormal(DMatrixRMaj a, /**/ double deviation, RandomSource random) {
    int n = a.getNumElements();
    for (int i = 0; i < n; i++) {
      a.data[i] = (double) (deviation * random.nextGaussian());
    }
  }

  @Override
  public final void shiftDiagonal(DMatrixRMaj a, /**/ double shift) {
    double by = (double) shift;
    for (int i = 0; i < a.numRows; i++) {
      a.data[i * a.numCols + i] -= by;
    }
  }

  @Override
  public final void clearDiagonal(DMatrixRMaj g) {
    for (int i = 0; i < g.numRows; i++) {
      g.data[i * g.numCols + i] = 0;
    }
  }
}
