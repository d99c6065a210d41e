package neurosweep.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
  private final Optional<Predicate<Cell>> mayContinue;
  private final Set<String> planned = new HashSet<>();
  private final Map<String, List<Cell>> lines = new HashMap<>();
  private final Set<String> kept = new HashSet<>();
  private History history = History.NONE;
  private boolean begun;

  /**
   * Where and how often cells save; nothing here changes a number.
   *
   * @param directory {@link SweepDirectory#checkpoints} as Hadoop writes it, nothing escaped
   * @param intervalSeconds from one save to the next
   * @param code {@link CodeDigest#program} of the driver: a checkpoint of other code is not read
   * @param fullBudget 0: every cell goes on from its own states alone; else cells that differ in
   *     nothing but their {@link neurosweep.experiment.Experiment#budget} share one checkpoint, and
   *     those with less than this keep the state in which they finish
   */
  public record Place(String directory, double intervalSeconds, String code, long fullBudget)
      implements Serializable {

    /** Where every cell goes on from its own states alone. */
    public Place(String directory, double intervalSeconds, String code) {
      this(directory, intervalSeconds, code, 0);
    }

    /** The same place for cells that go on from each other's states. */
    public Place continuing(long fullBudget) {
      return new Place(directory, intervalSeconds, code, fullBudget);
    }

    /** In a sweep's directory, for this program. */
    public static Place of(SweepDirectory sweep, double intervalSeconds) {
      return new Place(sweep.checkpoints().toString(), intervalSeconds, CodeDigest.program());
    }
  }

  /** Of a sweep of these cells, none of which goes on from another's state; looks at nothing. */
  Checkpoints(SweepDirectory sweep, Collection<Cell> cells) {
    this.sweep = sweep;
    this.mayContinue = Optional.empty();
    add(cells);
  }

  /**
   * Of a sweep whose cells go on from each other's states, see {@link Place#fullBudget}; looks at
   * nothing yet.
   *
   * @param cells that are known so far
   * @param mayContinue whether a cell that will be asked for may go on from the state in which this
   *     one has finished; cells that are {@linkplain #add added} already need not be thought of
   */
  Checkpoints(SweepDirectory sweep, Collection<Cell> cells, Predicate<Cell> mayContinue) {
    this.sweep = sweep;
    this.mayContinue = Optional.of(mayContinue);
    add(cells);
  }

  /** Further cells of the sweep, before they run and, of those of an earlier run, before this. */
  synchronized void add(Collection<Cell> cells) {
    for (Cell cell : cells) {
      if (planned.add(cell.id()) && mayContinue.isPresent()) {
        lines.computeIfAbsent(CheckpointLine.of(cell).name(), n -> new ArrayList<>()).add(cell);
      }
    }
  }

  /**
   * Deletes what dead runs have left, before cells run.
   *
   * @param known how cells have ended; a view that follows
   */
  synchronized void begin(History known) {
    history = known;
    begun = true;
    if (mayContinue.isPresent()) {
      add(known.byId().values().stream().map(CellResult::cell).toList());
    }
    for (FileEntry file : found()) {
      if (TemporaryName.is(file.name())) {
        delete(file.path());
      }
    }
    deleteEnded();
  }

  /**
   * Deletes the checkpoint of a cell that is journaled and has ended for good, if there is one and
   * no other cell goes on from it.
   */
  synchronized void ended(CellResult result) {
    String id = result.cell().id();
    boolean left = result.seconds() >= LEAST_SECONDS || result.attempt() > 1;
    if (mayContinue.isEmpty()) {
      settle(id, left || kept.contains(id));
      return;
    }
    String line = CheckpointLine.of(result.cell()).name();
    settle(line, true); // a cell keeps its last state however short it was
    if (!line.equals(id)) {
      settle(id, kept.contains(id));
    }
  }

  private void settle(String name, boolean left) {
    if (isOpen(name)) {
      kept.add(name);
    } else if (left) {
      delete(name);
    }
  }

  /** Deletes what was kept for cells that, as has been decided since, will not come. */
  synchronized void review() {
    kept.stream().filter(name -> !isOpen(name)).toList().forEach(this::delete);
  }

  /** Deletes what no cell will read, and the directory if that leaves nothing. */
  @Override
  public synchronized void close() {
    if (begun) {
      deleteEnded();
    }
  }

  private void deleteEnded() {
    kept.clear();
    boolean over =
        planned.stream().noneMatch(this::isOpen) && lines.keySet().stream().noneMatch(this::isOpen);
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

  /** Whether a cell may go on from the checkpoint of that name. */
  private boolean isOpen(String name) {
    return isUnended(name)
        || lines.getOrDefault(name, List.of()).stream()
            .anyMatch(cell -> isUnended(cell.id()) || leads(cell));
  }

  /** Whether a cell of the sweep has not ended, or only its time was up. */
  private boolean isUnended(String id) {
    CellResult result = history.byId().get(id);
    return planned.contains(id)
        && (result == null || result.outcome().state() == Outcome.State.TIMED_OUT);
  }

  private boolean leads(Cell cell) {
    CellResult result = history.byId().get(cell.id());
    return result != null
        && result.outcome().state() == Outcome.State.FINISHED
        && mayContinue.orElseThrow().test(cell);
  }

  private void delete(String name) {
    kept.remove(name);
    delete(sweep.checkpoint(new CellKey(name)));
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
