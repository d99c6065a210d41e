package neurosweep.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Measurements;
import neurosweep.core.Origin;
import neurosweep.core.Outcome;
import neurosweep.journal.History;
import neurosweep.search.Branch;
import neurosweep.search.Budget;
import neurosweep.search.Course;
import neurosweep.search.Space;

/**
 * What a search will ask for, as far as can be told before: it is played with made-up scores, which
 * are spread evenly over configurations and little over seeds. Where the number of cells does not
 * depend on results, as in halving, it is right; otherwise, as in racing, it is about right.
 */
final class Forecast implements Space {
  private static final int FREE = 64;
  private static final double SPREAD_OVER_SEEDS = 0.05;

  private final Space space;
  private final History known;

  private Forecast(Space space, History known) {
    this.space = space;
    this.known = known;
  }

  /** The cells of a whole sweep, those included that have ended. */
  static List<Cell> of(Plan plan, History known) {
    if (plan.spec().search().isGrid()) {
      return plan.cells();
    }
    Course course = begin(plan, known);
    Map<String, Cell> all = new LinkedHashMap<>();
    List<Cell> asked = course.ask(FREE);
    while (!asked.isEmpty()) {
      for (Cell cell : asked) {
        if (all.put(cell.id(), cell) == null && known.get(cell).isEmpty()) {
          course.tell(madeUp(cell));
        }
      }
      asked = course.ask(FREE);
    }
    return List.copyOf(all.values());
  }

  /** What it decides is kept nowhere: in a run it is decided again. */
  private static Course begin(Plan plan, History known) {
    Course course = plan.begin(new Forecast(plan.space(), known), new LateDecisions(List.of()));
    known.results().values().forEach(course::tell);
    return course;
  }

  /** How a run of the rest goes on that many cores. */
  static Simulation play(Pricing pricing, History known, int cores) {
    Plan plan = pricing.plan();
    Course course = begin(plan, known);
    Feed.Source source =
        (free, outstanding) ->
            course.ask(free).stream().filter(cell -> known.get(cell).isEmpty()).toList();
    return Simulation.of(source, course::tell, Forecast::madeUp, pricing::ownSeconds, cores);
  }

  private static CellResult madeUp(Cell cell) {
    return new CellResult(
        cell, new Outcome.Finished(Measurements.NONE), 0, 0, 1, "", Origin.unknown(""));
  }

  @Override
  public double score(CellResult result) {
    return known.get(result.cell()).isPresent()
        ? space.score(result)
        : share(result.cell().configId()) + SPREAD_OVER_SEEDS * share(result.cell().id());
  }

  /** A number from 0 to 1 that a key stands for. */
  private static double share(String key) {
    return Long.parseLong(key.substring(0, 12), 16) / (double) (1L << 48);
  }

  @Override
  public List<Branch> branches() {
    return space.branches();
  }

  @Override
  public List<Long> seeds() {
    return space.seeds();
  }

  @Override
  public long sweepSeed() {
    return space.sweepSeed();
  }

  @Override
  public Optional<Budget> budget() {
    return space.budget();
  }
}
