package neurosweep.learn;

import neurosweep.math.Kernels;
import neurosweep.math.LeastSquares;
import neurosweep.math.Lu;
import neurosweep.math.Precision;
import org.ejml.data.ReshapeMatrix;

/**
 * Solves square systems by LU factorization; a singular matrix is replaced by its pseudo-inverse.
 *
 * @param <M> the matrix type
 */
final class SquareSystem<M extends ReshapeMatrix> {
  private final Kernels<M> kernels;
  private final LeastSquares<M> leastSquares;
  private Lu<M> lu;
  private int side;

  SquareSystem(Kernels<M> kernels) {
    this.kernels = kernels;
    this.leastSquares = kernels.leastSquares();
  }

  /**
   * {@code x = A^-1 b} for every row.
   *
   * @param a A (n x n). Not modified
   * @param b (batch x n). Not modified
   * @param x (batch x n), reshaped and overwritten
   */
  void solveRows(M a, M b, M x) {
    if (lu == null || side != a.getNumRows()) {
      side = a.getNumRows();
      lu = kernels.lu(side);
    }
    kernels.copy(b, x);
    boolean regular = lu.factor(a);
    if (regular) {
      lu.solveRows(x);
    }
    if (!regular || nearlySingular(a, b, x)) {
      leastSquares.factor(a);
      leastSquares.solveRows(b, x);
    }
  }

  /** |A| |x| / |b| is a lower bound of the condition number of A. */
  private boolean nearlySingular(M a, M b, M x) {
    double growth = norm(a) * norm(x);
    double unit = kernels.precision() == Precision.FLOAT64 ? 0x1p-52 : 0x1p-23;
    return !(growth * 100 * unit <= norm(b));
  }

  private double norm(M a) {
    return Math.sqrt(kernels.dot(a, a));
  }
}
