package neurosweep.learn;

import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import neurosweep.math.random.Rng;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * How feedback weights B_l (R_l x N_l) come to be. A loop of W_l and B_l settles most surely if B_l
 * opposes W_l, as -W_l^T does. To add one, see the package.
 */
public interface Feedback extends Member {

  /** Half the width of the uniform distribution, or the size of every element. */
  Param<Double> AMPLITUDE =
      Param.real("feedback_amplitude", 0.5, "bound of the elements of the feedback weights")
          .above(0);

  /** Multiplies what is computed from W. */
  Param<Double> SCALE =
      Param.real("feedback_scale", 1, "multiplies the feedback weights computed from W").above(0);

  /** All kinds of feedback; last, because members read the knobs above as they are loaded. */
  Catalog<Feedback> CATALOG = Catalog.of("feedback", Feedback.class);

  /**
   * B of one layer in float64.
   *
   * @param w W (N_l x R_l). Not modified
   * @param rng the layer's stream
   * @param values the cell's knobs
   * @return {@code [R_l][N_l]}
   */
  double[][] draw(double[][] w, Rng rng, Values values);

  /** Whether B is made to oppose W, so that -B lies along W^T. */
  default boolean opposes() {
    return true;
  }

  /** Whether B was optimised to make its loop stable, which may fail. */
  default boolean optimised() {
    return false;
  }

  /** Whether B changes while W learns, instead of staying as it was drawn. */
  default boolean changes() {
    return follows() || learns();
  }

  /** Whether it is computed anew from the weights of the moment, whatever it was set to. */
  default boolean follows() {
    return false;
  }

  /** Whether it learns in training, step by step. */
  default boolean learns() {
    return false;
  }

  /**
   * Computes B anew from the weights of the moment, before each use, if that is how it changes.
   *
   * @param w W (N_l x R_l). Not modified
   * @param b B (R_l x N_l). Modified
   */
  default <M extends ReshapeMatrix> void follow(Kernels<M> kernels, M w, M b, Values values) {}

  /**
   * How B learns beside W, step by step.
   *
   * @param optimizer that of the net
   */
  default <M extends ReshapeMatrix> FeedbackLearning<M> learning(
      Network<M> network, Optimizer optimizer, Values values, Streams streams) {
    return FeedbackLearning.none();
  }

  /** How many numbers learning keeps, and saves, for each element of B. */
  default int moments(Optimizer optimizer) {
    return 0;
  }

  /** Floating-point operations that learning adds to a step for W (units x reads). */
  default double flops(int units, int reads, Values values) {
    return 0;
  }

  /** {@code factor W^T}. */
  static double[][] transposed(double factor, double[][] w) {
    double[][] t = new double[w[0].length][w.length];
    for (int i = 0; i < w.length; i++) {
      for (int j = 0; j < w[0].length; j++) {
        t[j][i] = factor * w[i][j];
      }
    }
    return t;
  }

  /** Elements uniform on (-amplitude, amplitude). */
  static double[][] uniform(int rows, int columns, double amplitude, Rng rng) {
    double[][] b = new double[rows][columns];
    for (double[] row : b) {
      for (int j = 0; j < columns; j++) {
        row[j] = amplitude * (2 * rng.nextDouble() - 1);
      }
    }
    return b;
  }
}
