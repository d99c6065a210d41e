package neurosweep.result;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.CellResult;
import neurosweep.core.Column;
import neurosweep.core.Values;

/**
 * The columns and rows of {@code trials}: every cell of a search, whether it counts as a result or
 * was a step on the way, in the order in which they ended.
 */
public final class TrialColumns {
  /** Position in the order of endings. */
  public static final String ORDER = "trial";

  /** How long the cell was trained, in the unit of the budget. */
  public static final String BUDGET = "budget";

  /** The selection's metric. */
  public static final String VALUE = "value";

  /** Processor seconds, without those that a cell with a smaller budget had spent before. */
  public static final String OWN_SECONDS = "own_seconds";

  /** Why it did not finish; null in sweeps of older versions. */
  public static final String CAUSE = "cause";

  /** Whether the cell is in {@code results}. */
  public static final String COUNTS = "counts";

  /** Key of the configuration at its full budget. */
  public static final String CANDIDATE = "candidate_id";

  private TrialColumns() {}

  /** The columns. */
  public static List<Column> of(Design design) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.integer(ORDER, "", "position in the order in which cells ended, from 1"));
    design.grid().axes().stream()
        .filter(axis -> !axis.name().equals(design.select().searched().budget()))
        .forEach(axis -> columns.add(axis.column()));
    columns.add(Column.integer(BUDGET, "", "what it was trained for; null without a budget"));
    columns.add(Column.integer(ResultColumns.SEED, "", "replication"));
    columns.add(Column.text(ResultColumns.CELL_ID, "key of the cell"));
    columns.add(Column.text(CANDIDATE, "key of its configuration at the full budget"));
    columns.add(Column.text(ResultColumns.STATE, "FINISHED, DIVERGED, FAILED or TIMED_OUT"));
    columns.add(Column.real(VALUE, "", "the metric that selects"));
    columns.add(
        Column.real(
            OWN_SECONDS, "s", "processor time that the cell itself took, with no smaller one's"));
    columns.add(Column.text(CAUSE, "why it did not finish"));
    columns.add(Column.flag(COUNTS, "whether it is a row of results"));
    return columns;
  }

  /**
   * The row of a cell, in the order of {@link #of}.
   *
   * @param order from 1
   * @param axes the cell's values on the axes
   * @param budget what it was trained for, or null
   * @param candidate key of its configuration at the full budget
   * @param ownSeconds that it took itself
   */
  public static Object[] row(
      Design design,
      long order,
      CellResult result,
      Values axes,
      Long budget,
      String candidate,
      double ownSeconds,
      boolean counts) {
    List<Object> row = new ArrayList<>();
    row.add(order);
    design.grid().axes().stream()
        .filter(axis -> !axis.name().equals(design.select().searched().budget()))
        .forEach(axis -> row.add(axes.get(axis.name())));
    row.add(budget);
    row.add(result.cell().seed());
    row.add(result.cell().id());
    row.add(candidate);
    row.add(result.outcome().state().name());
    Object value = result.outcome().measurements().scalars().get(design.select().metric());
    row.add(value instanceof Number number ? (Object) number.doubleValue() : null);
    row.add(ownSeconds);
    row.add(ResultColumns.cause(result.outcome()));
    row.add(counts);
    return row.toArray();
  }
}
