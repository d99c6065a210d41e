package neurosweep.statistics.relation;

import java.util.Locale;

/** A key of a claim that only some relations read. */
public enum Term {
  /** Two values of an axis, left against right. */
  COMPARE("give two values of one axis, such as {algorithm: [gait, bp]}"),
  /** The axis along which values are followed. */
  OVER("name an axis of numbers, such as gamma"),
  /** What the values are held against from one side. */
  THAN("give a number in the metric's unit"),
  /** What the values are expected to be. */
  TO("give a number"),
  /** Half-width of what counts as the same. */
  WITHIN("give a number > 0, or percentage points such as 0.5pp"),
  /** The least number of runs. */
  AT_LEAST("give a number of runs"),
  /** What a run must fulfil. */
  HOLDS("give {flag: NAME}, {above: NUMBER} or {below: NUMBER}");

  private final String remedy;

  Term(String remedy) {
    this.remedy = remedy;
  }

  /** As in job files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How it is given. */
  public String remedy() {
    return remedy;
  }
}
