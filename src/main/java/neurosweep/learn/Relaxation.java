package neurosweep.learn;

import java.util.ArrayList;
import java.util.List;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * A net whose layers also read the layer above through the transposed weights, all at once:
 *
 * <pre>s_l <- f(W_l s_{l-1} + b_l + W_{l+1}^T s_{l+1}),  s_0 = x</pre>
 *
 * <p>In the last layer {@code -beta (s_L - t)} takes the place of the term from above. States
 * (batch x units) are the outputs of an {@link Activity}. Auxiliary units are read by no layer
 * above and get no term from there, but take part below.
 *
 * @param <M> the matrix type
 */
final class Relaxation<M extends ReshapeMatrix> implements Inference<M> {
  private final Network<M> network;
  private final Kernels<M> kernels;
  private final long freeSteps;
  private final List<M> next = new ArrayList<>();
  private final M driven;
  private final M received;
  private final M padded;

  /**
   * A relaxation, whose storage grows with the batches.
   *
   * @param freeSteps updates from zero to what counts as the free equilibrium
   */
  Relaxation(Network<M> network, long freeSteps) {
    this.network = network;
    this.kernels = network.kernels();
    this.freeSteps = freeSteps;
    for (int layer = 1; layer <= network.layers(); layer++) {
      next.add(kernels.matrix(1, 1));
    }
    driven = kernels.matrix(1, 1);
    received = kernels.matrix(1, 1);
    padded = kernels.matrix(1, 1);
  }

  /** Relaxes from zero without a nudge. */
  @Override
  public void run(Activity<M> state) {
    for (int layer = 1; layer <= network.layers(); layer++) {
      state.output(layer).reshape(state.batch(), network.width(layer));
      kernels.fill(state.output(layer), 0);
    }
    relax(state, freeSteps, 0, null);
    for (int layer = 1; layer <= network.layers(); layer++) {
      network.taken(state, layer);
    }
  }

  /**
   * Goes on from a state.
   *
   * @param beta strength of the nudge
   * @param target t (batch x N_L); not read if beta is 0
   */
  void relax(Activity<M> state, long steps, double beta, M target) {
    kernels.multiply(false, true, 1, state.read(1), network.effective(1), 0, driven);
    for (long step = 0; step < steps; step++) {
      for (int layer = 1; layer <= network.layers(); layer++) {
        update(state, layer, beta, target);
      }
      for (int layer = 1; layer <= network.layers(); layer++) {
        kernels.copy(next.get(layer - 1), state.output(layer));
      }
    }
  }

  private void update(Activity<M> state, int layer, double beta, M target) {
    M fresh = next.get(layer - 1);
    if (layer == 1) {
      kernels.copy(driven, fresh);
    } else {
      kernels.multiply(false, true, 1, state.read(layer), network.effective(layer), 0, fresh);
    }
    if (layer < network.layers()) {
      addFromAbove(state, layer, fresh);
    } else if (beta != 0) {
      kernels.add(-beta, state.last(), fresh);
      kernels.add(beta, target, fresh);
    }
    network.activate(layer, fresh);
  }

  private void addFromAbove(Activity<M> state, int layer, M fresh) {
    M above = state.output(layer + 1);
    M weights = network.effective(layer + 1);
    if (weights.getNumCols() == fresh.getNumCols()) {
      kernels.multiply(false, false, 1, above, weights, 1, fresh);
      return;
    }
    kernels.multiply(false, false, 1, above, weights, 0, received);
    padded.reshape(fresh.getNumRows(), fresh.getNumCols());
    kernels.padColumns(received, padded);
    kernels.add(1, padded, fresh);
  }

  /** Floating-point operations of one update of the layers above the first, for one example. */
  static double flops(Layout layout) {
    return LearningRule.ofLayers(layout, (units, reads) -> 4.0 * units * reads);
  }
}
