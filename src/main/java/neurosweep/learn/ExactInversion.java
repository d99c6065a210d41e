package neurosweep.learn;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.math.Cholesky;
import neurosweep.math.Kernels;
import neurosweep.math.Lu;
import org.ejml.data.ReshapeMatrix;

/**
 * Propagation through exact inverses, in the scaled form that loses no digits at any depth. With s
 * = gamma^(L-l), e_l = (y_l - t_l) / s and eps_l = gamma f'(h_l)^power:
 *
 * <pre>e_{l-1} = W_l^-1 [f^-1(y_l) - f^-1(y_l - s eps_l e_l)] / (s gamma)</pre>
 *
 * @param <M> the matrix type
 */
final class ExactInversion<M extends ReshapeMatrix> implements LayerwiseLearner.Propagation<M> {

  /** How far a target lies from the forward value towards the target above. */
  static final Param<Double> GAMMA =
      Param.real("gamma", 1e-3, "incremental step from the forward output towards the target")
          .called("γ")
          .within(1e-12, 1);

  private final Network<M> network;
  private final Kernels<M> kernels;
  private final double gamma;
  private final int power;
  private final Map<Integer, Lu<M>> factorizations = new HashMap<>();
  private final Map<Integer, Cholesky<M>> symmetric = new HashMap<>();
  private final M product;
  private LayerGram<M> gram;

  /**
   * An inversion.
   *
   * @param network whose weights are inverted
   * @param gamma the step, 1 for plain target propagation
   * @param power 0 for a step of gamma in every unit, 2 for GAIT-prop's gamma f'^2
   */
  ExactInversion(Network<M> network, double gamma, int power) {
    this.network = network;
    this.kernels = network.kernels();
    this.gamma = gamma;
    this.power = power;
    this.product = kernels.matrix(1, 1);
    for (int layer = 2; layer <= network.layers(); layer++) {
      factorizations.computeIfAbsent(network.width(layer), kernels::lu);
    }
  }

  @Override
  public boolean step(int layer, M output, M error, M sloped, M below) {
    kernels.copy(error, below);
    double scale = StrictMath.pow(gamma, network.layers() - layer);
    kernels.inverseDifference(below, output, network.slope(layer), gamma, scale, power);
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
  static void check(String rule, Layout layout, Problems problems, String where) {
    for (int layer = 1; layer <= layout.layers(); layer++) {
      Activation activation = layout.activations().get(layer - 1);
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
      if (Double.isNaN(activation.slopeBelow(layout.slope()))) {
        problems.add(
            where,
            rule
                + " inverts activations exactly, but that of layer "
                + layer
                + " is "
                + activation.name()
                + "; use leaky-relu or linear, or a rule such as bp or ndi");
        return;
      }
    }
  }

  /** Floating-point operations of one factorization and the solves of a batch. */
  static double flops(int units, int batch) {
    double n = units;
    return 2.0 / 3 * n * n * n + 2 * n * n * batch;
  }
}
