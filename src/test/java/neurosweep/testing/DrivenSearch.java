package neurosweep.testing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Values;
import neurosweep.search.Candidate;
import neurosweep.search.Course;
import neurosweep.search.Decisions;
import neurosweep.search.Search;

/** Runs a search as a sweep would, and fails where it breaks what every search keeps to. */
public final class DrivenSearch {
  private static final int BOUND = 20_000;
  private static final int PLACES = 4;

  private final TestSpace space;
  private final Course course;
  private final List<String> decisions;
  private final String order;
  private final Map<String, Cell> asked = new LinkedHashMap<>();
  private final Map<String, CellResult> told = new HashMap<>();
  private final List<CellResult> ran = new ArrayList<>();
  private final Set<String> dropped = new HashSet<>();
  private final Map<String, String> configs = new HashMap<>(); // by cell
  private Set<String> candidates = Set.of();
  private boolean watched = true;

  /**
   * A search.
   *
   * @param order cells end in an order that depends on it
   * @param made decisions of an earlier run
   */
  public DrivenSearch(
      TestSpace space, Search search, Values settings, String order, List<String> made) {
    this.space = space;
    this.order = order;
    this.decisions = new ArrayList<>(made);
    this.course =
        search.begin(
            space,
            settings,
            new Decisions() {
              @Override
              public List<String> made() {
                return List.copyOf(made);
              }

              @Override
              public void make(String decision) {
                decisions.add(decision);
              }
            });
  }

  /** The search at work. */
  public Course course() {
    return course;
  }

  /** All decisions, of earlier runs too. */
  public List<String> decisions() {
    return List.copyOf(decisions);
  }

  /** The cells that were trained, in the order in which they ended. */
  public List<CellResult> ran() {
    return List.copyOf(ran);
  }

  /** Everything that was asked for. */
  public Set<String> total() {
    return new TreeSet<>(asked.keySet());
  }

  /** Everything that was asked for. */
  public Collection<Cell> cells() {
    return asked.values();
  }

  /** Tells results of an earlier run. */
  public DrivenSearch tell(Collection<CellResult> results) {
    results.forEach(this::tell);
    return this;
  }

  private void tell(CellResult result) {
    told.put(result.cell().id(), result);
    course.tell(result);
  }

  /** To the end, asking after every result. */
  public DrivenSearch run() {
    while (step(true)) {
      assertTrue(ran.size() < BOUND, "does not end");
    }
    return this;
  }

  /** To the end, asking now and then. */
  public DrivenSearch runLazily() {
    boolean more = true;
    while (more) {
      more = step(TestSpace.noise(order + ran.size()) < 0.4) || step(true);
      assertTrue(ran.size() < BOUND, "does not end");
    }
    return this;
  }

  /** Asks and runs one cell; false where nothing is left to run. */
  public boolean step(boolean ask) {
    if (ask) {
      List<Cell> open = open();
      noteDropped();
      course.ask(Math.max(0, PLACES - open.size())).forEach(this::asked);
    }
    List<Cell> open = open();
    if (open.isEmpty()) {
      return false;
    }
    CellResult result =
        space.run(
            open.stream()
                .min(Comparator.comparingInt(cell -> (order + cell.id()).hashCode() * 0x9E3779B9))
                .orElseThrow());
    ran.add(result);
    tell(result);
    noteDropped();
    return true;
  }

  private List<Cell> open() {
    return asked.values().stream().filter(cell -> !told.containsKey(cell.id())).toList();
  }

  /** Without watching what may continue, which takes its time. */
  public DrivenSearch unwatched() {
    watched = false;
    return this;
  }

  private String config(Cell cell) {
    return configs.computeIfAbsent(cell.id(), id -> TestSpace.full(cell).configId());
  }

  private void noteDropped() {
    for (CellResult result : watched ? told.values() : List.<CellResult>of()) {
      Cell cell = result.cell();
      if (asked.containsKey(cell.id()) && !course.mayContinue(cell)) {
        dropped.add(cell.id());
      }
    }
  }

  private void asked(Cell cell) {
    assertFalse(asked.containsKey(cell.id()), "asked for twice: " + cell);
    asked.put(cell.id(), cell);
    space
        .budget()
        .ifPresent(
            budget -> {
              long own = space.budgetOf(cell);
              boolean whole = own == budget.full();
              assertTrue(whole || (own > 0 && own < budget.full()), cell.toString());
              assertTrue(whole || own % budget.multiple() == 0, cell.toString());
            });
    String config = config(cell);
    List<Candidate> drawn = course.candidates();
    if (drawn.size() != candidates.size()) {
      candidates = drawn.stream().map(each -> each.cell(0).configId()).collect(Collectors.toSet());
    }
    assertTrue(candidates.contains(config), "not among the candidates: " + cell);
    if (!told.containsKey(cell.id())) {
      checkEarlier(cell, config);
    }
  }

  /** What it goes on from must be there, and worth it. */
  private void checkEarlier(Cell cell, String config) {
    for (CellResult earlier : told.values()) {
      Cell before = earlier.cell();
      if (asked.containsKey(before.id())
          && space.budgetOf(before) < space.budgetOf(cell)
          && config(before).equals(config)) {
        assertFalse(Double.isNaN(space.score(earlier)), cell + " goes on from " + earlier);
        boolean next =
            before.seed() == cell.seed()
                && asked.values().stream()
                    .noneMatch(
                        other ->
                            other.seed() == cell.seed()
                                && config(other).equals(config)
                                && space.budgetOf(other) > space.budgetOf(before)
                                && space.budgetOf(other) < space.budgetOf(cell));
        assertFalse(next && dropped.contains(before.id()), "was dropped: " + before);
      }
    }
  }
}
