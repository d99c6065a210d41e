package neurosweep.statistics.relation;

import java.util.List;
import java.util.Set;
import neurosweep.core.Catalog;
import neurosweep.core.Member;

/** What a claim says of numbers, and how it is tested. To add one, see the package. */
public interface Relation extends Member {
  /** All relations. */
  Catalog<Relation> CATALOG = Catalog.of("relation", Relation.class);

  /**
   * The keys that a claim needs, no more and no less; where there are several forms, one of them.
   */
  List<Set<Term>> forms();

  /** Whether it looks at logarithms of axis and metric: positive values, and no unit is left. */
  default boolean logarithmic() {
    return false;
  }

  /**
   * Looks at one setting.
   *
   * @param rows values in the order of the seeds, the same for every row: left and right of {@code
   *     compare}, one row a value of {@code over}, or one row alone; with {@code holds} one row a
   *     configuration, 1 where a run fulfils it and 0 where not
   */
  Evidence test(double[][] rows, Terms terms);
}
