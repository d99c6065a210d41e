package neurosweep.learn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.math.Cholesky;
import neurosweep.math.Kernels;
import neurosweep.math.Lu;
import org.ejml.data.ReshapeMatrix;

/**
 * Propagation through exact inverses, in the scaled form that loses no digits at any depth. With
 * s_L = 1, s_{l-1} = gamma_l s_l, e_l = (y_l - t_l) / s_l and eps_l = gamma_l f'(h_l)^p_l:
 *
 * <pre>e_{l-1} = W_l^-1 [f^-1(y_l) - f^-1(y_l - s_l eps_l e_l)] / s_{l-1}</pre>
 *
 * @param <M> the matrix type
 */
final class ExactInversion<M extends ReshapeMatrix> implements LayerwiseLearner.Propagation<M> {

  /** How close to the bounds of an activation its inverse is taken. */
  static final Param<Double> CLIP =
      Param.real(
              "inverse_clip",
              1e-3,
              "how far outputs and targets are kept from the bounds of tanh, elu and softplus")
          .within(1e-12, 0.5);

  private final Network<M> network;
  private final Kernels<M> kernels;
  private final List<TargetStep> steps;
  private final double clip;
  private final Map<Integer, Lu<M>> factorizations = new HashMap<>();
  private final Map<Integer, Cholesky<M>> symmetric = new HashMap<>();
  private final M product;
  private LayerGram<M> gram;

  /**
   * An inversion.
   *
   * @param network whose weights are inverted
   * @param steps of layer l at index l - 2
   * @param clip how far outputs and targets are kept from the bounds of f
   */
  ExactInversion(Network<M> network, List<TargetStep> steps, double clip) {
    this.network = network;
    this.kernels = network.kernels();
    this.steps = List.copyOf(steps);
    this.clip = clip;
    this.product = kernels.matrix(1, 1);
    for (int layer = 2; layer <= network.layers(); layer++) {
      factorizations.computeIfAbsent(network.width(layer), kernels::lu);
    }
  }

  @Override
  public boolean step(int layer, M output, M error, M sloped, M below) {
    kernels.copy(error, below);
    network.inverseDifference(layer, below, output, steps.get(layer - 2), clip);
    if (gram != null && solveByGram(layer, below)) {
      return true;
    }
    Lu<M> lu = factorizations.get(network.width(layer));
    boolean regular = lu.factor(network.effective(layer));
    lu.solveRows(below);
    return regular;
  }

  /** {@code W^-1 = W^T (W W^T)^-1 = (W^T W)^-1 W^T}, if the Gram matrix is well-conditioned. */
  private boolean solveByGram(int layer, M below) {
    Cholesky<M> cholesky = symmetric.get(network.width(layer));
    gram.forget();
    if (!cholesky.factor(gram.of(layer))) {
      return false;
    }
    M weights = network.effective(layer);
    if (gram.ofColumns()) {
      kernels.multiply(false, false, 1, below, weights, 0, product);
      cholesky.solveRows(product);
      kernels.copy(product, below);
    } else {
      cholesky.solveRows(below);
      kernels.copy(below, product);
      kernels.multiply(false, false, 1, product, weights, 0, below);
    }
    return true;
  }

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

  /** Refuses layers that have no exact inverse. */
  static void check(String rule, Layout layout, Values values, Problems problems, String where) {
    for (int layer = 1; layer <= layout.layers(); layer++) {
      int units = layout.widths()[layer];
      int reads = layout.reads()[layer];
      if (units != reads) {
        problems.add(
            where,
            rule
                + " inverts weights, but those of layer "
                + layer
                + " are "
                + units
                + " x "
                + reads
                + "; use a square or tower net, or a rule such as bp or ndi");
        return;
      }
    }
    boolean clips = layout.activations().stream().anyMatch(Activation::isBounded);
    if (!clips && !CLIP.of(values).equals(CLIP.defaultValue())) {
      problems.add(
          where,
          CLIP.name()
              + " is "
              + CLIP.of(values)
              + ", but no activation of the net has bounds; leave it out");
    }
  }

  /** Floating-point operations of one factorization and the solves of a batch. */
  static double flops(int units, int batch) {
    double n = units;
    return 2.0 / 3 * n * n * n + 2 * n * n * batch;
  }
}
