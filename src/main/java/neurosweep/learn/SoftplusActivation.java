package neurosweep.learn;

/** f(h) = log(1 + e^h), f' = 1 - e^-f (Dugas et al., NIPS 2000). */
public final class SoftplusActivation extends CurvedActivation {

  @Override
  public String name() {
    return "softplus";
  }

  @Override
  public String doc() {
    return "log(1 + e^h)";
  }

  @Override
  double value(double h, double slope) {
    return softplus(h);
  }

  /** {@code log(1 + e^h)}, which does not overflow. */
  static double softplus(double h) {
    return Math.max(h, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(h)));
  }

  /** The derivative of the softplus, {@code 1 / (1 + e^-h)}. */
  static double sigmoid(double h) {
    return StrictMath.exp(-softplus(-h));
  }

  @Override
  double derivative(double y, double slope) {
    return -StrictMath.expm1(-y);
  }

  @Override
  double inverse(double y, double slope) {
    return y + bend(y);
  }

  /** {@code f^-1(y) - y}, which is negative. */
  private static double bend(double y) {
    return StrictMath.log(-StrictMath.expm1(-y));
  }

  /** With x = e^m - 1 over e^y - 1, less 1, the difference is -log(1 + x). */
  @Override
  double difference(double y, double d, double slope) {
    double x = StrictMath.expm1(-d) / -StrictMath.expm1(-y);
    if (Math.abs(x) < 0.5) {
      return -StrictMath.log1p(x);
    }
    return d + (bend(y) - bend(y - d)); // far apart: both terms have the sign of d
  }

  @Override
  public boolean isBounded() {
    return true;
  }

  @Override
  double clipped(double y, double clip) {
    return Math.max(clip, y);
  }
}
