package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Persistent;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * What rules share that carry an error down layer by layer: {@code dW_l = mean (D_l e_l) y_{l-1}^T,
 * db_l = mean D_l e_l} with D_l = diag f'(h_l). How e_l becomes e_{l-1} is a {@link Propagation},
 * all that such a rule has to write; the learner pads errors of auxiliary units with zeros, limits
 * them, and saves what the propagation keeps.
 *
 * @param <M> the matrix type
 */
public final class LayerwiseLearner<M extends ReshapeMatrix> implements Learner<M> {

  /**
   * Carries an error through one layer.
   *
   * @param <M> the matrix type
   */
  public interface Propagation<M extends ReshapeMatrix> extends Persistent {

    /**
     * Computes e_{l-1} on the units that layer l reads.
     *
     * @param layer l
     * @param output y_l (batch x N_l)
     * @param error e_l. Not modified
     * @param sloped D_l e_l. Not modified
     * @param below e_{l-1} (batch x R_l), to be overwritten
     * @return whether W_l could be used; false if it is singular
     */
    boolean step(int layer, M output, M error, M sloped, M below);

    /** Looks at a batch before its error enters the last layer. */
    default void begin(Activity<M> activity) {}

    /** As {@link Learner#adapt}. */
    default void adapt(Activity<M> activity) {}

    /** As {@link Learner#share}. */
    default void share(LayerGram<M> gram) {}

    /** Writes what is kept from step to step; nothing by default. */
    @Override
    default void save(DataOutput out) throws IOException {}

    @Override
    default void load(DataInput in) throws IOException {}
  }

  private final Network<M> network;
  private final Kernels<M> kernels;
  private final Propagation<M> propagation;
  private final List<M> errors = new ArrayList<>();
  private final List<M> sloped = new ArrayList<>();
  private final List<M> below = new ArrayList<>();
  private final double clip;
  private final int derivatives;
  private final M weightGradient;
  private final M biasGradient;
  private int singularLayer;

  /** A learner that multiplies errors by f' once. */
  public LayerwiseLearner(
      Network<M> network, int batch, Values values, Propagation<M> propagation) {
    this(network, batch, values, 1, propagation);
  }

  /**
   * A learner at work.
   *
   * @param values of {@link LearningRule#ERROR_CLIP} and {@link LearningRule#REPEATED_DERIVATIVE}
   * @param derivatives how often the propagation leaves it to the learner to multiply by f': once,
   *     if its D_l is what the class comment says
   */
  LayerwiseLearner(
      Network<M> network, int batch, Values values, int derivatives, Propagation<M> propagation) {
    this.clip = LearningRule.ERROR_CLIP.of(values);
    this.derivatives = derivatives + (LearningRule.REPEATED_DERIVATIVE.of(values) ? 1 : 0);
    this.network = network;
    this.kernels = network.kernels();
    this.propagation = propagation;
    for (int layer = 0; layer <= network.layers(); layer++) {
      int units = network.width(layer);
      errors.add(kernels.matrix(batch, units));
      sloped.add(kernels.matrix(batch, units));
      below.add(layer == 0 ? null : kernels.matrix(batch, network.reads(layer)));
    }
    weightGradient = kernels.matrix(1, network.layout().largestWeights());
    biasGradient = kernels.matrix(1, 1);
  }

  /** Refuses {@link LearningRule#REPEATED_DERIVATIVE} for a rule that is not of this kind. */
  static void refuseRepeatedDerivative(
      String rule, Values values, Problems problems, String where) {
    if (LearningRule.REPEATED_DERIVATIVE.of(values)) {
      problems.add(
          where,
          LearningRule.REPEATED_DERIVATIVE.name()
              + " is true, but "
              + rule
              + " brings no error from layer to layer that f' could multiply; use false, or a rule"
              + " such as bp or di");
    }
  }

  @Override
  public void learn(Activity<M> activity, M outputError, GradientSink<M> sink) {
    singularLayer = 0;
    int batch = activity.batch();
    propagation.begin(activity);
    kernels.copy(outputError, errors.get(network.layers()));
    for (int layer = network.layers(); layer >= 1; layer--) {
      M error = errors.get(layer);
      M output = activity.output(layer);
      M slopedError = sloped.get(layer);
      kernels.copy(error, slopedError);
      int times = layer == network.layers() ? 1 : derivatives;
      for (int i = 0; i < times; i++) {
        network.timesDerivative(layer, slopedError, output);
      }
      if (layer > 1) {
        propagate(layer, batch, output, error, slopedError);
      }
      if (clip > 0 && layer < network.layers()) {
        kernels.limitRows(slopedError, clip);
      }
      weightGradient.reshape(network.width(layer), network.reads(layer));
      biasGradient.reshape(1, network.width(layer));
      kernels.multiply(
          true, false, 1.0 / batch, slopedError, activity.taken(layer), 0, weightGradient);
      kernels.columnMeans(slopedError, biasGradient);
      sink.accept(layer, error, weightGradient, biasGradient);
    }
  }

  private void propagate(int layer, int batch, M output, M error, M slopedError) {
    M target = errors.get(layer - 1);
    target.reshape(batch, network.width(layer - 1));
    boolean narrows = network.reads(layer) < network.width(layer - 1);
    M received = narrows ? below.get(layer) : target;
    received.reshape(batch, network.reads(layer));
    if (!propagation.step(layer, output, error, slopedError, received) && singularLayer == 0) {
      singularLayer = layer;
    }
    if (narrows) {
      kernels.padColumns(received, target);
    }
  }

  @Override
  public void adapt(Activity<M> activity) {
    propagation.adapt(activity);
  }

  @Override
  public void share(LayerGram<M> gram) {
    propagation.share(gram);
  }

  @Override
  public int singularLayer() {
    return singularLayer;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(singularLayer);
    propagation.save(out);
  }

  @Override
  public void load(DataInput in) throws IOException {
    singularLayer = in.readInt();
    propagation.load(in);
  }
}
