package neurosweep.sweep;

import java.util.Map;
import java.util.Optional;
import neurosweep.core.CellResult;
import neurosweep.core.Outcome.State;
import neurosweep.journal.History;
import neurosweep.report.Builds;
import neurosweep.store.Lease;
import neurosweep.store.SweepDirectory;

/**
 * How far a sweep is, as an onlooker sees it.
 *
 * @param name of the sweep
 * @param planned cells
 * @param counts cells that have ended by how, zeros included
 * @param seconds of a processor in all of them
 * @param builds what computed them
 * @param writer who writes the sweep or was the last to, in a line
 * @param held whether somebody still writes
 */
public record SweepStatus(
    String name,
    long planned,
    Map<State, Integer> counts,
    double seconds,
    Builds builds,
    Optional<String> writer,
    boolean held) {

  /** Looks, and only reads. */
  public static SweepStatus of(SweepDirectory sweep, Manifest manifest, History history) {
    return new SweepStatus(
        manifest.name(),
        manifest.design().grid().cells(),
        history.counts(),
        history.results().values().stream().mapToDouble(CellResult::processorSeconds).sum(),
        Builds.of(history.results().values().stream().map(CellResult::origin).toList()),
        Lease.describe(sweep),
        Lease.isHeld(sweep));
  }

  /** Cells that have ended in any state. */
  public long ended() {
    return counts.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** Whether every cell has a result. */
  public boolean isComplete() {
    return counts.get(State.FINISHED) + counts.get(State.DIVERGED) >= planned;
  }
}
