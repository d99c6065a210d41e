package neurosweep.sweep;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import neurosweep.core.Cell;
import neurosweep.core.CellKey;
import neurosweep.core.CellResult;
import neurosweep.core.Outcome;
import neurosweep.core.UserError;
import neurosweep.journal.History;
import neurosweep.store.FileEntry;
import neurosweep.store.SweepDirectory;
import neurosweep.store.TemporaryName;
import org.apache.hadoop.fs.Path;

/**
 * The checkpoints of a sweep as its driver sees them: it never reads one, it deletes those that no
 * cell will read, and nothing else that may lie there. A fault in deleting is passed over; the next
 * run deletes what is left.
 */
public final class Checkpoints implements AutoCloseable {
  /** The shortest interval; a first attempt that took less time has left no checkpoint. */
  public static final double LEAST_SECONDS = 1;

  private final SweepDirectory sweep;
  private final Set<String> planned = new HashSet<>();
  private final Set<String> kept = new HashSet<>();
  private History history;

  /**
   * Where and how often cells save; nothing here changes a number.
   *
   * @param directory {@link SweepDirectory#checkpoints} as Hadoop writes it, nothing escaped
   * @param intervalSeconds from one save to the next
   * @param code {@link CodeDigest#program} of the driver: a checkpoint of other code is not read
   */
  public record Place(String directory, double intervalSeconds, String code)
      implements Serializable {

    /** In a sweep's directory, for this program. */
    public static Place of(SweepDirectory sweep, double intervalSeconds) {
      return new Place(sweep.checkpoints().toString(), intervalSeconds, CodeDigest.program());
    }
  }

  /** Of a sweep with these cells; looks at nothing yet. */
  Checkpoints(SweepDirectory sweep, Collection<Cell> cells) {
    this.sweep = sweep;
    cells.forEach(cell -> planned.add(cell.id()));
  }

  /**
   * Deletes what dead runs have left, before cells run.
   *
   * @param known how cells have ended; a view that follows
   */
  void begin(History known) {
    history = known;
    for (FileEntry file : found()) {
      if (TemporaryName.is(file.name())) {
        delete(file.path());
      }
    }
    deleteEnded();
  }

  /** Deletes the checkpoint of a cell that is journaled and has ended for good, if there is one. */
  void ended(CellResult result) {
    String id = result.cell().id();
    boolean left = result.seconds() >= LEAST_SECONDS || result.attempt() > 1 || kept.contains(id);
    if (left && !isOpen(id)) {
      delete(sweep.checkpoint(new CellKey(id)));
    }
  }

  /** Deletes what no cell will read, and the directory if that leaves nothing. */
  @Override
  public void close() {
    if (history != null) {
      deleteEnded();
    }
  }

  private void deleteEnded() {
    kept.clear();
    boolean over = planned.stream().noneMatch(this::isOpen);
    for (FileEntry file : found()) {
      String name = file.name();
      if (isOpen(name)) {
        kept.add(name);
      } else if (over || !TemporaryName.is(name)) { // a cancelled attempt may be writing
        delete(file.path());
      }
    }
    sweep.files().deleteIfEmpty(sweep.checkpoints());
  }

  /** Whether a cell may go on from its checkpoint: it has not ended, or only its time was up. */
  private boolean isOpen(String id) {
    CellResult result = history.byId().get(id);
    return planned.contains(id)
        && (result == null || result.outcome().state() == Outcome.State.TIMED_OUT);
  }

  private List<FileEntry> found() {
    try {
      return sweep.checkpointFiles();
    } catch (UserError e) {
      return List.of();
    }
  }

  private void delete(Path path) {
    try {
      sweep.files().deleteOne(path);
    } catch (UserError e) {
      // no cell reads it: it costs space until the next run tries again
    }
  }
}
