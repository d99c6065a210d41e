package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import neurosweep.core.Persistent;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
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
     * @param layout of the net
     * @param values the cell's knobs
     */
    public double flops(Layout layout, int batch, Values values) {
      double total = rule.flops(layout, batch, values);
      total += FeedbackWeights.flops(rule, layout, values);
      Decorrelation decorrelation = Decorrelation.CATALOG.get(Decorrelation.KIND.of(values));
      for (int layer = 1; layer <= layout.layers(); layer++) {
        int units = layout.widths()[layer];
        int reads = layout.reads()[layer];
        total += 4.0 * units * reads * batch;
        total += decorrelation.flops(units, reads, batch);
        total += lambda > 0 ? regularizer.flops(units, reads) : 0;
      }
      return total;
    }
  }

  private final Network<M> network;
  private final Kernels<M> kernels;
  private final Parts parts;
  private final Learner<M> learner;
  private final Optimizer.State<M> optimizer;
  private final FeedbackLearning<M> feedback;
  private final M error;
  private final LayerGram<M> gram;
  private final Learner.GradientSink<M> updating = this::update;
  private final Learner.GradientSink<M> telling = this::tell;
  private Learner.GradientSink<M> listener;
  private int[] batchLabels;
  private int batchClasses;
  private M batchTargets;

  /**
   * A step on one net, with the storage it needs.
   *
   * @param batch the largest mini-batch
   * @param values the cell's knobs
   * @param streams for what rule and feedback draw
   */
  public TrainingStep(Network<M> network, int batch, Parts parts, Values values, Streams streams) {
    this.network = network;
    this.kernels = network.kernels();
    this.parts = parts;
    this.learner = parts.rule().learner(network, batch, values, streams);
    this.optimizer = parts.optimizer().start(network.parameters(), values);
    this.feedback =
        network.hasFeedback()
            ? network.feedback().learning(parts.optimizer(), streams)
            : FeedbackLearning.none();
    this.error = kernels.matrix(batch, network.width(network.layers()));
    this.gram =
        parts.lambda() > 0 ? new LayerGram<>(network, parts.regularizer().ofColumns()) : null;
    learner.measureBy(this::errorAt);
    if (gram != null && !network.decorrelates()) { // rules solve with W_l R_l then
      learner.share(gram);
    }
  }

  /**
   * Trains on one mini-batch.
   *
   * @param activity holds the batch's input
   * @param labels class of each example
   * @return mean loss before the step; if it is not finite the parameters are left as they were
   */
  public double run(Activity<M> activity, int[] labels, int classes) {
    feedback.begin();
    network.forwardToLearn(activity);
    double loss = measure(activity, labels, classes);
    if (Double.isFinite(loss)) {
      optimizer.begin();
      learner.adapt(activity);
      learner.learn(activity, error, updating);
      network.decorrelate(activity);
    }
    return loss;
  }

  /** As {@link #run(Activity, int[], int)}, but the gradients go to the listener alone. */
  public double observe(Activity<M> activity, int[] labels, int classes) {
    network.forward(activity);
    double loss = measure(activity, labels, classes);
    learner.learn(activity, error, telling);
    return loss;
  }

  /**
   * Trains on one mini-batch towards targets, with the loss {@code 1/2 sum (y - t)^2} of every
   * example whatever the loss of the parts.
   *
   * @param activity holds the batch's input
   * @param targets t (batch x N_L). Not modified
   * @return mean loss before the step; if it is not finite the parameters are left as they were
   */
  public double run(Activity<M> activity, M targets) {
    feedback.begin();
    network.forwardToLearn(activity);
    double loss = measure(activity, targets);
    if (Double.isFinite(loss)) {
      optimizer.begin();
      learner.adapt(activity);
      learner.learn(activity, error, updating);
      network.decorrelate(activity);
    }
    return loss;
  }

  /** As {@link #run(Activity, ReshapeMatrix)}, but the gradients go to the listener alone. */
  public double observe(Activity<M> activity, M targets) {
    network.forward(activity);
    double loss = measure(activity, targets);
    learner.learn(activity, error, telling);
    return loss;
  }

  private double measure(Activity<M> activity, int[] labels, int classes) {
    batchLabels = labels;
    batchClasses = classes;
    batchTargets = null;
    return errorAt(activity.last(), error);
  }

  private double measure(Activity<M> activity, M targets) {
    batchTargets = targets;
    return errorAt(activity.last(), error);
  }

  /** The error of the current mini-batch at any outputs, and its mean loss. */
  private double errorAt(M outputs, M to) {
    if (batchTargets == null) {
      return parts.loss().error(kernels, outputs, batchLabels, batchClasses, to);
    }
    kernels.copy(outputs, to);
    kernels.add(-1, batchTargets, to);
    return kernels.dot(to, to) / (2.0 * outputs.getNumRows());
  }

  /** Gives a listener every layer's gradients of the rule, before the regularizer's are added. */
  public void listen(Learner.GradientSink<M> sink) {
    listener = sink;
  }

  /** e_L = y_L - t_L of the last mini-batch (batch x N_L). */
  public M outputError() {
    return error;
  }

  private void tell(int layer, M layerError, M weightGradient, M biasGradient) {
    if (listener != null) {
      listener.accept(layer, layerError, weightGradient, biasGradient);
    }
  }

  private void update(int layer, M layerError, M weightGradient, M biasGradient) {
    tell(layer, layerError, weightGradient, biasGradient);
    feedback.learn(layer, weightGradient);
    if (parts.lambda() > 0) {
      M weights = network.weights(layer);
      M products = gram.of(layer);
      parts.regularizer().addGradient(kernels, weights, parts.lambda(), products, weightGradient);
      gram.forget();
    }
    optimizer.update(layer, weightGradient, biasGradient);
    network.changed(layer);
  }

  /**
   * Writes what optimizer, rule and feedback keep from step to step; the net is saved by its owner.
   */
  @Override
  public void save(DataOutput out) throws IOException {
    optimizer.save(out);
    learner.save(out);
    feedback.save(out);
  }

  @Override
  public void load(DataInput in) throws IOException {
    optimizer.load(in);
    learner.load(in);
    feedback.load(in);
  }

  /** The layer whose weights were singular in the last step, or 0. */
  public int singularLayer() {
    return learner.singularLayer();
  }
}
