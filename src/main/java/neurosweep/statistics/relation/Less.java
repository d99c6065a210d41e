package neurosweep.statistics.relation;

/** Less than the other side, or than a number. */
public final class Less extends OneSided {
  /** For the catalogue. */
  public Less() {
    super(true);
  }

  @Override
  public String name() {
    return "less";
  }

  @Override
  public String doc() {
    return "the left is less than the right, or the metric less than a number: one-sided t test";
  }
}
