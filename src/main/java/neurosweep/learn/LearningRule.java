package neurosweep.learn;

import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.math.random.Streams;
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
   * @param streams from which it draws, by names of its own, what it needs at random
   */
  <M extends ReshapeMatrix> Learner<M> learner(
      Network<M> network, int batch, Values values, Streams streams);

  /** How a net computes that learns by the rule: layer by layer, if nothing else is said. */
  default <M extends ReshapeMatrix> Inference<M> inference(Network<M> network, Values values) {
    return network::feedforward;
  }

  /** Whether that is a single pass layer by layer, on which other rules can be compared with it. */
  default boolean isFeedforward() {
    return true;
  }

  /**
   * Floating-point operations that {@link #inference} adds to one layer by layer, for one example.
   *
   * @param values the cell's knobs
   */
  default double inferenceFlops(Layout layout, Values values) {
    return 0;
  }

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

  /**
   * Whether errors come down by a loop of W_l and B_l for each layer, or are its steady state,
   * which is reached only if the loop is stable.
   */
  default boolean invertsLayers() {
    return loops() == Loops.LAYERS;
  }

  /**
   * Reports why the rule cannot work on a net of that shape.
   *
   * @param values the cell's knobs
   */
  default void check(Layout layout, Values values, Problems problems, String where) {}

  /**
   * Floating-point operations that the rule adds to a step of forward pass, gradients and update.
   *
   * @param values the cell's knobs
   */
  double flops(Layout layout, int batch, Values values);

  /** How many numbers the rule keeps from step to step, and saves, beside net and feedback. */
  default double kept(Layout layout, Values values) {
    return 0;
  }

  /** The sum over the layers that carry an error to one below: all but the first. */
  static double ofLayers(Layout layout, LayerFlops each) {
    double total = 0;
    for (int layer = 2; layer <= layout.layers(); layer++) {
      total += each.of(layout.widths()[layer], layout.reads()[layer]);
    }
    return total;
  }

  /** Operations of one layer. */
  @FunctionalInterface
  interface LayerFlops {

    /** Of W (units x reads). */
    double of(int units, int reads);
  }
}
