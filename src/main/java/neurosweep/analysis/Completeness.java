package neurosweep.analysis;

import java.util.List;
import java.util.Locale;
import neurosweep.core.Outcome.State;
import neurosweep.result.Design;

/**
 * How much of a sweep there is.
 *
 * @param planned planned cells
 * @param seeds planned seeds a configuration
 * @param finished cells that ran to their end
 * @param diverged cells that diverged by the rule of their experiment, which is a result
 * @param failed cells without a result: failed or timed out
 */
public record Completeness(long planned, int seeds, long finished, long diverged, long failed) {

  static Completeness of(Design design, List<Group> groups) {
    long finished = 0;
    long diverged = 0;
    long failed = 0;
    for (Group group : groups) {
      finished += group.n(State.FINISHED);
      diverged += group.n(State.DIVERGED);
      failed += group.n(State.FAILED) + group.n(State.TIMED_OUT);
    }
    Design.Grid grid = design.grid();
    return new Completeness(grid.cells(), grid.seeds().size(), finished, diverged, failed);
  }

  /** Cells with a result. */
  public long results() {
    return finished + diverged;
  }

  /** Whether every planned cell has a result. */
  public boolean complete() {
    return results() >= planned;
  }

  /** The certificate of a complete sweep, or a notice that begins with PARTIAL. */
  public String notice() {
    String cells = String.format(Locale.ROOT, "%,d of %,d cells", results(), planned);
    if (complete()) {
      return String.format(
          Locale.ROOT,
          "%s, %d %s, %,d diverged, 0 missing",
          cells,
          seeds,
          seeds == 1 ? "seed" : "seeds each",
          diverged);
    }
    String broken =
        failed == 0 ? "" : String.format(Locale.ROOT, ", %,d failed or timed out", failed);
    return "PARTIAL: " + cells + broken;
  }
}
