package neurosweep.statistics.relation;

/** Greater at every step along an axis. */
public final class Increasing extends Monotone {
  /** For the catalogue. */
  public Increasing() {
    super(false);
  }

  @Override
  public String name() {
    return "increasing";
  }

  @Override
  public String doc() {
    return "the metric is greater at every step along an axis: one-sided paired t tests, the largest p";
  }
}
