package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import neurosweep.core.Persistent;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * One step of training: forward pass, output error, every layer's gradient with the regularizer's,
 * and the optimizer's change, layer by layer from the output down while the layer is in cache.
 *
 * @param <M> the matrix type
 */
public final class TrainingStep<M extends ReshapeMatrix> implements Persistent {

  /**
   * What a step is made of.
   *
   * @param rule assigns errors to layers
   * @param loss at the class outputs
   * @param optimizer changes parameters
   * @param regularizer of the weights
   * @param lambda its strength; 0 is none
   */
  public record Parts(
      LearningRule rule, Loss loss, Optimizer optimizer, Regularizer regularizer, double lambda) {

    /**
     * Floating-point operations of one step.
     *
     * @param widths units of the input and of every layer
     */
    public double flops(int[] widths, int batch) {
      double total = 0;
      for (int layer = 1; layer < widths.length; layer++) {
        double n = widths[layer];
        total += 4 * n * n * batch;
        total += layer > 1 ? rule.propagationFlops(widths[layer], batch) : 0;
        total += lambda > 0 ? regularizer.flops(widths[layer]) : 0;
      }
      return total;
    }
  }

  private final Network<M> network;
  private final Kernels<M> kernels;
  private final Parts parts;
  private final Learner<M> learner;
  private final Optimizer.State<M> optimizer;
  private final M error;
  private final M gram;

  /**
   * A step on one net, with the storage it needs.
   *
   * @param batch the largest mini-batch
   * @param values the cell's knobs
   */
  public TrainingStep(Network<M> network, int batch, Parts parts, Values values) {
    this.network = network;
    this.kernels = network.kernels();
    this.parts = parts;
    this.learner = parts.rule().learner(network, batch, values);
    this.optimizer = parts.optimizer().start(network, values);
    this.error = kernels.matrix(batch, network.width(network.layers()));
    this.gram = kernels.matrix(network.width(1), network.width(1));
  }

  /**
   * Trains on one mini-batch.
   *
   * @param activity holds the batch's input
   * @param labels class of each example
   * @return mean loss before the step; if it is not finite the parameters are left as they were
   */
  public double run(Activity<M> activity, int[] labels, int classes) {
    network.forward(activity);
    double loss = parts.loss().error(kernels, activity.last(), labels, classes, error);
    if (Double.isFinite(loss)) {
      optimizer.begin();
      learner.learn(activity, error, this::update);
    }
    return loss;
  }

  private void update(int layer, M layerError, M weightGradient, M biasGradient) {
    if (parts.lambda() > 0) {
      M weights = network.weights(layer);
      parts.regularizer().addGradient(kernels, weights, parts.lambda(), gram, weightGradient);
    }
    optimizer.update(layer, weightGradient, biasGradient);
  }

  /** Writes what optimizer and rule keep from step to step; the net is saved by its owner. */
  @Override
  public void save(DataOutput out) throws IOException {
    optimizer.save(out);
    learner.save(out);
  }

  @Override
  public void load(DataInput in) throws IOException {
    optimizer.load(in);
    learner.load(in);
  }

  /** The layer whose weights were singular in the last step, or 0. */
  public int singularLayer() {
    return learner.singularLayer();
  }
}
