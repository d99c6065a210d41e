package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/** f(h) = h for h >= 0 and slope h below; f' is taken as 1 at 0. */
public final class LeakyRelu implements Activation {

  @Override
  public String name() {
    return "leaky-relu";
  }

  @Override
  public String label() {
    return "leaky ReLU";
  }

  @Override
  public String doc() {
    return "h above zero, slope h below";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(SLOPE);
  }

  @Override
  public <M extends ReshapeMatrix> void apply(Kernels<M> kernels, M h, M bias, double slope) {
    kernels.activate(h, bias, slope);
  }

  @Override
  public <M extends ReshapeMatrix> void timesDerivative(
      Kernels<M> kernels, M e, M y, double slope) {
    kernels.timesDerivative(e, y, slope);
  }

  @Override
  public <M extends ReshapeMatrix> void inverseDifference(
      Kernels<M> kernels, M e, M y, double slope, TargetStep step, double clip) {
    kernels.inverseDifference(e, y, slope, step.gamma(), step.scale(), step.power());
  }

  @Override
  public double slopeBelow(double slope) {
    return slope;
  }
}
