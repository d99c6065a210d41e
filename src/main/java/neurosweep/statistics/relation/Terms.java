package neurosweep.statistics.relation;

import java.util.List;

/**
 * The numbers of a claim, as a test needs them.
 *
 * @param reference of {@code than} or {@code to}; 0 where two sides are compared
 * @param within half-width of what counts as the same, or NaN
 * @param atLeast the least number of runs
 * @param level what is sure enough: the probability of a false claim that is accepted
 * @param at the values of the axis, one a row of values, where they are followed along one
 */
public record Terms(double reference, double within, long atLeast, double level, List<Double> at) {
  /** Copies the list. */
  public Terms {
    at = List.copyOf(at);
  }

  /** Confidence of the interval that lies on one side exactly where a test at the level says so. */
  double confidence() {
    return 1 - 2 * level;
  }
}
