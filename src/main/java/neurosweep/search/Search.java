package neurosweep.search;

import java.util.List;
import neurosweep.core.Cell;
import neurosweep.journal.History;

/** Chooses what runs next; a pure function. */
public interface Search {

  /**
   * The cells to run now, given what has ended so far; empty when the search is over.
   *
   * @param planned all cells of the plan, in its order
   * @param history how cells have ended
   */
  List<Cell> next(List<Cell> planned, History history);
}
