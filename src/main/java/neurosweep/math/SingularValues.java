package neurosweep.math;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/** Singular values of a matrix in float64, the same on every backend. */
public final class SingularValues {
  private SingularValues() {}

  /**
   * The smallest of the min(rows, columns) singular values; NaN if the matrix is not finite.
   * Allocates.
   *
   * @param a (rows x columns). Not modified
   */
  public static double least(double[][] a) {
    DMatrixRMaj matrix = new DMatrixRMaj(a);
    double sum = 0;
    for (double value : matrix.data) {
      sum += value * 0;
    }
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(matrix.numRows, matrix.numCols, false, false, true);
    if (sum != 0 || !svd.decompose(matrix)) {
      return Double.NaN;
    }
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < svd.numberOfSingularValues(); i++) {
      least = Math.min(least, svd.getSingularValues()[i]);
    }
    return least;
  }
}
