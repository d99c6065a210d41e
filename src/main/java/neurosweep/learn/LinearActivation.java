package neurosweep.learn;

import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/** f(h) = h. */
public final class LinearActivation implements Activation {

  @Override
  public String name() {
    return "linear";
  }

  @Override
  public String doc() {
    return "h itself";
  }

  @Override
  public <M extends ReshapeMatrix> void apply(Kernels<M> kernels, M h, M bias, double slope) {
    kernels.activate(h, bias, 1);
  }

  @Override
  public <M extends ReshapeMatrix> void timesDerivative(
      Kernels<M> kernels, M e, M y, double slope) {
    // f' is 1
  }

  @Override
  public <M extends ReshapeMatrix> void inverseDifference(
      Kernels<M> kernels, M e, M y, double slope, TargetStep step, double clip) {
    kernels.inverseDifference(e, y, 1, step.gamma(), step.scale(), step.power());
  }

  @Override
  public double slopeBelow(double slope) {
    return 1;
  }
}
