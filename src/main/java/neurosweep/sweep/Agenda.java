package neurosweep.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Outcome;
import neurosweep.journal.History;
import neurosweep.journal.Journal;
import neurosweep.journal.JournalReader;
import neurosweep.result.Design;
import neurosweep.search.Course;
import neurosweep.store.SweepDirectory;

/**
 * What one run of a sweep trains: what its search asks for and has not ended; or, where cells are
 * to be tried again, these and no others.
 */
final class Agenda {
  private final Plan plan;
  private final Course course;
  private final Set<Outcome.State> again;
  private final LateDecisions decisions;
  private History ended;
  private List<Cell> first = List.of();
  private boolean over;

  private Agenda(
      Plan plan, Course course, Set<Outcome.State> again, LateDecisions decisions, History ended) {
    this.plan = plan;
    this.course = course;
    this.again = again;
    this.decisions = decisions;
    this.ended = ended;
  }

  /**
   * Of a run that goes on where the journal ends.
   *
   * @param again states that do not count as ended; of none, the search goes on
   */
  static Agenda of(Plan plan, JournalReader journal, Set<Outcome.State> again) {
    return of(plan, journal.history(), journal.decisions(), again);
  }

  /** Of a sweep that has not begun. */
  static Agenda ofNothing(Plan plan, Set<Outcome.State> again) {
    return of(plan, History.NONE, List.of(), again);
  }

  private static Agenda of(
      Plan plan, History ended, List<String> decided, Set<Outcome.State> again) {
    LateDecisions decisions = new LateDecisions(decided);
    Course course = plan.begin(decisions);
    ended.results().values().forEach(course::tell);
    Agenda agenda = new Agenda(plan, course, again, decisions, ended);
    List<Cell> asked = course.ask(again.isEmpty() ? 1 : 0);
    agenda.first = again.isEmpty() ? agenda.open(asked) : agenda.triedAgain();
    return agenda;
  }

  private List<Cell> open(List<Cell> cells) {
    return cells.stream().filter(cell -> ended.get(cell).isEmpty()).toList();
  }

  private List<Cell> triedAgain() {
    return ended.results().values().stream()
        .filter(result -> again.contains(result.outcome().state()))
        .map(CellResult::cell)
        .toList();
  }

  /** What is known to be trained before anything of it has ended. */
  List<Cell> first() {
    return first;
  }

  /** What runs, in the end and as far as can be told; {@link #first} is part of it. */
  List<Cell> expected() {
    return again.isEmpty() ? open(plan.forecast(ended)) : first;
  }

  /** What a search comes to with these cells; null for a grid, whose cells are planned. */
  Manifest.Expected expected(List<Cell> toRun, Supplier<Pricing> prices) {
    if (!searches() || toRun.isEmpty()) {
      return null;
    }
    Pricing pricing = prices.get();
    pricing.follow(toRun);
    double seconds = toRun.stream().mapToDouble(pricing::ownSeconds).sum();
    for (CellResult result : ended.byId().values()) {
      seconds += result.processorSeconds() - result.inheritedSeconds();
    }
    long more = toRun.stream().filter(cell -> ended.get(cell).isEmpty()).count();
    return new Manifest.Expected(more + ended.byId().size(), seconds);
  }

  /**
   * The plan with the configurations that the search has come upon; those that it came upon in an
   * earlier run are among them, though with more seeds, or after a cell was tried again, it would
   * come upon others.
   */
  Plan plan(Design design) {
    boolean known =
        course.candidates().size() * (long) plan.spec().seeds().size() == plan.cells().size();
    Plan own = known ? plan : plan.grown(course);
    if (plan.spec().grid().drawn().isEmpty()) {
      return own;
    }
    Set<String> ids = new HashSet<>();
    own.cells().forEach(cell -> ids.add(cell.id()));
    Contenders contenders = new Contenders(design, plan.experiment(), ended);
    List<Cell> all = new ArrayList<>(own.cells());
    for (CellResult result : ended.results().values()) {
      if (contenders.test(result.cell()) && !ids.contains(result.cell().id())) {
        all.add(result.cell());
      }
    }
    return all.size() == own.cells().size() ? own : own.with(all);
  }

  /** From here on follows a journal that is being written, and keeps decisions in it. */
  void follow(Journal journal) {
    ended = journal.history();
    decisions.keepIn(journal);
  }

  /** The cells to run, bit by bit. */
  Feed.Source source(Pricing prices, Checkpoints checkpoints) {
    Iterator<Cell> begun = first.iterator();
    return (free, outstanding) -> {
      List<Cell> cells = new ArrayList<>();
      begun.forEachRemaining(cells::add);
      cells.addAll(ask(Math.max(0, free - cells.size())));
      if (searches() && !cells.isEmpty()) {
        prices.follow(cells);
        checkpoints.add(cells);
        checkpoints.review();
      }
      return cells;
    };
  }

  private List<Cell> ask(int free) {
    return again.isEmpty() ? open(course.ask(free)) : List.of();
  }

  /**
   * All that was asked for has ended: asks whether the search, or a later run of it, wants more.
   */
  void conclude() {
    over = open(course.ask(1)).isEmpty();
  }

  /** How far its search is, a line each; of a grid there are none. */
  List<String> stages() {
    return course.stages().stream()
        .filter(stage -> stage.configurations() > 0)
        .map(Course.Stage::text)
        .toList();
  }

  private boolean searches() {
    return !plan.spec().search().isGrid();
  }

  /** Journals a result, counting its attempts over all runs, and tells the monitor. */
  Consumer<CellResult> sink(Journal journal, Checkpoints checkpoints, Monitor monitor) {
    return result -> {
      boolean known = journal.history().hasResult(result.cell());
      if (known && plan.experiment().isTimed(result.cell().values())) {
        return; // two attempts at once, of which one got farther
      }
      int before = journal.history().get(result.cell()).map(CellResult::attempt).orElse(0);
      CellResult counted = result.asAttempt(before + result.attempt());
      journal.append(counted); // refuses a result that differs from a known one
      course.tell(counted);
      checkpoints.ended(counted);
      if (!known) {
        monitor.ended(counted.withoutTables());
      }
    };
  }

  /** The checkpoints of its cells, as long as they may be needed. */
  Checkpoints checkpoints(SweepDirectory directory) {
    return plan.fullBudget() > 0
        ? new Checkpoints(directory, first, course::mayContinue) // others once they are asked for
        : new Checkpoints(directory, searches() ? first : plan.cells());
  }

  /** Whether every cell that is wanted has a result, and no more are. */
  boolean isComplete(History all) {
    if (!searches()) {
      return plan.cells().stream().allMatch(all::hasResult);
    }
    return over && all.byId().values().stream().allMatch(each -> each.outcome().state().isResult());
  }

  /**
   * A design with the number of cells that will count as results; it is the plan's unless a search
   * gives configurations up.
   *
   * @param toRun what runs, as far as can be told
   */
  Design design(Design design, List<Cell> toRun) {
    if (!searches()) {
      return design;
    }
    List<Cell> all = new ArrayList<>(toRun);
    ended.byId().values().forEach(result -> all.add(result.cell()));
    return design.withCells(Contenders.count(design, plan.experiment(), all));
  }

  /** As above, once all has ended. */
  Design design(Design design, History all) {
    return searches()
        ? design.withCells(
            Contenders.count(
                design,
                plan.experiment(),
                all.byId().values().stream().map(CellResult::cell).toList()))
        : design;
  }
}
