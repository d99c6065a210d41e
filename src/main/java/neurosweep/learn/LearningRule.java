package neurosweep.learn;

import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import org.ejml.data.ReshapeMatrix;

/**
 * How a net assigns the output error to its layers: the stateless description. To add one, see the
 * package.
 */
public interface LearningRule extends Member {

  /** All rules. */
  Catalog<LearningRule> CATALOG = Catalog.of("algorithm", LearningRule.class);

  /** Length to which the error D_l e_l of every example is cut in hidden layers. */
  Param<Double> ERROR_CLIP =
      Param.real(
              "error_clip",
              0,
              "longest error of an example in a hidden layer as it enters the update; 0 is no limit")
          .atLeast(0);

  /** A fault of the authors' nonlinear regression. */
  Param<Boolean> REPEATED_DERIVATIVE =
      Param.flag(
          "repeated_derivative",
          false,
          "multiplies hidden errors by f' once more, as the program for nonlinear regression of"
              + " Podlaski and Machens does");

  /**
   * The rule at work on one net.
   *
   * @param network the net whose weights it reads at every step
   * @param batch the largest mini-batch
   * @param values the cell's knobs
   */
  <M extends ReshapeMatrix> Learner<M> learner(Network<M> network, int batch, Values values);

  /** Whether the rule needs {@link Network#feedback}. */
  default boolean usesFeedback() {
    return false;
  }

  /** The loops in which errors settle over simulated time, and which have to be stable for that. */
  enum Loops {
    /** Errors are computed. */
    NONE,
    /** One of W_l and B_l for each layer. */
    LAYERS,
    /** A single one through all layers and {@link FeedbackWeights#loop}. */
    SINGLE
  }

  /** What the rule simulates. */
  default Loops loops() {
    return Loops.NONE;
  }

  /** Reports why the rule cannot work on a net of that shape. */
  default void check(Layout layout, Problems problems, String where) {}

  /**
   * Floating-point operations that the rule adds to one layer's step below the output layer.
   *
   * @param values the cell's knobs
   */
  double propagationFlops(int units, int reads, int batch, Values values);
}
