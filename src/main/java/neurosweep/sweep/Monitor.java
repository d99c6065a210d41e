package neurosweep.sweep;

import neurosweep.core.CellResult;
import neurosweep.journal.History;

/** Follows a run, on the sweep's own thread, and may stop it. */
public interface Monitor {

  /**
   * Cells are about to run.
   *
   * @param plan the whole sweep
   * @param history what has ended so far; a view that follows
   * @param running how many cells will run now
   * @param parallelism how many run at a time
   */
  void begin(Plan plan, History history, int running, int parallelism);

  /** A cell has ended and is journaled. */
  void ended(CellResult result);

  /** Something worth a line. */
  void notice(String line);

  /** The runner has given up, for this reason: from now on the run is stopped. */
  void stop(String reason);

  /** Whether the run should stop: no further cell starts, what has ended is kept. */
  boolean stopped();
}
