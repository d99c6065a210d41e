package neurosweep.learn;

import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/** f(h) = tanh h, f' = 1 - f^2. */
public final class TanhActivation implements Activation {

  @Override
  public String name() {
    return "tanh";
  }

  @Override
  public String doc() {
    return "hyperbolic tangent";
  }

  @Override
  public <M extends ReshapeMatrix> void apply(Kernels<M> kernels, M h, M bias, double slope) {
    kernels.activateTanh(h, bias);
  }

  @Override
  public <M extends ReshapeMatrix> void timesDerivative(
      Kernels<M> kernels, M e, M y, double slope) {
    kernels.timesTanhDerivative(e, y);
  }

  @Override
  public double slopeBelow(double slope) {
    return Double.NaN;
  }
}
