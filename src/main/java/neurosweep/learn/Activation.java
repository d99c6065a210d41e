package neurosweep.learn;

import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.core.Param;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * The nonlinearity f of a layer, whose derivative is read off its output. To add one, see the
 * package.
 */
public interface Activation extends Member {

  /** All activations. */
  Catalog<Activation> CATALOG = Catalog.of("activation", Activation.class);

  /** The slope that {@link LeakyRelu} has below zero, and {@link SoftLeakyRelu} far below. */
  Param<Double> SLOPE = Param.real("slope", 0.1, "slope of the leaky ReLU below zero").above(0);

  /**
   * {@code H = f(H + 1 b^T)}.
   *
   * @param h (batch x units). Modified
   * @param bias b (1 x units). Not modified
   * @param slope of a leaky ReLU
   */
  <M extends ReshapeMatrix> void apply(Kernels<M> kernels, M h, M bias, double slope);

  /**
   * {@code E = E o f'}.
   *
   * @param e (batch x units). Modified
   * @param y the output f(h) (batch x units). Not modified
   * @param slope of a leaky ReLU
   */
  <M extends ReshapeMatrix> void timesDerivative(Kernels<M> kernels, M e, M y, double slope);

  /**
   * {@code E = [f^-1(Y) - f^-1(M)] / (s gamma)} for {@code M = Y - s gamma f'^p E}, without
   * cancellation.
   *
   * @param e (batch x units). Modified
   * @param y the output f(h) (batch x units). Not modified
   * @param slope of a leaky ReLU
   * @param step s, gamma and p
   * @param clip how far Y and M are kept within the bounds of the range of f
   */
  <M extends ReshapeMatrix> void inverseDifference(
      Kernels<M> kernels, M e, M y, double slope, TargetStep step, double clip);

  /** Whether the range of f has a bound, so that its inverse is not defined everywhere. */
  default boolean isBounded() {
    return false;
  }

  /** The slope below zero of an f that is linear on both sides of it; NaN if f is curved. */
  double slopeBelow(double slope);
}
