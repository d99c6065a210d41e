package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;

/**
 * f(h) = a h + (1 - a) log(1 + e^h) with a the slope: a smooth {@link LeakyRelu}, which has an
 * inverse on all numbers and f' between a and 1. The inverse has no closed form.
 */
public final class SoftLeakyRelu extends CurvedActivation {
  /** Many times as often as Newton's method takes from where it starts. */
  private static final int MOST_STEPS = 200;

  /** A change of h, relative to h, that is no more than rounding. */
  private static final double ROUNDING = 0x1p-50;

  @Override
  public String name() {
    return "soft-leaky-relu";
  }

  @Override
  public String label() {
    return "soft leaky ReLU";
  }

  @Override
  public String doc() {
    return "slope h + (1 - slope) log(1 + e^h): smooth, with an inverse everywhere";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(SLOPE);
  }

  @Override
  double value(double h, double slope) {
    return slope * h + (1 - slope) * SoftplusActivation.softplus(h);
  }

  @Override
  double derivative(double y, double slope) {
    return rise(inverse(y, slope), slope);
  }

  /** {@code f'(h)}. */
  private static double rise(double h, double slope) {
    return slope + (1 - slope) * SoftplusActivation.sigmoid(h);
  }

  /**
   * Newton's method from the inverse of the leaky ReLU. f is convex for slopes below 1 and then
   * above the leaky ReLU, else the other way round, so that the method runs towards the root from
   * one side.
   */
  @Override
  double inverse(double y, double slope) {
    double h = y >= 0 ? y : y / slope;
    for (int i = 0; i < MOST_STEPS; i++) {
      double change = (value(h, slope) - y) / rise(h, slope);
      h -= change;
      if (!(Math.abs(change) > ROUNDING * Math.abs(h))) {
        break;
      }
    }
    return h;
  }

  /** Newton's method for {@code t: f(h) - f(h - t) = d} from d / f'(h), from one side too. */
  @Override
  double difference(double y, double d, double slope) {
    double h = inverse(y, slope);
    double t = d / rise(h, slope);
    for (int i = 0; i < MOST_STEPS; i++) {
      double change = (drop(h, t, slope) - d) / rise(h - t, slope);
      t -= change;
      if (!(Math.abs(change) > ROUNDING * Math.abs(t))) {
        break;
      }
    }
    return t;
  }

  /** {@code f(h) - f(h - t)}. */
  private static double drop(double h, double t, double slope) {
    return slope * t + (1 - slope) * softplusDrop(h, t);
  }

  /**
   * {@code log(1 + e^h) - log(1 + e^(h - t))}, which has the sign of t, in the form that cancels
   * least.
   */
  private static double softplusDrop(double h, double t) {
    double x = SoftplusActivation.sigmoid(h) * StrictMath.expm1(-t);
    if (Math.abs(x) < 0.5) {
      return -StrictMath.log1p(x);
    }
    return h >= 0
        ? t + (SoftplusActivation.softplus(-h) - SoftplusActivation.softplus(t - h))
        : SoftplusActivation.softplus(h) - SoftplusActivation.softplus(h - t);
  }

  @Override
  double clipped(double y, double clip) {
    return y;
  }
}
