package neurosweep.math;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * Higham's estimate of the 1-norm of an inverse from a few solves (N. J. Higham, "FORTRAN codes for
 * estimating the one-norm of a real or complex matrix", ACM TOMS 14, 1988).
 */
@SuppressWarnings("cast") // the float32 twin needs the casts that are redundant here
final class Float64Condition {
  private static final int MOST_ITERATIONS = 5;

  private Float64Condition() {}

  /** 1 / (norm1(A) est norm1(A^-1)). */
  static /**/ double reciprocal(Float64Kernels kernels, DMatrixRMaj a) {
    if (!kernels.isFinite(a)) {
      return Double.NaN;
    }
    Lu<DMatrixRMaj> plain = kernels.lu(a.numRows);
    Lu<DMatrixRMaj> transposed = kernels.lu(a.numRows);
    boolean regular = plain.factor(a) && transposed.factor(CommonOps_DDRM.transpose(a, null));
    return regular ? reciprocal(a, plain, transposed) : 0;
  }

  /** As {@link #reciprocal(Float64Kernels, DMatrixRMaj)} of a matrix that is factored already. */
  static /**/ double reciprocal(DMatrixRMaj a, Lu<DMatrixRMaj> plain, Lu<DMatrixRMaj> transposed) {
    /**/ double inverse = inverseNorm(plain, transposed, a.numRows);
    /**/ double reciprocal = 1 / (inverse * NormOps_DDRM.inducedP1(a));
    return Double.isNaN(reciprocal) ? 0 : Math.min(1, reciprocal);
  }

  private static /**/ double inverseNorm(Lu<DMatrixRMaj> plain, Lu<DMatrixRMaj> transposed, int n) {
    DMatrixRMaj x = new DMatrixRMaj(1, n);
    DMatrixRMaj z = new DMatrixRMaj(1, n);
    CommonOps_DDRM.fill(x, (double) (1.0 / n));
    /**/ double estimate = 0;
    for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      plain.solveRows(x);
      /**/ double norm = 0;
      for (int i = 0; i < n; i++) {
        norm += Math.abs(x.data[i]);
        z.data[i] = x.data[i] >= 0 ? 1 : -1;
      }
      if (!(norm > estimate)) {
        break;
      }
      estimate = norm;
      transposed.solveRows(z);
      int largest = 0;
      for (int i = 1; i < n; i++) {
        if (Math.abs(z.data[i]) > Math.abs(z.data[largest])) {
          largest = i;
        }
      }
      CommonOps_DDRM.fill(x, 0);
      x.data[largest] = 1;
    }
    return Math.max(estimate, alternative(plain, n));
  }

  /** Higham's second test vector, which guards against the matrices that fool the first. */
  private static /**/ double alternative(Lu<DMatrixRMaj> plain, int n) {
    DMatrixRMaj x = new DMatrixRMaj(1, n);
    for (int i = 0; i < n; i++) {
      /**/ double size = n == 1 ? 1 : 1 + (/**/ double) i / (n - 1);
      x.data[i] = (double) (i % 2 == 0 ? size : -size);
    }
    plain.solveRows(x);
    /**/ double norm = 0;
    for (int i = 0; i < n; i++) {
      norm += Math.abs(x.data[i]);
    }
    return 2 * norm / (3.0 * n);
  }
}
