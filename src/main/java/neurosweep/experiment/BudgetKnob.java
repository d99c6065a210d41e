package neurosweep.experiment;

import java.util.function.ToLongFunction;
import neurosweep.core.Cell;
import neurosweep.core.Param;
import neurosweep.core.Values;

/**
 * The knob by which cells are trained for longer or shorter, each a beginning of the next: {@link
 * Experiment#budget} says what that promises.
 *
 * @param knob the knob, which every cell of the experiment has
 * @param multiple given the other knobs: budgets that others go on from are multiples of this
 */
public record BudgetKnob(Param<Long> knob, ToLongFunction<Values> multiple) {

  /** The budget of cells with these knobs. */
  public long of(Values values) {
    return knob.of(values);
  }

  /** The knobs of a cell, as far as they differ from their defaults, with another budget. */
  public Values with(Values values, long budget) {
    return budget == knob.defaultValue()
        ? values.without(knob.name())
        : values.with(knob.name(), budget);
  }

  /**
   * Whether a cell with these knobs may go on from the states of a cell that differs from it in
   * nothing but its budget.
   *
   * @param other that cell's budget
   */
  public boolean goesOnFrom(long other, Values values) {
    long own = of(values);
    boolean smaller = 0 < other && other < own;
    return other == own || (smaller && isBeginning(other, values));
  }

  /** Whether cells with these knobs and larger budgets may go on from this one's states. */
  public boolean isBeginning(Values values) {
    return isBeginning(of(values), values);
  }

  private boolean isBeginning(long budget, Values values) {
    return budget % multiple.applyAsLong(values) == 0;
  }

  /**
   * Names what a cell and its beginnings and continuations have in common: the key of the one among
   * them whose budget is the default.
   */
  public String line(Cell cell) {
    return cell.without(knob.name()).id();
  }
}
