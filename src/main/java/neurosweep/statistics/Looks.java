package neurosweep.statistics;

import java.util.List;
import java.util.Optional;

/**
 * A schedule by which a sweep may grow: numbers of seeds at which results are looked at, declared
 * before there are any, and how the level of the tests is divided among these looks.
 *
 * @param seeds at each look, rising; empty for none
 * @param spending of the level
 */
public record Looks(List<Integer> seeds, Spending spending) {
  /** One look, as most sweeps have. */
  public static final Looks NONE = new Looks(List.of(), Spending.OBRIEN_FLEMING);

  /** Copies the list. */
  public Looks {
    seeds = seeds == null ? List.of() : List.copyOf(seeds);
    spending = spending == null ? Spending.OBRIEN_FLEMING : spending;
  }

  /** Which look a number of seeds is, from 0, if it is one. */
  public Optional<Integer> look(int number) {
    int look = seeds.indexOf(number);
    return look < 0 ? Optional.empty() : Optional.of(look);
  }

  /** The level of the tests with a number of seeds. */
  public double level(int number) {
    return look(number)
        .map(look -> spending.level(seeds, look, Equivalence.LEVEL))
        .orElse(Equivalence.LEVEL);
  }

  /** A p value with a number of seeds, to be compared with the whole level. */
  public double adjust(double p, int number) {
    return p == 0 ? 0 : Math.min(1, p * Equivalence.LEVEL / level(number));
  }
}
