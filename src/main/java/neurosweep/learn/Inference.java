package neurosweep.learn;

import org.ejml.data.ReshapeMatrix;

/**
 * How a net computes its outputs from an input, in training and evaluation alike.
 *
 * @param <M> the matrix type
 */
@FunctionalInterface
public interface Inference<M extends ReshapeMatrix> {

  /** Computes the outputs of every layer from the input, for a batch of any size. */
  void run(Activity<M> activity);
}
