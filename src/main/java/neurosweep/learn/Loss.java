package neurosweep.learn;

import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * A loss, which enters learning through the target that it implies at the output: t_L = y_L -
 * dLoss/dy_L. Only the first C output units (C classes, or more that have target 0) get an error.
 * To add one, see the package.
 */
public interface Loss extends Member {

  /** All losses. */
  Catalog<Loss> CATALOG = Catalog.of("loss", Loss.class);

  /**
   * Computes {@code e_L = y_L - t_L} and the mean loss.
   *
   * @param outputs y_L (batch x N_L). Not modified
   * @param labels class of example i of the batch at {@code labels[i]}
   * @param classes C
   * @param error e_L (batch x N_L), zero beyond the classes. Modified
   * @return the loss, mean over the batch
   */
  <M extends ReshapeMatrix> double error(
      Kernels<M> kernels, M outputs, int[] labels, int classes, M error);
}
