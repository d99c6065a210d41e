package neurosweep.math;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * Least squares through the smaller Gram matrix where that is well-conditioned, which costs a
 * product and an LU factorization, and through singular values where it is not.
 */
@SuppressWarnings("cast") // the float32 twin needs the casts that are redundant here
final class GramFloat64 implements LeastSquares<DMatrixRMaj> {
  /**
   * The root of the rounding unit. Squaring the condition of A then costs at most half of the
   * digits, which one step of refinement brings back.
   */
  private static final double LEAST_CONDITION = (double) Math.sqrt(Math.ulp((double) 1.0));

  private final Float64Kernels kernels;
  private final DMatrixRMaj gram = new DMatrixRMaj(0, 0);
  private final DMatrixRMaj inner = new DMatrixRMaj(0, 0);
  private final DMatrixRMaj residual = new DMatrixRMaj(0, 0);
  private final DMatrixRMaj change = new DMatrixRMaj(0, 0);
  private DMatrixRMaj a;
  private Lu<DMatrixRMaj> lu;
  private int side;
  private DMatrixRMaj inverse;

  GramFloat64(Float64Kernels kernels) {
    this.kernels = kernels;
  }

  @Override
  public void factor(DMatrixRMaj matrix) {
    a = matrix;
    int least = Math.min(a.numRows, a.numCols);
    if (lu == null || side != least) {
      lu = kernels.lu(least);
      side = least;
    }
    boolean wide = a.numRows <= a.numCols;
    kernels.multiply(!wide, wide, 1, a, a, 0, gram);
    inverse = null;
    if (!kernels.isFinite(gram)) {
      inverse = new DMatrixRMaj(a.numRows, a.numCols);
      kernels.fill(inverse, Double.NaN);
    } else if (kernels.reciprocalCondition(gram) > LEAST_CONDITION) {
      lu.factor(gram);
    } else {
      inverse = pseudoInverse();
    }
  }

  @Override
  public void solveRows(DMatrixRMaj b, DMatrixRMaj x) {
    if (inverse != null) {
      kernels.multiply(false, false, 1, b, inverse, 0, x);
      return;
    }
    solve(b, x);
    kernels.copy(b, residual);
    kernels.multiply(false, true, -1, x, a, 1, residual);
    solve(residual, change);
    kernels.add(1, change, x);
  }

  private void solve(DMatrixRMaj b, DMatrixRMaj x) {
    if (a.numRows <= a.numCols) {
      kernels.copy(b, inner);
      lu.solveRows(inner);
      kernels.multiply(false, false, 1, inner, a, 0, x);
    } else {
      kernels.multiply(false, false, 1, b, a, 0, x);
      lu.solveRows(x);
    }
  }

  /** The transposed pseudo-inverse (m x n): U S^+ V^T over the singular values that count. */
  private DMatrixRMaj pseudoInverse() {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(a.numRows, a.numCols, true, true, true);
    DMatrixRMaj result = new DMatrixRMaj(a.numRows, a.numCols);
    if (!svd.decompose(a.copy())) {
      kernels.fill(result, Double.NaN);
      return result;
    }
    double[] values = svd.getSingularValues();
    int count = svd.numberOfSingularValues();
    double largest = 0;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, values[i]);
    }
    DMatrixRMaj u = svd.getU(null, false);
    double cut = Math.ulp((double) 1.0) * largest;
    for (int i = 0; i < u.numRows; i++) {
      for (int j = 0; j < u.numCols; j++) {
        u.data[i * u.numCols + j] *= j < count && values[j] > cut ? 1 / values[j] : 0;
      }
    }
    CommonOps_DDRM.mult(u, svd.getV(null, true), result);
    return result;
  }
}
