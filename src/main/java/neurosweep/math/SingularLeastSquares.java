package neurosweep.math;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/** Least squares through singular values: for any matrix, and many times the work of others. */
final class SingularLeastSquares implements LeastSquares<DMatrixRMaj> {
  private final Float64Kernels kernels;
  private final double cut;
  private DMatrixRMaj inverse;

  /**
   * For matrices of any condition.
   *
   * @param cut singular values that are not above so many times the largest count as zero
   */
  SingularLeastSquares(Float64Kernels kernels, double cut) {
    this.kernels = kernels;
    this.cut = cut;
  }

  /** Makes the transposed pseudo-inverse (m x n), U S^+ V^T. */
  @Override
  public void factor(DMatrixRMaj a) {
    inverse = new DMatrixRMaj(a.numRows, a.numCols);
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(a.numRows, a.numCols, true, true, true);
    if (!svd.decompose(a.copy())) {
      kernels.fill(inverse, Double.NaN);
      return;
    }
    double[] values = svd.getSingularValues();
    int count = svd.numberOfSingularValues();
    double largest = 0;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, values[i]);
    }
    DMatrixRMaj u = svd.getU(null, false);
    for (int i = 0; i < u.numRows; i++) {
      for (int j = 0; j < u.numCols; j++) {
        u.data[i * u.numCols + j] *= j < count && values[j] > cut * largest ? 1 / values[j] : 0;
      }
    }
    CommonOps_DDRM.mult(u, svd.getV(null, true), inverse);
  }

  @Override
  public void solveRows(DMatrixRMaj b, DMatrixRMaj x) {
    kernels.multiply(false, false, 1, b, inverse, 0, x);
  }
}
