package neurosweep.math;

import java.util.HashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * Least squares through the smaller Gram matrix where that is well-conditioned, which costs a
 * product and an LU factorization, and otherwise by another way.
 */
@SuppressWarnings("cast") // the float32 twin needs the casts that are redundant here
final class GramFloat64 implements LeastSquares<DMatrixRMaj> {
  /**
   * The root of the rounding unit. Squaring the condition of A then costs at most half of the
   * digits, which one step of refinement brings back.
   */
  private static final /**/ double HALF_OF_THE_DIGITS = Math.sqrt(Math.ulp((double) 1.0));

  private final Float64Kernels kernels;
  private final LeastSquares<DMatrixRMaj> otherwise;
  private final /**/ double leastCondition;
  private final DMatrixRMaj gram = new DMatrixRMaj(0, 0);
  private final DMatrixRMaj inner = new DMatrixRMaj(0, 0);
  private final DMatrixRMaj residual = new DMatrixRMaj(0, 0);
  private final DMatrixRMaj change = new DMatrixRMaj(0, 0);

  /** By their sides: layers of a net share the solver. */
  private final Map<Integer, Lu<DMatrixRMaj>> factorizations = new HashMap<>();

  private DMatrixRMaj a;
  private Lu<DMatrixRMaj> lu;
  private boolean finite;
  private boolean wellConditioned;

  GramFloat64(Float64Kernels kernels) {
    this(kernels, IllConditioned.leastSquares(kernels), HALF_OF_THE_DIGITS);
  }

  /**
   * With a bound of its own.
   *
   * @param otherwise for what is worse
   * @param leastCondition of the Gram matrix, reciprocal
   */
  GramFloat64(
      Float64Kernels kernels, LeastSquares<DMatrixRMaj> otherwise, /**/ double leastCondition) {
    this.kernels = kernels;
    this.otherwise = otherwise;
    this.leastCondition = leastCondition;
  }

  @Override
  public void factor(DMatrixRMaj matrix) {
    a = matrix;
    lu = factorizations.computeIfAbsent(Math.min(a.numRows, a.numCols), kernels::lu);
    boolean wide = a.numRows <= a.numCols;
    kernels.multiply(!wide, wide, 1, a, a, 0, gram);
    finite = kernels.isFinite(gram);
    wellConditioned =
        finite
            && lu.factor(gram)
            && Float64Condition.reciprocal(gram, lu, lu) > leastCondition; // symmetric
    if (finite && !wellConditioned) {
      otherwise.factor(a);
    }
  }

  @Override
  public void solveRows(DMatrixRMaj b, DMatrixRMaj x) {
    if (wellConditioned) {
      solve(b, x);
      kernels.copy(b, residual);
      kernels.multiply(false, true, -1, x, a, 1, residual);
      solve(residual, change);
      kernels.add(1, change, x);
    } else if (finite) {
      otherwise.solveRows(b, x);
    } else {
      x.reshape(b.numRows, a.numCols);
      kernels.fill(x, Double.NaN);
    }
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
}
