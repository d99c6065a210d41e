package neurosweep.learn;

import java.util.ArrayList;
import java.util.List;
import neurosweep.math.Angle;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * Copies of every layer's gradients, to compare rules: let one instance listen to a {@link
 * TrainingStep}, fill another with {@code learner.learn(activity, error, other)} on the same batch,
 * and ask for the angle between them. With batches of one example the angle between two weight
 * gradients is the angle between the two errors.
 *
 * @param <M> the matrix type
 */
public final class Gradients<M extends ReshapeMatrix> implements Learner.GradientSink<M> {
  private final Kernels<M> kernels;
  private final List<M> weights = new ArrayList<>();
  private final List<M> biases = new ArrayList<>();

  /** Storage for the gradients of a net. */
  public Gradients(Network<M> network) {
    this.kernels = network.kernels();
    for (int layer = 1; layer <= network.layers(); layer++) {
      weights.add(kernels.matrix(network.width(layer), network.reads(layer)));
      biases.add(kernels.matrix(1, network.width(layer)));
    }
  }

  @Override
  public void accept(int layer, M error, M weightGradient, M biasGradient) {
    kernels.copy(weightGradient, weights.get(layer - 1));
    kernels.copy(biasGradient, biases.get(layer - 1));
  }

  /** Mean gradient of W_l (N_l x R_l). */
  public M weights(int layer) {
    return weights.get(layer - 1);
  }

  /** Mean gradient of b_l (1 x N_l). */
  public M bias(int layer) {
    return biases.get(layer - 1);
  }

  /** Degrees between the weight gradients of a layer; NaN if either is zero or not finite. */
  public double angle(int layer, Gradients<M> other) {
    return Angle.degrees(kernels, weights(layer), other.weights(layer));
  }
}
