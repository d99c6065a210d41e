package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * {@link EquilibriumPropagation} at work, from a free equilibrium that the net has relaxed to. No
 * e_l exists; the sink gets {@code (s_l^- - s_l^+) / (2 beta)} (batch x N_l), whose mean is the
 * gradient of b_l and which tends to D_L e_L in the last layer of a net without feedback.
 *
 * @param <M> the matrix type
 */
public final class NudgedLearner<M extends ReshapeMatrix> implements Learner<M> {
  private final Network<M> network;
  private final Kernels<M> kernels;
  private final double beta;
  private final long steps;
  private final Relaxation<M> relaxation;
  private final Activity<M> plus;
  private final Activity<M> minus;
  private final M target;
  private final M error;
  private final M weightGradient;
  private final M biasGradient;

  NudgedLearner(Network<M> network, int batch, double beta, long steps) {
    this.network = network;
    this.kernels = network.kernels();
    this.beta = beta;
    this.steps = steps;
    this.relaxation = new Relaxation<>(network, 0);
    this.plus = new Activity<>(network, batch);
    this.minus = new Activity<>(network, batch);
    this.target = kernels.matrix(1, 1);
    this.error = kernels.matrix(1, 1);
    this.weightGradient = kernels.matrix(1, network.layout().largestWeights());
    this.biasGradient = kernels.matrix(1, 1);
  }

  @Override
  public void learn(Activity<M> activity, M outputError, GradientSink<M> sink) {
    kernels.copy(activity.last(), target);
    kernels.add(-1, outputError, target);
    nudge(activity, plus, beta);
    nudge(activity, minus, -beta);
    double share = 1 / (2 * beta * activity.batch());
    for (int layer = network.layers(); layer >= 1; layer--) {
      weightGradient.reshape(network.width(layer), network.reads(layer));
      biasGradient.reshape(1, network.width(layer));
      M up = plus.output(layer);
      M down = minus.output(layer);
      kernels.multiply(true, false, share, down, network.taken(minus, layer), 0, weightGradient);
      kernels.multiply(true, false, -share, up, network.taken(plus, layer), 1, weightGradient);
      kernels.copy(down, error);
      kernels.add(-1, up, error);
      kernels.add(1 / (2 * beta) - 1, error, error);
      kernels.columnMeans(error, biasGradient);
      sink.accept(layer, error, weightGradient, biasGradient);
    }
  }

  private void nudge(Activity<M> free, Activity<M> state, double strength) {
    for (int layer = 0; layer <= network.layers(); layer++) {
      kernels.copy(free.output(layer), state.output(layer));
    }
    relaxation.relax(state, steps, strength, target);
  }

  /** s_l^+ of the last batch (batch x N_l). */
  public M plus(int layer) {
    return plus.output(layer);
  }

  /** s_l^- of the last batch (batch x N_l). */
  public M minus(int layer) {
    return minus.output(layer);
  }

  @Override
  public void save(DataOutput out) {
    // every call begins anew
  }

  @Override
  public void load(DataInput in) {
    // nothing was saved
  }
}
