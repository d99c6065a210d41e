package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Persistent;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * The feedback weights of a net: B_l (R_l x N_l) for l = 2..L, and for a single loop over all
 * layers {@code -(-1)^(L-1) B_2 B_3 ... B_L} of the B_l, as they were drawn or as they have
 * changed, which is -(W_L ... W_2)^T for B_l = -W_l^T and opposes the weights where every B_l does.
 * One stream {@code feedback} a layer.
 *
 * @param <M> the matrix type
 */
public final class FeedbackWeights<M extends ReshapeMatrix> implements Persistent {
  private final Network<M> network;
  private final Kernels<M> kernels;
  private final Feedback feedback;
  private final Values values;
  private final List<M> matrices = new ArrayList<>();
  private final M loop;
  private final M product;
  private final M padded;

  /**
   * Draws feedback weights for a net with its initial weights.
   *
   * @param values the cell's knobs
   */
  public FeedbackWeights(Network<M> network, Feedback feedback, Values values, Streams streams) {
    this.network = network;
    this.kernels = network.kernels();
    this.feedback = feedback;
    this.values = values;
    for (int layer = 2; layer <= network.layers(); layer++) {
      M matrix = kernels.matrix(network.reads(layer), network.width(layer));
      double[][] w = kernels.values(network.weights(layer));
      kernels.setValues(matrix, feedback.draw(w, streams.stream("feedback", layer), values));
      matrices.add(matrix);
    }
    loop = kernels.matrix(1, 1);
    product = kernels.matrix(1, 1);
    padded = kernels.matrix(1, 1);
    compose();
  }

  /** What feedback a rule has by the cell's knobs; a rule may have a default of its own. */
  public static Feedback kind(LearningRule rule, Values values) {
    return Feedback.CATALOG.get(
        rule.params().stream()
            .filter(param -> param.name().equals(InversionKnobs.FEEDBACK.name()))
            .map(param -> (String) param.of(values))
            .findFirst()
            .orElse(InversionKnobs.FEEDBACK.of(values)));
  }

  /** Floating-point operations that learning of a rule's feedback adds to a step. */
  public static double flops(LearningRule rule, Layout layout, Values values) {
    Feedback kind = kind(rule, values);
    return rule.usesFeedback()
        ? LearningRule.ofLayers(layout, (units, reads) -> kind.flops(units, reads, values))
        : 0;
  }

  /** How these learn beside the net's weights. */
  FeedbackLearning<M> learning(Optimizer optimizer, Streams streams) {
    return feedback.learning(network, optimizer, values, streams);
  }

  /** B_l, l from 2; whoever changes it changes the feedback. */
  public M of(int layer) {
    M matrix = matrices.get(layer - 2);
    if (feedback.follows()) {
      feedback.follow(kernels, network.effective(layer), matrix, values);
    }
    return matrix;
  }

  /** The feedback of a single loop over all layers (N_1 x N_L). */
  public M loop() {
    if (feedback.changes()) {
      compose();
    }
    return loop;
  }

  /** Whether the feedback was made to oppose the weights. */
  public boolean opposes() {
    return feedback.opposes();
  }

  /** Whether it is computed from the weights, so that it cannot be set. */
  public boolean follows() {
    return feedback.follows();
  }

  /** Whether the feedback was optimised to make loops stable, which may have failed. */
  public boolean optimised() {
    return feedback.optimised();
  }

  @Override
  public void save(DataOutput out) throws IOException {
    for (M matrix : matrices) {
      kernels.save(matrix, out);
    }
    kernels.save(loop, out);
  }

  @Override
  public void load(DataInput in) throws IOException {
    for (M matrix : matrices) {
      kernels.load(in, matrix);
    }
    kernels.load(in, loop);
  }

  /** Rows for auxiliary units, which no layer reads, are zero. */
  private void compose() {
    int last = network.layers();
    if (last < 2) {
      return;
    }
    kernels.copy(of(last), product);
    for (int layer = last - 1; layer >= 2; layer--) {
      pad(product, network.width(layer));
      kernels.multiply(false, false, 1, of(layer), padded, 0, product);
    }
    pad(product, network.width(1));
    kernels.copy(padded, loop);
    if (last % 2 == 1) {
      kernels.add(-2, loop, loop);
    }
  }

  private void pad(M from, int rows) {
    padded.reshape(rows, from.getNumCols());
    kernels.fill(padded, 0);
    for (int i = 0; i < from.getNumRows(); i++) {
      for (int j = 0; j < from.getNumCols(); j++) {
        kernels.set(padded, i, j, kernels.get(from, i, j));
      }
    }
  }
}
