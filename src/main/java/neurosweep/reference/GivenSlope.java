package neurosweep.reference;

import neurosweep.learn.Activation;
import neurosweep.learn.TargetStep;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * An activation whose derivative is given, example by example: that of no function in particular.
 */
final class GivenSlope implements Activation {
  private final double[][] slopes;

  /** A derivative (examples x units). */
  GivenSlope(double[][] slopes) {
    this.slopes = slopes;
  }

  @Override
  public String name() {
    return "given";
  }

  @Override
  public String doc() {
    return "a given derivative";
  }

  @Override
  public <M extends ReshapeMatrix> void apply(Kernels<M> kernels, M h, M bias, double slope) {
    // the outputs do not matter
  }

  @Override
  public <M extends ReshapeMatrix> void timesDerivative(
      Kernels<M> kernels, M e, M y, double slope) {
    for (int i = 0; i < slopes.length; i++) {
      for (int j = 0; j < slopes[i].length; j++) {
        kernels.set(e, i, j, kernels.get(e, i, j) * slopes[i][j]);
      }
    }
  }

  @Override
  public <M extends ReshapeMatrix> void inverseDifference(
      Kernels<M> kernels, M e, M y, double slope, TargetStep step, double clip) {
    throw new UnsupportedOperationException("only f' is given");
  }

  @Override
  public double slopeBelow(double slope) {
    return Double.NaN;
  }
}
