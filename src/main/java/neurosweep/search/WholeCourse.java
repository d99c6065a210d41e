package neurosweep.search;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;

/** Trains all configurations with all seeds, whatever comes of them. */
final class WholeCourse implements Course {
  private final List<Long> seeds;
  private final List<Candidate> candidates;
  private boolean asked;

  WholeCourse(Space space, List<Candidate> candidates) {
    this.seeds = space.seeds();
    this.candidates = List.copyOf(candidates);
  }

  @Override
  public void tell(CellResult result) {
    // changes nothing
  }

  @Override
  public List<Cell> ask(int free) {
    List<Cell> cells = new ArrayList<>();
    if (!asked) {
      candidates.forEach(candidate -> seeds.forEach(seed -> cells.add(candidate.cell(seed))));
    }
    asked = true;
    return cells;
  }

  @Override
  public List<Candidate> candidates() {
    return candidates;
  }

  @Override
  public boolean mayContinue(Cell ended) {
    return false;
  }

  @Override
  public List<Stage> stages() {
    return List.of();
  }
}
