package neurosweep.sweep;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import neurosweep.core.Cell;

/** Where cells run. */
public interface Runner extends AutoCloseable {

  /**
   * Runs cells until none is left and the work has no more. Asks it for cells first, and again
   * whenever it has accepted results, except while a cell runs that must be alone; both on the
   * calling thread.
   *
   * @param work gives cells and takes one result of each as it comes
   * @param stop polled while waiting; once true, no more cells are asked for, what has not started
   *     does not start, what runs is told to end early and has no result, and the method returns
   * @return why cells were left without a result though nobody stopped it, in one line; nothing if
   *     there are none
   */
  Optional<String> run(Work work, BooleanSupplier stop);

  /** Number of cells that run at the same time. */
  int parallelism();

  /**
   * What runs at this moment, as far as is known: cells that run one after the other in one task
   * together. May be asked on any thread while cells run.
   */
  default List<Begun> begun() {
    return List.of();
  }

  /**
   * Cells that were begun together, of which one runs.
   *
   * @param cells that run one after the other
   * @param since when the first began
   * @param host where, empty in this process
   */
  record Begun(List<Cell> cells, Instant since, String host) {}

  /** Whether cells run in this process, so that its processor time holds theirs. */
  boolean runsHere();

  /** What the runner is, for the manifest: name to value. */
  java.util.Map<String, String> description();

  @Override
  void close();
}
