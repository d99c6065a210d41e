package neurosweep.sweep;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import neurosweep.core.Cell;
import neurosweep.experiment.BudgetKnob;
import neurosweep.experiment.Experiment;

/** Which cells go on from which: those that differ in nothing but a smaller budget. */
final class Predecessors {
  private final Optional<BudgetKnob> budget;
  private final Map<String, TreeMap<Long, Cell>> lines = new HashMap<>();

  /** Of an experiment; knows no cell yet. */
  Predecessors(Experiment experiment) {
    this.budget = experiment.budget();
  }

  /** Takes note of a cell that is trained, or will be before larger ones of its line. */
  void add(Cell cell) {
    budget.ifPresent(
        knob ->
            lines
                .computeIfAbsent(knob.line(cell), line -> new TreeMap<>())
                .put(knob.of(cell.values()), cell));
  }

  /** The cell from whose state one goes on. */
  Optional<Cell> of(Cell cell) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    BudgetKnob knob = budget.orElseThrow();
    TreeMap<Long, Cell> line = lines.get(knob.line(cell));
    return Optional.ofNullable(line)
        .map(known -> known.lowerEntry(knob.of(cell.values())))
        .map(Map.Entry::getValue);
  }
}
