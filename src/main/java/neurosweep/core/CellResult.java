package neurosweep.core;

/**
 * A cell, how it ended, and the circumstances, which are never part of the comparison between runs.
 *
 * @param cell the cell
 * @param outcome how it ended
 * @param seconds wall-clock time of the training on the executor; of a cell that went on from a
 *     checkpoint, with the time that led to it
 * @param attempt which attempt this was, from 1
 * @param host where it ran
 * @param backend the linear-algebra backend it ran on
 */
public record CellResult(
    Cell cell, Outcome outcome, double seconds, int attempt, String host, String backend) {

  /** Without the tables: what the driver keeps in memory. */
  public CellResult withoutTables() {
    Outcome light = outcome.with(outcome.measurements().withoutTables());
    return new CellResult(cell, light, seconds, attempt, host, backend);
  }
}
