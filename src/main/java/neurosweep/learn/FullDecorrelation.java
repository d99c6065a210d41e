package neurosweep.learn;

/** {@code R <- R - rate C R} with the variances of C, which shrinks R unless sizes are kept. */
public final class FullDecorrelation extends CorrelationDescent {

  @Override
  public String name() {
    return "full";
  }

  @Override
  public String doc() {
    return "lateral weights descend correlations and variances of what a layer reads";
  }

  @Override
  boolean full() {
    return true;
  }
}
