package neurosweep.sweep;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.experiment.BudgetKnob;
import neurosweep.experiment.Experiment;
import neurosweep.journal.History;
import neurosweep.result.Axis;
import neurosweep.result.Design;

/**
 * Which cells count as results: those at the full budget, and where a search gives configurations
 * up, of these only the ones with all planned seeds. The others were steps on the way; beside
 * results they would be compared with what had more training or more seeds.
 */
public final class Contenders implements Predicate<Cell> {
  private final Optional<BudgetKnob> budget;
  private final long full;
  private final boolean searched;
  private final Set<String> whole = new HashSet<>();

  /**
   * Of a sweep.
   *
   * @param ended the cells that have ended so far
   */
  Contenders(Design design, Experiment experiment, History ended) {
    this(design, experiment, () -> ended.byId().values().stream().map(CellResult::cell).iterator());
  }

  /**
   * Of a sweep in which these cells have ended.
   *
   * @param ended looked at only where a search gives configurations up
   */
  Contenders(Design design, Experiment experiment, Iterable<Cell> ended) {
    Optional<BudgetKnob> declared = experiment.budget();
    Optional<Axis> axis = declared.flatMap(knob -> design.axis(knob.knob().name()));
    this.budget = declared.filter(knob -> axis.isEmpty() || axis.get().values().size() == 1);
    this.full =
        budget
            .map(
                knob ->
                    axis.map(each -> (Long) each.values().get(0))
                        .orElse(knob.knob().defaultValue()))
            .orElse(0L);
    this.searched = design.select().searched().applies();
    if (searched) {
      Set<Long> seeds = new HashSet<>(design.grid().seeds());
      Map<String, Integer> counts = new HashMap<>();
      for (Cell cell : ended) {
        if (isFull(cell) && seeds.contains(cell.seed())) {
          counts.merge(cell.configId(), 1, Integer::sum);
        }
      }
      counts.forEach(
          (configuration, count) -> {
            if (count == seeds.size()) {
              whole.add(configuration);
            }
          });
    }
  }

  /** Which cells of a sweep count, given how they have ended. */
  public static Predicate<Cell> of(Design design, Experiment experiment, History ended) {
    return new Contenders(design, experiment, ended);
  }

  /** How many of some cells count. */
  static long count(Design design, Experiment experiment, Collection<Cell> ended) {
    Contenders contenders = new Contenders(design, experiment, ended);
    return ended.stream().filter(contenders).count();
  }

  private boolean isFull(Cell cell) {
    return budget.isEmpty() || budget.get().of(cell.values()) == full;
  }

  @Override
  public boolean test(Cell cell) {
    return isFull(cell) && (!searched || whole.contains(cell.configId()));
  }

  /** What a cell was trained for, or null without a budget. */
  Long budget(Cell cell) {
    return budget.map(knob -> knob.of(cell.values())).orElse(null);
  }

  /** The key of a cell's configuration at the full budget. */
  String candidate(Cell cell) {
    if (isFull(cell)) {
      return cell.configId();
    }
    return new Cell(
            cell.experiment(),
            cell.version(),
            budget.orElseThrow().with(cell.values(), full),
            0,
            cell.dataDigest())
        .configId();
  }
}
