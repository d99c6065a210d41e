package neurosweep.sweep;

import java.util.function.LongSupplier;

/**
 * Seconds that cores stand idle while a run lasts, told apart by what they wait for: until more
 * cells are asked for, for the results that decide which ones; after the last were asked for, for
 * the end of the run.
 */
public final class Idleness {
  private final LongSupplier nanos;
  private boolean begun;
  private long since;
  private int cores;
  private int idle;
  private double rungs;
  private double open;
  private double all;

  /** Nothing yet. */
  Idleness(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** From now on there are so many cores, and so many tasks that run or could. */
  void change(int cores, int tasks) {
    long now = nanos.getAsLong();
    if (begun) {
      double seconds = (now - since) * 1e-9;
      open += seconds * idle;
      all += seconds * this.cores;
    }
    begun = true;
    since = now;
    this.cores = cores;
    this.idle = Math.max(0, cores - tasks);
  }

  /** More cells were asked for: what was idle until the last change waited for them. */
  void asked() {
    rungs += open;
    open = 0;
  }

  /** Core-seconds in which cells were still to come that nobody knew yet. */
  public double rungs() {
    return rungs;
  }

  /** Core-seconds since the last cells were asked for, up to the last result. */
  public double end() {
    return open;
  }

  /** Both as a share of all core-seconds from the first cells to the last result. */
  public double share() {
    return all > 0 ? (rungs + open) / all : 0;
  }
}
