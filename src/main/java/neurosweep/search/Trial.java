package neurosweep.search;

import java.util.List;
import neurosweep.core.Cell;

/**
 * A configuration that a search has chosen by what it knew, trained with every seed at the full
 * budget.
 */
final class Trial {
  private final double[] point;
  private final Candidate candidate;
  private final List<Cell> cells;

  /**
   * A trial.
   *
   * @param point where the search chose it
   */
  Trial(double[] point, Candidate candidate, List<Long> seeds) {
    this.point = point.clone();
    this.candidate = candidate;
    this.cells = seeds.stream().map(candidate::cell).toList();
  }

  /** Where the search chose it, on one axis. */
  double at(int axis) {
    return point[axis];
  }

  Candidate candidate() {
    return candidate;
  }

  List<Cell> cells() {
    return cells;
  }

  /** Whether it has ended with every seed. */
  boolean ended(Board board) {
    for (Cell cell : cells) {
      if (!board.ended(cell)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Its mean score once it has ended; {@link Board#NONE}, so that arithmetic goes on with finite
   * numbers, where a seed has none or the mean is not finite.
   */
  double value(Board board) {
    double sum = 0;
    for (Cell cell : cells) {
      sum += board.score(cell);
    }
    double mean = sum / cells.size();
    return Double.isFinite(mean) ? mean : Board.NONE;
  }
}
