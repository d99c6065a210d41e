package neurosweep.statistics.relation;

/** Greater than the other side, or than a number. */
public final class Greater extends OneSided {
  /** For the catalogue. */
  public Greater() {
    super(false);
  }

  @Override
  public String name() {
    return "greater";
  }

  @Override
  public String doc() {
    return "the left is greater than the right, or the metric greater than a number: one-sided t test";
  }
}
