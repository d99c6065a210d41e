package neurosweep.reference;

import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/** Matrices as plain arrays, for comparison. */
final class Dense {
  private Dense() {}

  static <M extends ReshapeMatrix> void fill(Kernels<M> kernels, M to, double[][] values) {
    to.reshape(values.length, values[0].length);
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values[i].length; j++) {
        kernels.set(to, i, j, values[i][j]);
      }
    }
  }

  static <M extends ReshapeMatrix> double[][] values(Kernels<M> kernels, M from) {
    double[][] values = new double[from.getNumRows()][from.getNumCols()];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values[i].length; j++) {
        values[i][j] = kernels.get(from, i, j);
      }
    }
    return values;
  }

  static <M extends ReshapeMatrix> double[][] negated(Kernels<M> kernels, M from) {
    double[][] values = values(kernels, from);
    for (double[] row : values) {
      for (int j = 0; j < row.length; j++) {
        row[j] = -row[j];
      }
    }
    return values;
  }
}
