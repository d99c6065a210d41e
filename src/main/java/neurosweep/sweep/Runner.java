package neurosweep.sweep;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;

/** Where cells run. */
public interface Runner extends AutoCloseable {

  /**
   * Runs every cell and hands over one result of each as it comes, always on the calling thread.
   *
   * @param bundles cells in the order in which they should start; those of a bundle run one after
   *     the other in one task
   * @param sink takes results
   * @param stop polled while waiting; once true, what has not started does not start, what runs is
   *     told to end early and has no result, and the method returns
   * @return why cells were left without a result though nobody stopped it, in one line; nothing if
   *     there are none
   */
  Optional<String> run(List<List<Cell>> bundles, Consumer<CellResult> sink, BooleanSupplier stop);

  /** Number of cells that run at the same time. */
  int parallelism();

  /** Whether cells run in this process, so that its processor time holds theirs. */
  boolean runsHere();

  /** What the runner is, for the manifest: name to value. */
  java.util.Map<String, String> description();

  @Override
  void close();
}
