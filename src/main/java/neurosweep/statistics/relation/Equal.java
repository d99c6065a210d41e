package neurosweep.statistics.relation;

import java.util.List;
import java.util.Set;

/** A metric that is a number, up to a tolerance. */
public final class Equal implements Relation {
  @Override
  public String name() {
    return "equal";
  }

  @Override
  public String doc() {
    return "the metric is a number up to a tolerance: two one-sided t tests";
  }

  @Override
  public List<Set<Term>> forms() {
    return List.of(Set.of(Term.TO, Term.WITHIN));
  }

  @Override
  public Evidence test(double[][] rows, Terms terms) {
    return Evidence.within(
        Evidence.Quantity.VALUE,
        OneSided.from(rows[0], terms.reference()),
        terms.reference(),
        terms);
  }
}
