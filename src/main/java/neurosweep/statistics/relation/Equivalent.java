package neurosweep.statistics.relation;

import java.util.List;
import java.util.Set;
import neurosweep.statistics.Differences;

/** Two sides that differ by less than a margin. */
public final class Equivalent implements Relation {
  @Override
  public String name() {
    return "equivalent";
  }

  @Override
  public String doc() {
    return "left and right differ by less than the margin: two one-sided paired t tests";
  }

  @Override
  public List<Set<Term>> forms() {
    return List.of(Set.of(Term.COMPARE, Term.WITHIN));
  }

  @Override
  public Evidence test(double[][] rows, Terms terms) {
    return Evidence.within(
        Evidence.Quantity.DIFFERENCE, Differences.of(rows[0], rows[1]), 0, terms);
  }
}
