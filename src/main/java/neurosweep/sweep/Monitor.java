package neurosweep.sweep;

import java.util.List;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.journal.History;

/** Follows a run, on the sweep's own thread, and may stop it. */
public interface Monitor {

  /**
   * Cells are about to run.
   *
   * @param prices of the cells of the whole sweep
   * @param history what has ended so far; a view that follows
   * @param toRun the cells that will run now, as far as can be told
   * @param runner where they run
   */
  void begin(Pricing prices, History history, List<Cell> toRun, Runner runner);

  /** A cell has ended and is journaled. */
  void ended(CellResult result);

  /** Something worth a line. */
  void notice(String line);

  /** The runner has given up, for this reason: from now on the run is stopped. */
  void stop(String reason);

  /** Whether the run should stop: no further cell starts, what has ended is kept. */
  boolean stopped();
}
