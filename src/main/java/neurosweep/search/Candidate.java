package neurosweep.search;

import neurosweep.core.Cell;

/** A configuration that may turn out to be the best of its group. */
public interface Candidate {

  /** Identifies those that it competes with: they differ in axes that are selected over. */
  String group();

  /** Its cell with a seed, at the full budget: what counts as a result. */
  Cell cell(long seed);

  /**
   * Its cell with a seed at a smaller budget, on whose state larger ones go on.
   *
   * @param budget in the unit of {@link Budget}, up to the full one, which gives {@link
   *     #cell(long)}
   */
  Cell cell(long budget, long seed);
}
