package neurosweep.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;

/** Rounds of several groups side by side. */
final class RoundsCourse implements Course {
  private final Board board;
  private final List<Rounds> parts;
  private final List<Candidate> candidates;
  private final Map<String, Rounds> owners = new HashMap<>(); // by cell

  /**
   * A course.
   *
   * @param board that the rounds look at
   * @param candidates of all of them
   */
  RoundsCourse(Board board, List<Rounds> parts, List<Candidate> candidates) {
    this.board = board;
    this.parts = List.copyOf(parts);
    this.candidates = List.copyOf(candidates);
  }

  /** The candidates of each group, in their order. */
  static Map<String, List<Candidate>> groups(List<Candidate> candidates) {
    Map<String, List<Candidate>> groups = new LinkedHashMap<>();
    candidates.forEach(
        each -> groups.computeIfAbsent(each.group(), g -> new ArrayList<>()).add(each));
    return groups;
  }

  @Override
  public void tell(CellResult result) {
    boolean changed = board.tell(result);
    parts.forEach(part -> part.tell(result.cell(), changed));
  }

  @Override
  public List<Cell> ask(int free) {
    List<Cell> cells = new ArrayList<>();
    for (Rounds part : parts) {
      List<Cell> more = part.ask();
      more.forEach(cell -> owners.put(cell.id(), part));
      cells.addAll(more);
    }
    return cells;
  }

  @Override
  public List<Candidate> candidates() {
    return candidates;
  }

  @Override
  public boolean mayContinue(Cell ended) {
    Rounds owner = owners.get(ended.id());
    return owner != null && owner.mayContinue(ended);
  }

  @Override
  public List<Stage> stages() {
    return sum(parts.stream().flatMap(part -> part.stages().stream()).toList());
  }

  /** Stages of one name added up. */
  static List<Stage> sum(List<Stage> stages) {
    Map<String, Stage> sums = new LinkedHashMap<>();
    stages.forEach(stage -> sums.merge(stage.name(), stage, Stage::plus));
    return List.copyOf(sums.values());
  }
}
