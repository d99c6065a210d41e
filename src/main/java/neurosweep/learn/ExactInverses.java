package neurosweep.learn;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import neurosweep.math.Cholesky;
import neurosweep.math.Kernels;
import neurosweep.math.Lu;
import org.ejml.data.ReshapeMatrix;

/**
 * W_l^-1, by factorizations of W_l or of the Gram matrix that the regularizer needs in any case.
 *
 * @param <M> the matrix type
 */
final class ExactInverses<M extends ReshapeMatrix> implements Inverses<M> {
  private final Network<M> network;
  private final Kernels<M> kernels;
  private final Map<Integer, Lu<M>> factorizations = new HashMap<>();
  private final Map<Integer, Cholesky<M>> symmetric = new HashMap<>();
  private final M product;
  private LayerGram<M> gram;

  /** Storage for the inverses of a net's weights. */
  ExactInverses(Network<M> network) {
    this.network = network;
    this.kernels = network.kernels();
    this.product = kernels.matrix(1, 1);
    for (int layer = 2; layer <= network.layers(); layer++) {
      factorizations.computeIfAbsent(network.width(layer), kernels::lu);
    }
  }

  @Override
  public boolean carry(int layer, M difference) {
    if (gram != null && solveByGram(layer, difference)) {
      return true;
    }
    Lu<M> lu = factorizations.get(network.width(layer));
    boolean regular = lu.factor(network.effective(layer));
    lu.solveRows(difference);
    return regular;
  }

  /** {@code W^-1 = W^T (W W^T)^-1 = (W^T W)^-1 W^T}, if the Gram matrix is well-conditioned. */
  private boolean solveByGram(int layer, M rows) {
    Cholesky<M> cholesky = symmetric.get(network.width(layer));
    gram.forget();
    if (!cholesky.factor(gram.of(layer))) {
      return false;
    }
    M weights = network.effective(layer);
    if (gram.ofColumns()) {
      kernels.multiply(false, false, 1, rows, weights, 0, product);
      cholesky.solveRows(product);
      kernels.copy(product, rows);
    } else {
      cholesky.solveRows(rows);
      kernels.copy(rows, product);
      kernels.multiply(false, false, 1, product, weights, 0, rows);
    }
    return true;
  }

  /** Nothing is left of what an exact inverse is given. */
  @Override
  public void addResidual(int layer, M read, M drive, double factor, M below) {}

  @Override
  public void share(LayerGram<M> shared) {
    for (int width : factorizations.keySet()) {
      Optional<Cholesky<M>> storage = kernels.cholesky(width);
      if (storage.isPresent()) {
        symmetric.put(width, storage.get());
        gram = shared;
      }
    }
  }
}
