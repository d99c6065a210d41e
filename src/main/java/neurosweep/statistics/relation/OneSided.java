package neurosweep.statistics.relation;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import neurosweep.statistics.Differences;

/** One side against another, or against a number: a one-sided t test over seeds. */
abstract class OneSided implements Relation {
  private final boolean below;

  OneSided(boolean below) {
    this.below = below;
  }

  @Override
  public List<Set<Term>> forms() {
    return List.of(Set.of(Term.COMPARE), Set.of(Term.THAN));
  }

  @Override
  public Evidence test(double[][] rows, Terms terms) {
    if (rows.length == 2) {
      return Evidence.side(
          Evidence.Quantity.DIFFERENCE, Differences.of(rows[0], rows[1]), 0, below, terms);
    }
    Differences from = from(rows[0], terms.reference());
    return Evidence.side(Evidence.Quantity.VALUE, from, terms.reference(), below, terms);
  }

  /** Values less a number. */
  static Differences from(double[] values, double reference) {
    double[] references = new double[values.length];
    Arrays.fill(references, reference);
    return Differences.of(values, references);
  }
}
