package neurosweep.search;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;

/** What searches have in common that train all for a small budget and the better ones for more. */
abstract class RungSearch implements Search {
  static final Param<Long> ETA =
      Param.integer("eta", 3, "one of so many goes on, with so many times the budget")
          .within(2, 100);
  static final Param<Long> LEAST =
      Param.integer("least", 0, "no rung has a smaller budget; 0: as small as it is of use")
          .atLeast(0);
  static final Param<Long> RUNG_SEEDS =
      Param.integer(
              "rung_seeds",
              0,
              "seeds, the first of the job's, below the full budget; 0: all of them")
          .within(0, Sampling.MOST_SAMPLES);
  static final Param<Long> FINALISTS =
      Param.integer(
              "finalists",
              0,
              "configurations of a group that reach the full budget, at the least; 0: one in ten")
          .within(0, Sampling.MOST_SAMPLES);

  @Override
  public List<Param<?>> params() {
    return List.of(Sampling.SAMPLES, Sampling.DRAWS, ETA, LEAST, FINALISTS, RUNG_SEEDS);
  }

  @Override
  public void check(Space space, Values settings, Problems problems, String where) {
    Sampling.check(space, settings, problems, where);
    Rungs.check(space, settings, problems, where);
  }
}
