package neurosweep.search;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;

/**
 * Successive halving in every group of configurations (Karnin, Koren and Somekh, ICML 2013;
 * Jamieson and Talwalkar, AISTATS 2016).
 */
public final class HalvingSearch implements Search {
  static final Param<Long> ETA =
      Param.integer("eta", 3, "one of so many goes on, with so many times the budget")
          .within(2, 100);
  static final Param<Long> LEAST =
      Param.integer("least", 0, "no rung has a smaller budget; 0: as small as it is of use")
          .atLeast(0);
  static final Param<Long> FINALISTS =
      Param.integer(
              "finalists",
              0,
              "configurations of a group that reach the full budget, at the least; 0: one in ten")
          .within(0, Sampling.MOST_SAMPLES);
  static final Param<Long> RUNG_SEEDS =
      Param.integer(
              "rung_seeds",
              0,
              "seeds, the first of the job's, below the full budget; 0: all of them")
          .within(0, Sampling.MOST_SAMPLES);

  @Override
  public String name() {
    return "halving";
  }

  @Override
  public String label() {
    return "successive halving";
  }

  @Override
  public String doc() {
    return "trains all for a small budget, the best of each group for larger and larger ones";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(Sampling.SAMPLES, Sampling.DRAWS, ETA, LEAST, FINALISTS, RUNG_SEEDS);
  }

  @Override
  public void check(Space space, Values settings, Problems problems, String where) {
    Sampling.check(space, settings, problems, where);
    Rungs.check(space, settings, problems, where);
  }

  @Override
  public Course begin(Space space, Values settings, Decisions decisions) {
    List<Candidate> candidates =
        Sampling.candidates(space, Sampling.draws(space, settings), Sampling.SAMPLES.of(settings));
    Board board = new Board(space);
    String knob = space.budget().orElseThrow().knob();
    List<Rounds> brackets = new ArrayList<>();
    for (List<Candidate> group : RoundsCourse.groups(candidates).values()) {
      List<Long> budgets = Rungs.budgets(space, settings, group.size());
      List<Bracket.Rung> rungs = Rungs.of(space, settings, budgets, group.size());
      brackets.add(new Rounds(board, new Bracket(board, "", knob, rungs), group));
    }
    return new RoundsCourse(board, brackets, candidates);
  }
}
