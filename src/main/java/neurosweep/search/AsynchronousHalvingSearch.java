package neurosweep.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import neurosweep.core.Values;

/**
 * Asynchronous successive halving (Li et al., MLSys 2020): nobody waits for a rung to fill. A
 * configuration goes on as soon as it is among the best of those that have ended in its rung, which
 * keeps all processors busy and now and then lets one go on that later ones prove wrong.
 */
public final class AsynchronousHalvingSearch extends RungSearch {

  @Override
  public String name() {
    return "asynchronous-halving";
  }

  @Override
  public String label() {
    return "asynchronous halving";
  }

  @Override
  public String doc() {
    return "as halving, but nobody waits for others to end, so what goes on depends on their order";
  }

  @Override
  public Course begin(Space space, Values settings, Decisions decisions) {
    List<Candidate> candidates =
        Sampling.candidates(space, Sampling.draws(space, settings), Sampling.SAMPLES.of(settings));
    Board board = new Board(space);
    Map<String, Ladder> ladders = new LinkedHashMap<>();
    RoundsCourse.groups(candidates)
        .forEach((name, group) -> ladders.put(name, ladder(space, settings, board, group)));
    return new AsynchronousCourse(board, ladders, candidates, decisions);
  }

  private static Ladder ladder(Space space, Values settings, Board board, List<Candidate> group) {
    List<Long> budgets = Rungs.budgets(space, settings, group.size());
    List<Bracket.Rung> rungs = new ArrayList<>();
    for (int k = 0; k < budgets.size(); k++) {
      List<Long> seeds = Rungs.seeds(space, settings, k + 1 == budgets.size());
      rungs.add(new Bracket.Rung(budgets.get(k), group.size(), seeds));
    }
    return new Ladder(
        board,
        rungs,
        space.budget().orElseThrow().knob(),
        ETA.of(settings),
        Rungs.finalists(settings, group.size()),
        group);
  }
}
