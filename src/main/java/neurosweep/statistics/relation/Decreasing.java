package neurosweep.statistics.relation;

/** Less at every step along an axis. */
public final class Decreasing extends Monotone {
  /** For the catalogue. */
  public Decreasing() {
    super(true);
  }

  @Override
  public String name() {
    return "decreasing";
  }

  @Override
  public String doc() {
    return "the metric is less at every step along an axis: one-sided paired t tests, the largest p";
  }
}
