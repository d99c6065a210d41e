package neurosweep.math;

/**
 * Minimum-norm least-squares solutions: {@code x = A^+ b}, where singular values not above {@code
 * eps sigma_max} count as zero (numpy's {@code lstsq(rcond=-1)}). Storage is reused.
 *
 * @param <M> the matrix type
 */
public interface LeastSquares<M> {

  /** Prepares for A (m x n). Not modified, and not to be changed before the last solve. */
  void factor(M a);

  /**
   * Solves for every row of {@code b} (batch x m). Not modified.
   *
   * @param x (batch x n), reshaped and overwritten
   */
  void solveRows(M b, M x);
}
