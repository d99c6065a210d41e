package neurosweep.math;

/**
 * A Cholesky factorization of a well-conditioned symmetric matrix, with storage that is reused from
 * one factorization to the next.
 *
 * @param <M> the matrix type
 */
public interface Cholesky<M> {

  /**
   * Factors a symmetric matrix, given as its lower triangle with diagonal. Not modified.
   *
   * @return false if the matrix is not known to be positive definite and well-conditioned once its
   *     diagonal is scaled to ones; there is nothing to solve with then
   */
  boolean factor(M a);

  /**
   * Replaces every row x of {@code rows} (batch x n) by {@code A^-1 x}. Modified.
   *
   * <p>2 n^2 floating-point operations a row.
   */
  void solveRows(M rows);
}
