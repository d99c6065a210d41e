package neurosweep.search;

import java.util.Comparator;
import java.util.List;
import neurosweep.core.Cell;

/**
 * Successive halving of some configurations: all of them are trained for a small budget, the best
 * go on to a larger one, until few are left at the full one (Jamieson and Talwalkar, AISTATS 2016).
 *
 * @param board to look at
 * @param label before the names of its rungs, or an empty string
 * @param knob of the budget
 * @param rungs with growing budgets, the last one the full one
 */
record Bracket(Board board, String label, String knob, List<Rung> rungs) implements Rounds.Rule {

  /**
   * A rung.
   *
   * @param budget of its cells
   * @param size how many configurations enter it at most
   * @param seeds that a configuration is trained with there
   */
  record Rung(long budget, int size, List<Long> seeds) {

    /** A configuration's cells. */
    List<Cell> cells(Candidate candidate) {
      return seeds.stream().map(seed -> candidate.cell(budget, seed)).toList();
    }

    /** In words. */
    static String name(int rung, int count, long budget, String knob) {
      return "rung " + (rung + 1) + " of " + count + ", " + budget + " " + knob;
    }
  }

  private record Scored(Candidate candidate, double score) {}

  @Override
  public int count() {
    return rungs.size();
  }

  @Override
  public String name(int round) {
    return label + Rung.name(round, rungs.size(), rungs.get(round).budget(), knob);
  }

  @Override
  public List<Cell> cells(int round, Candidate candidate, int entrants) {
    return rungs.get(round).cells(candidate);
  }

  /** The best as many as the next rung holds, the earlier of two that are as good. */
  @Override
  public List<Candidate> next(int round, List<Candidate> candidates) {
    Rung rung = rungs.get(round);
    return candidates.stream()
        .map(each -> new Scored(each, board.mean(each, rung.budget(), rung.seeds())))
        .filter(each -> each.score() > Board.NONE)
        .sorted(Comparator.comparingDouble(Scored::score).reversed())
        .limit(rungs.get(round + 1).size())
        .map(Scored::candidate)
        .toList();
  }

  @Override
  public boolean grows() {
    return true;
  }
}
