package neurosweep.data.table;

import java.util.List;
import java.util.Locale;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;

/**
 * Which rows are for testing, where one file holds them all.
 *
 * @param fraction of the rows; 0 where a file of their own holds them
 * @param seed chooses the rows
 */
record TableSplit(double fraction, long seed) {
  private static final Param<Double> FRACTION =
      Param.real(
              "test_fraction",
              0,
              "fraction of the rows of train_file that are for testing, stratified by class; 0:"
                  + " test_file holds them")
          .within(0, 0.9);

  private static final Param<Long> SEED =
      Param.integer("split_seed", 0, "seed that chooses the rows of test_fraction");

  static List<Param<?>> params() {
    return List.of(FRACTION, SEED);
  }

  static TableSplit of(Values values) {
    return new TableSplit(FRACTION.of(values), SEED.of(values));
  }

  boolean isMade() {
    return fraction > 0;
  }

  /** How many of these rows are for testing. */
  int size(int rows, Problems problems) {
    int size = (int) Math.rint(fraction * rows);
    if (size == 0 || size == rows) {
      String found = size == 0 ? "none" : "all";
      String rule = size == 0 ? "raise it" : "lower it";
      problems.add(
          "",
          String.format(
              Locale.ROOT,
              "test_fraction is %s, which is %s of %,d rows; %s",
              fraction,
              found,
              rows,
              rule));
    }
    return size;
  }
}
