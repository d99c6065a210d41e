package neurosweep.statistics;

/**
 * What a difference amounts to when both questions are asked of it: is it surely not zero, and does
 * it surely lie within the margin.
 */
public enum Equivalence {
  /** Every pair has the same two values; there is nothing to test. */
  IDENTICAL("identical"),
  /** All differences equal one value that is not zero; there is no spread to test it with. */
  ALL_EQUAL("all differences equal"),
  /** Surely not zero, and not surely within the margin. */
  DIFFERENT("different"),
  /** Surely within the margin. */
  EQUIVALENT("equivalent"),
  /** Surely not zero and surely within the margin: real, but too small to matter. */
  NEGLIGIBLE("different within the margin"),
  /** Neither is sure. */
  INCONCLUSIVE("inconclusive"),
  /** One pair, which tells nothing. */
  UNTESTED("one pair");

  /** What is sure: 95 %, so that equivalence is that the 90 % interval lies within the margin. */
  public static final double LEVEL = 0.05;

  private final String words;

  Equivalence(String words) {
    this.words = words;
  }

  /** As in tables. */
  public String words() {
    return words;
  }

  /**
   * The verdict.
   *
   * @param p of the difference, adjusted if it is one of several; not used without a spread
   * @param within p of the equivalence test, likewise; NaN where there is no margin, which leaves
   *     only different and inconclusive
   */
  public static Equivalence of(Differences differences, double p, double within) {
    if (differences.n() < 2) {
      return UNTESTED;
    }
    if (differences.equal()) {
      return differences.mean() == 0 ? IDENTICAL : ALL_EQUAL;
    }
    boolean equivalent = within < LEVEL;
    if (p < LEVEL) {
      return equivalent ? NEGLIGIBLE : DIFFERENT;
    }
    return equivalent ? EQUIVALENT : INCONCLUSIVE;
  }
}
