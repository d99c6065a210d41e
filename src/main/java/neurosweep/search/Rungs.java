package neurosweep.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import neurosweep.core.Problems;
import neurosweep.core.Values;

/** Budgets and sizes of the rungs of successive halving. */
final class Rungs {
  /** Fewer finalists are too often all of those that were quick at first: see docs/search.md. */
  private static final int TENTH = 10;

  private Rungs() {}

  /** Faults of the settings that they are made from. */
  static void check(Space space, Values settings, Problems problems, String where) {
    if (space.budget().isEmpty()) {
      problems.add(
          where,
          "needs a budget that all configurations share: give the knob that 'neurosweep list"
              + " EXPERIMENT' calls the budget one value, or choose racing, tpe or another search"
              + " that trains every configuration in full");
      return;
    }
    Budget budget = space.budget().get();
    long eta = RungSearch.ETA.of(settings);
    long least = RungSearch.LEAST.of(settings);
    if (least > budget.full()) {
      problems.add(
          where,
          String.format(
              Locale.ROOT,
              "least is %d, must be at most the job's %s, which is %d",
              least,
              budget.knob(),
              budget.full()));
    } else if (ladder(budget, eta, least).size() == 1) {
      problems.add(
          where,
          String.format(
              Locale.ROOT,
              "leaves no budget below the job's %s, which is %d: divided by eta, which is %d, and"
                  + " rounded to a multiple of %d, it must be at least %d",
              budget.knob(),
              budget.full(),
              eta,
              budget.multiple(),
              Math.max(1, least)));
    }
    long rungSeeds = RungSearch.RUNG_SEEDS.of(settings);
    if (rungSeeds > space.seeds().size()) {
      problems.add(
          where,
          "rung_seeds is "
              + rungSeeds
              + ", must be at most the number of the job's seeds, which is "
              + space.seeds().size());
    }
  }

  /** How many of a group reach the full budget at the least. */
  static long finalists(Values settings, int candidates) {
    long given = RungSearch.FINALISTS.of(settings);
    return given > 0 ? given : Math.max(1, candidates / TENTH);
  }

  /** All budgets from {@code least} to the full one, each one of {@code eta} parts of the next. */
  static List<Long> ladder(Budget budget, long eta, long least) {
    List<Long> budgets = new ArrayList<>();
    budgets.add(budget.full());
    long part = budget.full() / eta;
    while (part >= budget.multiple()) {
      long next = part / budget.multiple() * budget.multiple();
      if (next < least) {
        break;
      }
      if (next < budgets.get(0)) {
        budgets.add(0, next);
      }
      part /= eta;
    }
    return budgets;
  }

  /**
   * The budgets for some configurations: from {@code least} or, without it, from the smallest that
   * leaves as many as the finalists when one of {@code eta} goes on from every rung.
   */
  static List<Long> budgets(Space space, Values settings, int candidates) {
    long eta = RungSearch.ETA.of(settings);
    long least = RungSearch.LEAST.of(settings);
    List<Long> all = ladder(space.budget().orElseThrow(), eta, least);
    if (least > 0) {
      return all;
    }
    long finalists = finalists(settings, candidates);
    int used = 1;
    for (long left = candidates / eta; left >= finalists && used < all.size(); left /= eta) {
      used++;
    }
    return List.copyOf(all.subList(all.size() - used, all.size()));
  }

  /**
   * The rungs for some configurations: of the budgets, those after which fewer go on, and the full
   * one.
   */
  static List<Bracket.Rung> of(Space space, Values settings, List<Long> budgets, int candidates) {
    long eta = RungSearch.ETA.of(settings);
    long finalists = finalists(settings, candidates);
    List<Bracket.Rung> rungs = new ArrayList<>();
    long left = candidates;
    int size = candidates;
    for (int k = 0; k < budgets.size(); k++) {
      boolean last = k + 1 == budgets.size();
      left /= eta;
      int next = (int) Math.min(candidates, Math.max(finalists, left));
      if (last || next < size) {
        rungs.add(new Bracket.Rung(budgets.get(k), size, seeds(space, settings, last)));
        size = next;
      }
    }
    return rungs;
  }

  /** The seeds of a rung. */
  static List<Long> seeds(Space space, Values settings, boolean last) {
    long few = RungSearch.RUNG_SEEDS.of(settings);
    return last || few == 0
        ? space.seeds()
        : space.seeds().subList(0, (int) Math.min(few, space.seeds().size()));
  }
}
