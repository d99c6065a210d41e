package neurosweep.learn;

import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/** f(h) = tanh h, f' = 1 - f^2. */
public final class TanhActivation extends CurvedActivation {

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
  double value(double h, double slope) {
    return StrictMath.tanh(h);
  }

  @Override
  double derivative(double y, double slope) {
    return (1 - y) * (1 + y);
  }

  @Override
  double inverse(double y, double slope) {
    return difference(y, y, slope);
  }

  /** The atanh of d / (1 - y m), of which {@code 1 - y m -+ d = (1 -+ y) (1 +- m)}. */
  @Override
  double difference(double y, double d, double slope) {
    double m = y - d;
    return d >= 0
        ? 0.5 * StrictMath.log1p(2 * d / ((1 - y) * (1 + m)))
        : -0.5 * StrictMath.log1p(-2 * d / ((1 + y) * (1 - m)));
  }

  @Override
  public boolean isBounded() {
    return true;
  }

  @Override
  double clipped(double y, double clip) {
    return Math.max(clip - 1, Math.min(1 - clip, y));
  }
}
