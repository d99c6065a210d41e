package neurosweep.sweep;

import java.util.Optional;
import neurosweep.core.Cell;
import neurosweep.experiment.BudgetKnob;
import neurosweep.experiment.Experiment;

/**
 * A cell among those that differ from it in nothing but their budget, which share a checkpoint: one
 * goes on where another has ended.
 *
 * @param knob their budget; nothing where a cell is on its own
 * @param cell the cell
 */
record CheckpointLine(Optional<BudgetKnob> knob, Cell cell) {

  /** By the budget that its experiment declares. */
  static CheckpointLine of(Cell cell) {
    return new CheckpointLine(Experiment.of(cell).budget(), cell);
  }

  /** On its own. */
  static CheckpointLine alone(Cell cell) {
    return new CheckpointLine(Optional.empty(), cell);
  }

  /** The key that names their checkpoint. */
  String name() {
    return knob.map(budget -> budget.line(cell)).orElseGet(cell::id);
  }

  /** The cell's budget; 0 if it is on its own. */
  long budget() {
    return knob.map(budget -> budget.of(cell.values())).orElse(0L);
  }

  /** Whether the cell may go on from a state of the one with that budget. */
  boolean goesOnFrom(long other) {
    return knob.map(budget -> budget.goesOnFrom(other, cell.values())).orElse(other == 0);
  }

  /** Whether the state in which the cell ends is of use to others. */
  boolean isBelow(long fullBudget) {
    return budget() < fullBudget
        && knob.filter(budget -> budget.isBeginning(cell.values())).isPresent();
  }
}
