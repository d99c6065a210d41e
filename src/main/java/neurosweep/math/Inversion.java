package neurosweep.math;

import java.util.List;

/**
 * The loops that invert layers by their own dynamics (Podlaski and Machens, NeurIPS 2020),
 * simulated by semi-implicit Euler: every variable is updated with the newest values of the others.
 * Batches are rows; a single row goes through plain loops. Storage is reused.
 *
 * @param <M> the matrix type
 */
public interface Inversion<M> {

  /** The nonlinearity between two populations of a loop. */
  enum Transfer {
    /** f(r) = r. */
    LINEAR,
    /** f(r) = tanh r. */
    TANH,
    /** f(r) = r / f'(a) with the given derivatives: the loop of the linearized net. */
    LINEARIZED
  }

  /**
   * How a loop is simulated.
   *
   * @param alpha leak of the population that receives the error
   * @param dt step
   * @param updates their number
   * @param tolerance largest change of any variable, relative to the largest variable, at which the
   *     loop ends early; 0 makes all updates
   * @param transfer f
   */
  record Settings(double alpha, double dt, int updates, double tolerance, Transfer transfer) {}

  /**
   * One layer, starting from r_x = 0, r_y = 0:
   *
   * <pre>r_y = r_y + dt (-alpha r_y + W f(r_x) - delta);  r_x = r_x + dt (-r_x + B r_y)</pre>
   *
   * <p>The number of updates is always kept; only the coordinates are chosen. r_x = B s with {@code
   * s = s + dt (-s + r_y)}, so a linear loop runs in (s, r_y) on W B (d1 x d1) where d1 <= d2; and
   * q = B r_y obeys {@code q = q + dt (-alpha q + B W f(r_x) - B delta)}, so where d1 >= d2 the
   * loop runs in (r_x, q) on B W (d2 x d2).
   *
   * @param w W (d1 x d2). Not modified
   * @param b B (d2 x d1). Not modified
   * @param delta (batch x d1). Not modified
   * @param rx r_x (batch x d2), reshaped and overwritten
   * @return updates made
   */
  int layer(Settings settings, M w, M b, M delta, M rx);

  /**
   * All layers in one loop, starting from zero, bottom population first:
   *
   * <pre>r_1 = r_1 + dt (-r_1 + B r_n);  r_k = r_k + dt (-r_k + W_k f(r_{k-1}));
   * r_n = r_n + dt (-alpha r_n + W_n f(r_{n-1}) - delta)</pre>
   *
   * @param w W_2..W_n, (d_k x d_{k-1}). Not modified
   * @param b B (d_1 x d_n). Not modified
   * @param slopes f'(a_k) (batch x d_k) for k = 1..n-1, read by {@link Transfer#LINEARIZED} only
   * @param delta (batch x d_n). Not modified
   * @param r r_1..r_n (batch x d_k), reshaped and overwritten
   * @return updates made
   */
  int chain(Settings settings, List<M> w, M b, List<M> slopes, M delta, List<M> r);
}
