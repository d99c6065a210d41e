package neurosweep.statistics.relation;

import java.util.List;
import java.util.Set;
import neurosweep.statistics.Differences;

/**
 * Every step along an axis goes the same way. The claim holds if each step does, so its p is the
 * largest of the steps' (intersection-union); it fails if one step surely goes the other way, of
 * the steps' p adjusted by Holm. The estimate is the step that is least sure.
 */
abstract class Monotone implements Relation {
  private final boolean down;

  Monotone(boolean down) {
    this.down = down;
  }

  @Override
  public List<Set<Term>> forms() {
    return List.of(Set.of(Term.OVER));
  }

  @Override
  public Evidence test(double[][] rows, Terms terms) {
    Evidence least = null;
    double against = 1;
    int steps = rows.length - 1;
    for (int i = 0; i < steps; i++) {
      Evidence step =
          Evidence.side(
              Evidence.Quantity.DIFFERENCE, Differences.of(rows[i + 1], rows[i]), 0, down, terms);
      if (step.basis() == Evidence.Basis.NONE) {
        return step;
      }
      against = Math.min(against, steps * step.against());
      boolean weaker = least == null || step.support() > least.support();
      least = weaker ? step : least;
    }
    return least.against(against);
  }
}
