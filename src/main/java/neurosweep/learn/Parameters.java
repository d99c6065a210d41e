package neurosweep.learn;

import java.util.List;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * What an optimizer changes: the weights and biases of a net, or other weights that learn beside
 * them.
 *
 * @param kernels compute with them
 * @param weights of any shapes, at index l - 1 those of {@link Optimizer.State#update}'s l
 * @param biases that belong to them, or none at all
 * @param <M> the matrix type
 */
public record Parameters<M extends ReshapeMatrix>(
    Kernels<M> kernels, List<M> weights, List<M> biases) {

  /** Weights without biases. */
  public static <M extends ReshapeMatrix> Parameters<M> of(Kernels<M> kernels, List<M> weights) {
    return new Parameters<>(kernels, weights, List.of());
  }

  /** How many layers there are. */
  int layers() {
    return weights.size();
  }

  /** Zero matrices of the shapes of some of these. */
  List<M> zeros(List<M> of) {
    return of.stream().map(each -> kernels.matrix(each.getNumRows(), each.getNumCols())).toList();
  }
}
