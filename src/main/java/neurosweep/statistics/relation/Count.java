package neurosweep.statistics.relation;

import java.util.List;
import java.util.Set;

/**
 * So many runs in which something holds: what was seen is what was planned, so nothing is inferred.
 */
public final class Count implements Relation {
  @Override
  public String name() {
    return "count";
  }

  @Override
  public String doc() {
    return "a flag, or a bound of the metric, holds in at least so many of the planned runs";
  }

  @Override
  public List<Set<Term>> forms() {
    return List.of(Set.of(Term.AT_LEAST, Term.HOLDS));
  }

  @Override
  public Evidence test(double[][] rows, Terms terms) {
    int k = 0;
    int n = 0;
    for (double[] row : rows) {
      for (double holds : row) {
        k += holds > 0 ? 1 : 0;
        n++;
      }
    }
    return Evidence.counted(k, n, k >= terms.atLeast());
  }
}
