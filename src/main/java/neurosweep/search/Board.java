package neurosweep.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;

/** What a search remembers of the cells that have ended: their scores, and nothing else. */
final class Board {
  /** The score of what has none: every other one is better. */
  static final double NONE = Double.NEGATIVE_INFINITY;

  private final Space space;
  private final Map<String, Double> scores = new HashMap<>();

  Board(Space space) {
    this.space = space;
  }

  /**
   * Takes note, in place of what was known of the cell; what is not finite is no score.
   *
   * @return whether another score was known of it
   */
  boolean tell(CellResult result) {
    double score = space.score(result);
    double noted = Double.isFinite(score) ? score + 0.0 : NONE; // -0.0 and 0.0 are a tie
    Double before = scores.put(result.cell().id(), noted);
    return before != null && before != noted;
  }

  /** Whether a cell has ended. */
  boolean ended(Cell cell) {
    return scores.containsKey(cell.id());
  }

  /** Whether a configuration has ended with all of these seeds. */
  boolean ended(Candidate candidate, long budget, List<Long> seeds) {
    return seeds.stream().allMatch(seed -> ended(candidate.cell(budget, seed)));
  }

  /** The score of a cell that has ended; {@link #NONE} where it has none. */
  double score(Cell cell) {
    return scores.get(cell.id());
  }

  /**
   * The mean score of a configuration that has ended with these seeds; {@link #NONE} where one has
   * none, for the others alone would flatter it.
   */
  double mean(Candidate candidate, long budget, List<Long> seeds) {
    double sum = 0;
    for (long seed : seeds) {
      sum += score(candidate.cell(budget, seed)) / seeds.size(); // cannot overflow
    }
    return sum;
  }
}
