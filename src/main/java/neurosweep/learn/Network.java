package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
  private List<Decorrelator<M>> decorrelators = List.of();
  private List<M> products = List.of();
  private M shift;
  private boolean[] stale = {};
  private boolean learning;

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
    decorrelate(Decorrelation.CATALOG.get(Decorrelation.KIND.of(values)), values);
    if (rule.usesFeedback()) {
      feedback = new FeedbackWeights<>(this, FeedbackWeights.kind(rule, values), values, streams);
    }
  }

  private void decorrelate(Decorrelation kind, Values values) {
    decorrelators = new ArrayList<>();
    products = new ArrayList<>();
    for (int layer = 1; layer <= layers(); layer++) {
      Optional<Decorrelator<M>> lateral = kind.start(kernels, reads(layer), values);
      lateral.ifPresent(decorrelators::add);
      lateral.ifPresent(any -> products.add(kernels.matrix(1, 1)));
    }
    shift = kernels.matrix(1, 1);
    stale = new boolean[decorrelators.size()];
    Arrays.fill(stale, true);
  }

  /** Whether layers read what lateral weights make of the outputs below. */
  public boolean decorrelates() {
    return !decorrelators.isEmpty();
  }

  /** The lateral weights of the units that layer l reads, in a net that has some. */
  public Decorrelator<M> decorrelator(int layer) {
    return decorrelators.get(layer - 1);
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
    return activation(layer).slopeBelow(layout.slope());
  }

  /** {@code E = E o f'(h_l)} for the output y_l. E modified. */
  public void timesDerivative(int layer, M error, M output) {
    activation(layer).timesDerivative(kernels, error, output, layout.slope());
  }

  /** {@link Activation#inverseDifference} of layer l for the output y_l. E modified. */
  void inverseDifference(int layer, M error, M output, TargetStep step, double clip) {
    layout
        .activations()
        .get(layer - 1)
        .inverseDifference(kernels, error, output, layout.slope(), step, clip);
  }

  /** The feedback weights that rules such as {@code di} use. */
  public FeedbackWeights<M> feedback() {
    if (feedback == null) {
      throw new IllegalStateException("the net has no feedback weights");
    }
    return feedback;
  }

  /** Whether there are any. */
  public boolean hasFeedback() {
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

  /**
   * What layer l computes from y_{l-1} (N_l x R_l), with which errors are carried down: W_l, or W_l
   * R_l in a net that decorrelates. Not to be modified.
   */
  public M effective(int layer) {
    if (!decorrelates()) {
      return weights(layer);
    }
    M product = products.get(layer - 1);
    if (stale[layer - 1]) {
      M lateral = decorrelator(layer).matrix();
      kernels.multiply(false, false, 1, weights(layer), lateral, 0, product);
      stale[layer - 1] = false;
    }
    return product;
  }

  /** Weights or lateral weights of layer l have changed. */
  void changed(int layer) {
    if (decorrelates()) {
      stale[layer - 1] = true;
    }
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

  /** The same of a batch to learn from. */
  void forwardToLearn(Activity<M> activity) {
    learning = true;
    inference.run(activity);
    learning = false;
  }

  /** Lets lateral weights learn from the batch of the last forward pass. */
  void decorrelate(Activity<M> activity) {
    for (int layer = 1; layer <= decorrelators.size(); layer++) {
      decorrelator(layer).learn(activity.wasRead(layer), activity.taken(layer));
      changed(layer);
    }
  }

  /** Computes y_1..y_L layer by layer. */
  void feedforward(Activity<M> activity) {
    for (int layer = 1; layer <= layers(); layer++) {
      M output = activity.output(layer);
      read(activity, layer);
      kernels.multiply(false, true, 1, activity.taken(layer), weights(layer), 0, output);
      activation(layer).apply(kernels, output, bias(layer), layout.slope());
    }
  }

  /** What W_l is multiplied by in a state of the net that is not that of a forward pass. */
  M taken(Activity<M> state, int layer) {
    M read = state.read(layer);
    if (decorrelates()) {
      decorrelator(layer).transform(read, state.taken(layer));
    }
    return state.taken(layer);
  }

  /** Makes {@link Activity#wasRead} and {@link Activity#taken} of layer l those of y_{l-1}. */
  void read(Activity<M> activity, int layer) {
    M read = activity.read(layer);
    if (decorrelates()) {
      decorrelator(layer).apply(read, learning, activity.taken(layer));
    }
  }

  /** {@code H = f_l(H + 1 b_l^T)} whatever lateral weights subtract. H (batch x N_l) modified. */
  void activatePlainly(int layer, M h) {
    activation(layer).apply(kernels, h, bias(layer), layout.slope());
  }

  /**
   * {@code H = f_l(H + 1 b_l^T)} for H = Y {@link #effective}^T. H (batch x N_l) modified.
   *
   * <p>Where lateral weights subtract a mean, that is taken from b_l.
   */
  void activate(int layer, M h) {
    M mean = decorrelates() ? decorrelator(layer).mean() : null;
    if (mean != null) {
      kernels.multiply(false, true, -1, mean, effective(layer), 0, shift);
      kernels.addRow(1, shift, h);
    }
    activatePlainly(layer, h);
  }

  private Activation activation(int layer) {
    return layout.activations().get(layer - 1);
  }

  /** Writes weights, biases, and feedback and lateral weights if it has any. */
  @Override
  public void save(DataOutput out) throws IOException {
    for (int layer = 1; layer <= layers(); layer++) {
      kernels.save(weights(layer), out);
      kernels.save(bias(layer), out);
    }
    if (feedback != null) {
      feedback.save(out);
    }
    for (Decorrelator<M> lateral : decorrelators) {
      lateral.save(out);
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
    for (Decorrelator<M> lateral : decorrelators) {
      lateral.load(in);
    }
    Arrays.fill(stale, true);
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
