package neurosweep.spark;

import java.util.List;
import java.util.Optional;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;

/** Where bundles are submitted. */
interface Jobs {

  /**
   * Starts a job.
   *
   * @param attempts that its cells have had before
   * @param listener hears of it, perhaps before this returns
   */
  Job submit(List<List<Cell>> bundles, int attempts, Listener listener);

  /** A job that was started. */
  interface Job {

    /** Spark's number of it. */
    int id();

    /** Calls it off; its end is told all the same. */
    void cancel();
  }

  /** Hears of a job, on whatever thread. */
  interface Listener {

    /** The cells of a bundle have ended. */
    void ended(List<CellResult> results);

    /** Nothing more will come; with what it failed with, if it did. */
    void over(Optional<Throwable> failure);
  }
}
