package neurosweep.learn;

/**
 * f(h) = h for h >= 0 and e^h - 1 below (Clevert, Unterthiner and Hochreiter, ICLR 2016, with alpha
 * 1).
 */
public final class EluActivation extends CurvedActivation {

  @Override
  public String name() {
    return "elu";
  }

  @Override
  public String label() {
    return "ELU";
  }

  @Override
  public String doc() {
    return "h above zero, e^h - 1 below";
  }

  @Override
  double value(double h, double slope) {
    return h >= 0 ? h : StrictMath.expm1(h);
  }

  @Override
  double derivative(double y, double slope) {
    return y >= 0 ? 1 : 1 + y;
  }

  @Override
  double inverse(double y, double slope) {
    return y >= 0 ? y : StrictMath.log1p(y);
  }

  /** Across zero the two inverses differ in sign, so that nothing cancels. */
  @Override
  double difference(double y, double d, double slope) {
    double m = y - d;
    if (y >= 0 != m >= 0) {
      return inverse(y, slope) - inverse(m, slope);
    }
    return y >= 0 ? d : -StrictMath.log1p(-d / (1 + y));
  }

  @Override
  public boolean isBounded() {
    return true;
  }

  @Override
  double clipped(double y, double clip) {
    return Math.max(clip - 1, y);
  }
}
