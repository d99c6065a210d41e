package neurosweep.search;

import java.util.List;
import neurosweep.core.Cell;
import neurosweep.journal.History;

/** Every planned cell that has no outcome. */
public final class GridSearch implements Search {

  @Override
  public List<Cell> next(List<Cell> planned, History history) {
    return planned.stream().filter(cell -> history.get(cell).isEmpty()).toList();
  }
}
