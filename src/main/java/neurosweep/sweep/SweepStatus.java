package neurosweep.sweep;

import java.util.Map;
import java.util.Optional;
import neurosweep.analysis.Predictions;
import neurosweep.core.CellResult;
import neurosweep.core.Outcome.State;
import neurosweep.journal.History;
import neurosweep.result.Builds;
import neurosweep.store.SweepDirectory;
import neurosweep.store.lease.Lease;

/**
 * How far a sweep is, as an onlooker sees it.
 *
 * @param name of the sweep
 * @param planned cells
 * @param counts cells that have ended by how, zeros included
 * @param seconds of a processor in all of them
 * @param remaining seconds by the clock on all cores until all have ended, NaN if nobody can tell:
 *     the rest of what the plan predicted, corrected by what ended cells took against theirs
 * @param builds what computed them
 * @param writer who writes the sweep or was the last to, in a line
 * @param held whether somebody still writes
 */
public record SweepStatus(
    String name,
    long planned,
    Map<State, Integer> counts,
    double seconds,
    double remaining,
    Builds builds,
    Optional<String> writer,
    boolean held) {

  /** Looks, and only reads. */
  public static SweepStatus of(SweepDirectory sweep, Manifest manifest, History history) {
    boolean held = Lease.isHeld(sweep);
    return new SweepStatus(
        manifest.name(),
        manifest.design().grid().cells(),
        history.counts(),
        history.results().values().stream().mapToDouble(CellResult::processorSeconds).sum(),
        held ? remaining(sweep, history) / manifest.parallelism() : Double.NaN,
        Builds.of(history.results().values().stream().map(CellResult::origin).toList()),
        Lease.describe(sweep),
        held);
  }

  private static double remaining(SweepDirectory sweep, History history) {
    double[] sums = new double[3];
    Predictions.read(
        sweep,
        (cell, config, predicted) -> {
          CellResult result = history.results().get(cell);
          if (result == null) {
            sums[0] += predicted;
          } else {
            sums[1] += predicted;
            sums[2] += result.seconds();
          }
        });
    boolean known = sums[1] > 0 && sums[2] > 0;
    return known ? sums[0] * sums[2] / sums[1] : sums[0] > 0 ? sums[0] : Double.NaN;
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
