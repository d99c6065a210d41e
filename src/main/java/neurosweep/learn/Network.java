package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Persistent;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import neurosweep.math.random.Rng;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * A feedforward net, y_l = f_l(W_l y_{l-1} + b_l), l = 1..L.
 *
 * <p>W_l is (N_l x R_l): layer l reads the first R_l units of layer l - 1, all of them in a layered
 * net. In an invertible net R_l = N_l and the other units are auxiliary (Ahmad, van Gerven and
 * Ambrogioni, NeurIPS 2020, Fig. 3).
 *
 * @param <M> the matrix type
 */
public final class Network<M extends ReshapeMatrix> implements Persistent {
  private final Kernels<M> kernels;
  private final Layout layout;
  private final List<M> weights = new ArrayList<>();
  private final List<M> biases = new ArrayList<>();
  private Inference<M> inference = this::feedforward;
  private FeedbackWeights<M> feedback;

  /**
   * An invertible net of leaky ReLUs with zero parameters.
   *
   * @param kernels computes
   * @param widths units of the input and of every layer, never growing
   * @param slope of f below zero; 1 makes a linear net
   */
  public Network(Kernels<M> kernels, int[] widths, double slope) {
    this(kernels, Layout.invertible(widths).with(new LeakyRelu(), new LeakyRelu(), slope));
  }

  /** A net with zero parameters. */
  public Network(Kernels<M> kernels, Layout layout) {
    this.kernels = kernels;
    this.layout = layout;
    for (int layer = 1; layer <= layout.layers(); layer++) {
      weights.add(kernels.matrix(layout.widths()[layer], layout.reads()[layer]));
      biases.add(kernels.matrix(1, layout.widths()[layer]));
    }
  }

  /** Draws the weights by an initializer's defaults. */
  public void initialize(Initializer initializer, Streams streams) {
    initialize(initializer, streams, Values.NONE);
  }

  /** Draws the weights, one stream a layer; biases stay zero. */
  public void initialize(Initializer initializer, Streams streams, Values values) {
    for (int layer = 1; layer <= layers(); layer++) {
      Rng rng = streams.stream("init", layer);
      kernels.setValues(weights(layer), initializer.draw(width(layer), reads(layer), rng, values));
    }
  }

  /** Gives the net what a rule needs of it by the cell's knobs. */
  public void equip(LearningRule rule, Values values, Streams streams) {
    inference = rule.inference(this, values);
    if (rule.usesFeedback()) {
      feedback = new FeedbackWeights<>(this, FeedbackWeights.kind(rule, values), values, streams);
    }
  }

  /** L, the number of weight layers. */
  public int layers() {
    return weights.size();
  }

  /** The net's shape. */
  public Layout layout() {
    return layout;
  }

  /** Units of layer l, or of the input for 0. */
  public int width(int layer) {
    return layout.widths()[layer];
  }

  /** R_l, how many units layer l reads, l from 1. */
  public int reads(int layer) {
    return layout.reads()[layer];
  }

  /** Slope below zero of layer l's activation; NaN if it is curved. */
  public double slope(int layer) {
    return layout.activations().get(layer - 1).slopeBelow(layout.slope());
  }

  /** {@code E = E o f'(h_l)} for the output y_l. E modified. */
  public void timesDerivative(int layer, M error, M output) {
    layout.activations().get(layer - 1).timesDerivative(kernels, error, output, layout.slope());
  }

  /** The feedback weights that rules such as {@code di} use. */
  public FeedbackWeights<M> feedback() {
    if (feedback == null) {
      throw new IllegalStateException("the net has no feedback weights");
    }
    return feedback;
  }

  /** Whether there are any. */
  boolean hasFeedback() {
    return feedback != null;
  }

  /** Gives the net feedback weights. */
  public void setFeedback(FeedbackWeights<M> weights) {
    feedback = weights;
  }

  /** What the net computes with. */
  public Kernels<M> kernels() {
    return kernels;
  }

  /** W_l (N_l x R_l), l from 1. */
  public M weights(int layer) {
    return weights.get(layer - 1);
  }

  /** What layer l computes from y_{l-1} (N_l x R_l), with which errors are carried down: W_l. */
  public M effective(int layer) {
    return weights(layer);
  }

  /** W_l and b_l. */
  public Parameters<M> parameters() {
    return new Parameters<>(kernels, weights, biases);
  }

  /** b_l (1 x N_l), l from 1. */
  public M bias(int layer) {
    return biases.get(layer - 1);
  }

  /** Computes y_1..y_L of {@code activity} from its input, as the rule has it. */
  public void forward(Activity<M> activity) {
    inference.run(activity);
  }

  /** The same layer by layer. */
  void feedforward(Activity<M> activity) {
    for (int layer = 1; layer <= layers(); layer++) {
      M output = activity.output(layer);
      kernels.multiply(false, true, 1, activity.read(layer), weights(layer), 0, output);
      Activation activation = layout.activations().get(layer - 1);
      activation.apply(kernels, output, bias(layer), layout.slope());
    }
  }

  /** Writes weights, biases and the feedback weights if it has any. */
  @Override
  public void save(DataOutput out) throws IOException {
    for (int layer = 1; layer <= layers(); layer++) {
      kernels.save(weights(layer), out);
      kernels.save(bias(layer), out);
    }
    if (feedback != null) {
      feedback.save(out);
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    for (int layer = 1; layer <= layers(); layer++) {
      kernels.load(in, weights(layer));
      kernels.load(in, bias(layer));
    }
    if (feedback != null) {
      feedback.load(in);
    }
  }

  /** Whether every parameter is finite. */
  public boolean isFinite() {
    for (int layer = 1; layer <= layers(); layer++) {
      if (!kernels.isFinite(weights(layer)) || !kernels.isFinite(bias(layer))) {
        return false;
      }
    }
    return true;
  }
}
