package neurosweep.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;

/**
 * Searches of branches side by side. A branch without axes is its one configuration. Only a branch
 * of which something has ended is asked again, so that many of them cost nothing.
 */
final class TrialCourse implements Course {
  private final Board board;
  private final List<Proposer> proposers = new ArrayList<>();
  private final TreeSet<Integer> awake = new TreeSet<>();
  private final Map<String, List<Integer>> branches = new HashMap<>(); // by cell: whose it is
  private final Map<String, Trial> trials = new HashMap<>(); // by configuration
  private final List<Candidate> candidates = new ArrayList<>();

  /**
   * Searches of all branches of a space.
   *
   * @param board of these searches
   * @param search of a branch that has axes
   */
  TrialCourse(Space space, Board board, Function<Branch, Proposer> search) {
    this.board = board;
    for (Branch branch : space.branches()) {
      awake.add(proposers.size());
      proposers.add(branch.axes().isEmpty() ? single(space, branch) : search.apply(branch));
    }
  }

  private static Proposer single(Space space, Branch branch) {
    Novelty novelty = new Novelty(space, branch);
    return () -> novelty.fresh(new double[0]).stream().toList();
  }

  @Override
  public void tell(CellResult result) {
    board.tell(result);
    awake.addAll(branches.getOrDefault(result.cell().id(), List.of()));
  }

  @Override
  public List<Cell> ask(int free) {
    List<Cell> cells = new ArrayList<>();
    while (!awake.isEmpty()) {
      int branch = awake.pollFirst();
      for (Trial trial : proposers.get(branch).propose()) {
        add(trial, branch, cells);
      }
    }
    return cells;
  }

  /** Two branches may come to the same configuration, which is trained once. */
  private void add(Trial trial, int branch, List<Cell> cells) {
    if (trials.putIfAbsent(trial.candidate().cell(0).configId(), trial) == null) {
      candidates.add(trial.candidate());
      cells.addAll(trial.cells());
    }
    for (Cell cell : trial.cells()) {
      branches.computeIfAbsent(cell.id(), id -> new ArrayList<>(1)).add(branch);
    }
  }

  @Override
  public List<Candidate> candidates() {
    return Collections.unmodifiableList(candidates);
  }

  @Override
  public boolean mayContinue(Cell ended) {
    return false;
  }

  @Override
  public List<Stage> stages() {
    long ended = trials.values().stream().filter(trial -> trial.ended(board)).count();
    long scored =
        trials.values().stream()
            .filter(trial -> trial.ended(board) && trial.value(board) > Board.NONE)
            .count();
    return List.of(new Stage("trials", trials.size(), ended, scored));
  }
}
