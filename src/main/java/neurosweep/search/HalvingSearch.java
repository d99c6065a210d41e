package neurosweep.search;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Values;

/**
 * Successive halving in every group of configurations (Karnin, Koren and Somekh, ICML 2013;
 * Jamieson and Talwalkar, AISTATS 2016).
 */
public final class HalvingSearch extends RungSearch {

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
