package neurosweep.learn;

/** {@code R <- R - rate offdiag(C) R}: correlations vanish, variances are left alone. */
public final class OffDiagonalDecorrelation extends CorrelationDescent {

  @Override
  public String name() {
    return "off-diagonal";
  }

  @Override
  public String doc() {
    return "lateral weights descend the correlations of what a layer reads, and leave variances";
  }

  @Override
  boolean full() {
    return false;
  }
}
