package neurosweep.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.UserError;

/**
 * Asynchronous halving at work. Each start and each climb is a decision, such as {@code start
 * 0123456789abcdef0123 at 3} or {@code promote 0123456789abcdef0123 to 9}: the configuration and
 * its budget.
 */
final class AsynchronousCourse implements Course {
  private static final Pattern FORM =
      Pattern.compile("(start|promote) ([0-9a-f]{20}) (at|to) ([0-9]{1,18})");

  private final Board board;
  private final List<Candidate> candidates;
  private final Map<String, Candidate> byId = new HashMap<>();
  private final Map<String, Ladder> ladders;
  private final Decisions decisions;
  private final List<Cell> again = new ArrayList<>();
  private final Map<String, Ladder> owners = new HashMap<>(); // by cell
  private int started; // all before it

  /**
   * Begins, or goes on.
   *
   * @param ladders by group
   * @param candidates in the order in which they start
   * @throws UserError for a decision of an earlier run that could not be made here
   */
  AsynchronousCourse(
      Board board, Map<String, Ladder> ladders, List<Candidate> candidates, Decisions decisions) {
    this.board = board;
    this.ladders = ladders;
    this.candidates = List.copyOf(candidates);
    this.decisions = decisions;
    candidates.forEach(each -> byId.put(each.cell(0).configId(), each));
    for (String decision : decisions.made()) {
      Ladder.Step step = read(decision);
      enter(step);
      again.addAll(step.cells());
    }
  }

  private Ladder.Step read(String decision) {
    Matcher parts = FORM.matcher(decision);
    if (!parts.matches() || parts.group(1).equals("start") != parts.group(3).equals("at")) {
      throw unfit(decision, "cannot be read");
    }
    Candidate candidate = byId.get(parts.group(2));
    if (candidate == null) {
      throw unfit(decision, "names a configuration that the job does not have");
    }
    Ladder ladder = ladders.get(candidate.group());
    int rung =
        ladder
            .rung(Long.parseLong(parts.group(4)))
            .orElseThrow(() -> unfit(decision, "names a budget at which the job has no rung"));
    int reached = ladder.reached(candidate);
    boolean start = parts.group(1).equals("start");
    if (start
        ? reached >= 0
        : reached >= rung) { // of a climb the start may be a line that was lost
      throw unfit(decision, "does not follow from those before it");
    }
    return new Ladder.Step(ladder, candidate, rung);
  }

  private static UserError unfit(String decision, String fault) {
    return new UserError(
        "search: the decision \""
            + decision
            + "\" of an earlier run "
            + fault
            + "; go on with the job that it was begun with, or begin in another directory");
  }

  @Override
  public void tell(CellResult result) {
    board.tell(result);
    ladders.values().forEach(ladder -> ladder.tell(result.cell()));
  }

  @Override
  public List<Cell> ask(int free) {
    List<Cell> cells = new ArrayList<>(again);
    again.clear();
    long left = free - open(cells);
    boolean none = true;
    Optional<Ladder.Step> step = left > 0 ? next() : Optional.empty();
    while (step.isPresent()) {
      List<Cell> more = step.get().cells();
      long needed = open(more);
      if (needed > left && !none) {
        break;
      }
      decide(step.get());
      cells.addAll(more);
      none &= needed == 0;
      left -= needed;
      step = left > 0 ? next() : Optional.empty();
    }
    return cells;
  }

  private long open(List<Cell> cells) {
    return cells.stream().filter(cell -> !board.ended(cell)).count();
  }

  private void decide(Ladder.Step step) {
    boolean start = step.ladder().reached(step.candidate()) < 0;
    String id = step.candidate().cell(0).configId();
    decisions.make((start ? "start " + id + " at " : "promote " + id + " to ") + step.budget());
    enter(step);
  }

  private void enter(Ladder.Step step) {
    step.ladder().enter(step);
    step.cells().forEach(cell -> owners.put(cell.id(), step.ladder()));
  }

  /** The highest climb; else a start; else what still climbs at the end. */
  private Optional<Ladder.Step> next() {
    return highest(ladders.values().stream().map(Ladder::climb))
        .or(this::start)
        .or(() -> highest(ladders.values().stream().map(Ladder::lastClimb)));
  }

  private static Optional<Ladder.Step> highest(Stream<Optional<Ladder.Step>> steps) {
    return steps
        .flatMap(Optional::stream)
        .sorted(Comparator.comparingLong(Ladder.Step::budget).reversed()) // stable: first wins
        .findFirst();
  }

  private Optional<Ladder.Step> start() {
    while (started < candidates.size()) {
      Candidate candidate = candidates.get(started);
      Ladder ladder = ladders.get(candidate.group());
      if (ladder.reached(candidate) < 0) {
        return Optional.of(new Ladder.Step(ladder, candidate, 0));
      }
      started++;
    }
    return Optional.empty();
  }

  @Override
  public List<Candidate> candidates() {
    return candidates;
  }

  @Override
  public boolean mayContinue(Cell ended) {
    Ladder owner = owners.get(ended.id());
    return owner != null && owner.mayContinue(ended);
  }

  @Override
  public List<Stage> stages() {
    return RoundsCourse.sum(
        ladders.values().stream().flatMap(ladder -> ladder.stages().stream()).toList());
  }
}
