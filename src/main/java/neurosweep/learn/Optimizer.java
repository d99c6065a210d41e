package neurosweep.learn;

import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.core.Param;
import neurosweep.core.Persistent;
import neurosweep.core.Values;
import org.ejml.data.ReshapeMatrix;

/**
 * Turns gradients into parameter changes: the stateless description. To add one, see the package.
 */
public interface Optimizer extends Member {

  /** All optimizers. */
  Catalog<Optimizer> CATALOG = Catalog.of("optimizer", Optimizer.class);

  /** The step size of every optimizer. */
  Param<Double> LEARNING_RATE =
      Param.real("learning_rate", 1e-4, "step size eta of the optimizer")
          .called("learning rate η")
          .above(0);

  /** How many numbers it keeps, and saves, for each parameter. */
  int moments();

  /** The optimizer at work on the parameters of one net, or on others. */
  <M extends ReshapeMatrix> State<M> start(Parameters<M> parameters, Values values);

  /**
   * An optimizer at work, with its moments, which are what it saves; the parameters are saved by
   * their owner.
   *
   * @param <M> the matrix type
   */
  interface State<M> extends Persistent {

    /** Begins the next step; all layers of one mini-batch belong to one step. */
    void begin();

    /**
     * Changes the parameters of layer l in place.
     *
     * @param biasGradient not looked at where there are no biases
     */
    void update(int layer, M weightGradient, M biasGradient);
  }
}
