package neurosweep.learn;

import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.core.Values;
import org.ejml.data.ReshapeMatrix;

/**
 * How a net assigns the output error to its layers: the stateless description. To add one, see the
 * package.
 */
public interface LearningRule extends Member {

  /** All rules. */
  Catalog<LearningRule> CATALOG = Catalog.of("algorithm", LearningRule.class);

  /**
   * The rule at work on one net.
   *
   * @param network the net whose weights it reads at every step
   * @param batch the largest mini-batch
   * @param values the cell's knobs
   */
  <M extends ReshapeMatrix> Learner<M> learner(Network<M> network, int batch, Values values);

  /** Floating-point operations that the rule adds to one layer's step below the output layer. */
  double propagationFlops(int units, int batch);
}
