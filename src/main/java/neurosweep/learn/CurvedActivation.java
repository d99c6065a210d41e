package neurosweep.learn;

import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * An increasing f that is curved, described by functions of one number in float64. They use nothing
 * but {@link StrictMath}, so that results have the same bits on every machine. The functions of an
 * output y expect it within the range of f.
 */
abstract class CurvedActivation implements Activation {
  /** A step below this is linear to the last digit, and its scale may be too small to divide by. */
  private static final double LINEAR = 1e-100;

  /** {@code f(h)}. */
  abstract double value(double h, double slope);

  /** {@code f'(h)} for y = f(h). */
  abstract double derivative(double y, double slope);

  /** {@code f^-1(y)}. */
  abstract double inverse(double y, double slope);

  /** {@code f^-1(y) - f^-1(y - d)}, without cancellation. */
  abstract double difference(double y, double d, double slope);

  /** The nearest number that is at least {@code clip} within every bound of the range of f. */
  abstract double clipped(double y, double clip);

  @Override
  public <M extends ReshapeMatrix> void apply(Kernels<M> kernels, M h, M bias, double slope) {
    kernels.activate(h, bias, value -> value(value, slope));
  }

  @Override
  public <M extends ReshapeMatrix> void timesDerivative(
      Kernels<M> kernels, M e, M y, double slope) {
    kernels.combine(e, y, (error, output) -> error * derivative(output, slope));
  }

  @Override
  public final <M extends ReshapeMatrix> void inverseDifference(
      Kernels<M> kernels, M e, M y, double slope, TargetStep step, double clip) {
    kernels.combine(e, y, (error, output) -> scaled(error, output, slope, step, clip));
  }

  /** One element of {@link #inverseDifference}. */
  private double scaled(double error, double y, double slope, TargetStep step, double clip) {
    int power = step.power();
    double ratio = power == 0 ? 1 : StrictMath.pow(derivative(y, slope), power);
    double d = step.scale() * step.gamma() * ratio * error;
    if (!Double.isFinite(d)) {
      return Double.NaN; // clipping would hide it
    }
    double from = clipped(y, clip);
    double to = clipped(y - d, clip);
    if (from != y || to != y - d) {
      d = from - to;
    } else if (Math.abs(d) < LINEAR) {
      return ratio * error / derivative(y, slope);
    }
    return difference(from, d, slope) / (step.scale() * step.gamma());
  }

  @Override
  public final double slopeBelow(double slope) {
    return Double.NaN;
  }
}
