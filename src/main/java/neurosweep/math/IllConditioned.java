package neurosweep.math;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/** Least squares where the Gram matrix would cost more than half of the digits. */
final class IllConditioned {
  private static final double FLOAT32_UNIT = Math.ulp(1f);

  private IllConditioned() {}

  static LeastSquares<DMatrixRMaj> leastSquares(Float64Kernels kernels) {
    return new SingularLeastSquares(kernels, Math.ulp(1.0));
  }

  /** In float64, whose Gram matrix has room for the condition of all that counts in float32. */
  static LeastSquares<FMatrixRMaj> leastSquares(Float32Kernels kernels) {
    Float64Kernels wide = (Float64Kernels) kernels.backend().kernels(Precision.FLOAT64);
    return new Widened(
        new GramFloat64(
            wide, new SingularLeastSquares(wide, FLOAT32_UNIT), FLOAT32_UNIT * FLOAT32_UNIT));
  }

  private record Widened(
      LeastSquares<DMatrixRMaj> solver, DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj x)
      implements LeastSquares<FMatrixRMaj> {

    Widened(LeastSquares<DMatrixRMaj> solver) {
      this(solver, new DMatrixRMaj(0, 0), new DMatrixRMaj(0, 0), new DMatrixRMaj(0, 0));
    }

    @Override
    public void factor(FMatrixRMaj narrow) {
      widen(narrow, a);
      solver.factor(a);
    }

    @Override
    public void solveRows(FMatrixRMaj right, FMatrixRMaj left) {
      widen(right, b);
      solver.solveRows(b, x);
      left.reshape(x.numRows, x.numCols);
      int n = x.getNumElements();
      for (int i = 0; i < n; i++) {
        left.data[i] = (float) x.data[i];
      }
    }

    private static void widen(FMatrixRMaj from, DMatrixRMaj to) {
      to.reshape(from.numRows, from.numCols);
      int n = from.getNumElements();
      for (int i = 0; i < n; i++) {
        to.data[i] = from.data[i];
      }
    }
  }
}
