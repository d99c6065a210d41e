package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import neurosweep.core.Persistent;

/**
 * Feedback at work that learns beside the weights of a net. It saves what it keeps from step to
 * step; the feedback weights are saved with the net.
 *
 * @param <M> the matrix type
 */
public interface FeedbackLearning<M> extends Persistent {

  /** A step begins, before its forward pass. */
  default void begin() {}

  /**
   * The rule has brought its error through layer l and is about to change W_l.
   *
   * @param layer l, from L down to 1; layer 1 has no feedback
   * @param weightGradient the rule's mean gradient of W_l (N_l x R_l). Not modified
   */
  default void learn(int layer, M weightGradient) {}

  @Override
  default void save(DataOutput out) throws IOException {}

  @Override
  default void load(DataInput in) throws IOException {}

  /** That of feedback which does not learn. */
  static <M> FeedbackLearning<M> none() {
    return new FeedbackLearning<>() {};
  }
}
