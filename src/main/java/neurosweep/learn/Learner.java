package neurosweep.learn;

import neurosweep.core.Persistent;
import org.ejml.data.ReshapeMatrix;

/**
 * A learning rule at work on one net, with the storage it needs. It saves what it keeps from one
 * call to the next, {@link #singularLayer} included, and no storage that every call fills anew.
 *
 * @param <M> the matrix type
 */
public interface Learner<M extends ReshapeMatrix> extends Persistent {

  /**
   * Propagates an output error and hands every layer's gradient to {@code sink}, from the output
   * down. When the sink is called the learner is done with that layer, whose parameters may change.
   *
   * @param activity the batch after {@link Network#forward}
   * @param outputError e_L = y_L - t_L (batch x N_L). Not modified
   * @param sink takes the gradients
   */
  void learn(Activity<M> activity, M outputError, GradientSink<M> sink);

  /**
   * Lets what the rule itself learns, such as inverses, learn from a batch. Called once before
   * {@link #learn} in a step that changes the net, and not where gradients are only looked at.
   *
   * @param activity the batch after {@link Network#forward}
   */
  default void adapt(Activity<M> activity) {}

  /** Offers the Gram matrix that the regularizer needs of every layer in any case. */
  default void share(LayerGram<M> gram) {}

  /** Offers the output error of the mini-batch that is learned, at any outputs. */
  default void measureBy(OutputError<M> loss) {}

  /** The layer whose weights were singular in the last call, or 0, as where nothing is solved. */
  default int singularLayer() {
    return 0;
  }

  /**
   * How the loss of a mini-batch changes with the outputs.
   *
   * @param <M> the matrix type
   */
  interface OutputError<M> {

    /**
     * Computes e_L = dLoss/dy_L.
     *
     * @param outputs y_L (batch x N_L). Not modified
     * @param error e_L (batch x N_L), reshaped and overwritten
     */
    void at(M outputs, M error);
  }

  /**
   * Takes gradients.
   *
   * @param <M> the matrix type
   */
  interface GradientSink<M> {

    /**
     * Takes one layer.
     *
     * @param layer l, from L down to 1
     * @param error e_l (batch x N_l): the scaled difference of output and target
     * @param weights mean gradient of W_l (N_l x R_l); may be modified
     * @param bias mean gradient of b_l (1 x N_l); may be modified
     */
    void accept(int layer, M error, M weights, M bias);
  }
}
