package neurosweep.learn;

import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/** A penalty on weights that are not orthogonal (Eq. 23). To add one, see the package. */
public interface Regularizer extends Member {

  /** All regularizers. */
  Catalog<Regularizer> CATALOG = Catalog.of("regularizer", Regularizer.class);

  /** Whether it looks at W^T W rather than at W W^T. */
  boolean ofColumns();

  /**
   * Adds {@code lambda} times the penalty's gradient.
   *
   * @param w weights (units x reads). Not modified
   * @param lambda strength; callers skip the call for 0
   * @param gram what {@link Kernels#gram} gives for W, used up
   * @param gradient (units x reads). Modified
   */
  <M extends ReshapeMatrix> void addGradient(
      Kernels<M> kernels, M w, double lambda, M gram, M gradient);

  /** Floating-point operations on one layer: a symmetric product and another. */
  default double flops(int units, int reads) {
    return 3.0 * units * units * reads;
  }
}
