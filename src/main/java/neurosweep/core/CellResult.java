package neurosweep.core;

/**
 * A cell, how it ended, and the circumstances, which are never part of the comparison between runs.
 *
 * @param cell the cell
 * @param outcome how it ended
 * @param seconds wall-clock time of the training on the executor; of a cell that went on from a
 *     checkpoint, with the time that led to it; NaN where another tool did not say
 * @param cpuSeconds as {@code seconds}, but time of a processor; NaN where it was not measured
 * @param inheritedSeconds of {@link #processorSeconds}, those that other cells, with smaller
 *     budgets, had spent on the state from which this one went on
 * @param attempt which attempt this was, from 1
 * @param host where it ran
 * @param origin what computed it
 */
public record CellResult(
    Cell cell,
    Outcome outcome,
    double seconds,
    double cpuSeconds,
    double inheritedSeconds,
    int attempt,
    String host,
    Origin origin) {

  /** Of a cell that inherited nothing. */
  public CellResult(
      Cell cell,
      Outcome outcome,
      double seconds,
      double cpuSeconds,
      int attempt,
      String host,
      Origin origin) {
    this(cell, outcome, seconds, cpuSeconds, 0, attempt, host, origin);
  }

  /** Without the tables: what the driver keeps in memory. */
  public CellResult withoutTables() {
    return with(outcome.with(outcome.measurements().withoutTables()));
  }

  /** The same with another outcome. */
  public CellResult with(Outcome other) {
    return new CellResult(
        cell, other, seconds, cpuSeconds, inheritedSeconds, attempt, host, origin);
  }

  /** The same as another attempt. */
  public CellResult asAttempt(int other) {
    return new CellResult(
        cell, outcome, seconds, cpuSeconds, inheritedSeconds, other, host, origin);
  }

  /** Name of the linear-algebra backend that it ran on. */
  public String backend() {
    return origin.backend();
  }

  /** Seconds of a processor, of an older journal those of the clock. */
  public double processorSeconds() {
    return Double.isNaN(cpuSeconds) ? seconds : cpuSeconds;
  }
}
