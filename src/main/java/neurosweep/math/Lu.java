package neurosweep.math;

/**
 * An LU factorization with partial pivoting, with storage that is reused from one factorization to
 * the next.
 *
 * @param <M> the matrix type
 */
public interface Lu<M> {

  /**
   * Factors a square matrix. Not modified.
   *
   * @return false if a pivot is exactly zero or not finite; {@link #solveRows} then gives values
   *     that are not finite
   */
  boolean factor(M a);

  /**
   * Replaces every row x of {@code rows} (batch x n) by {@code A^-1 x}. Modified.
   *
   * <p>2 n^2 floating-point operations a row.
   */
  void solveRows(M rows);
}
