package neurosweep.sweep;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import neurosweep.core.Cell;
import neurosweep.core.CellKey;
import neurosweep.core.FileName;
import neurosweep.experiment.TrainedWeights;
import neurosweep.journal.History;
import neurosweep.spec.Keep;
import neurosweep.store.FileEntry;
import neurosweep.store.Files;
import neurosweep.store.SweepDirectory;
import neurosweep.store.TemporaryName;
import org.apache.hadoop.fs.Path;

/** The files that cells of a sweep have left, as its driver sees them. */
public final class KeptFiles {
  private final SweepDirectory sweep;

  /** Of a sweep; looks at nothing yet. */
  public KeptFiles(SweepDirectory sweep) {
    this.sweep = sweep;
  }

  /** File systems as this process knows them, looked up once and only if needed. */
  private static final class Disk {
    private static final Files FILES = new Files();
  }

  /**
   * Where cells leave files.
   *
   * @param directory the sweep's as Hadoop writes it, nothing escaped
   * @param weights whether those that train a net leave it
   */
  public record Place(String directory, boolean weights) implements Serializable {

    /** In a sweep's directory. */
    public static Place of(SweepDirectory sweep, boolean weights) {
      return new Place(sweep.root().toString(), weights);
    }

    /**
     * Writes a file of a cell whole, in place of an older one.
     *
     * @throws HostFault if it cannot be written: that says nothing of the cell
     */
    void write(Cell cell, FileName name, byte[] content) {
      String what = name + " of cell " + cell.id() + " cannot be kept: ";
      boolean shared;
      try {
        SweepDirectory sweep = new SweepDirectory(Disk.FILES, new Path(directory));
        shared = sweep.exists();
        if (shared) { // or the file would be somewhere on this machine, where nobody looks for it
          Path folder = sweep.kept(new CellKey(cell.id()));
          sweep.files().writeAtomically(new Path(folder, name.text()), content);
        }
      } catch (RuntimeException e) { // whatever the file system throws
        throw new HostFault(what + CellExecution.said(e));
      }
      if (!shared) {
        throw new HostFault(
            what
                + "there is no sweep at "
                + directory
                + " there; put the sweep where all executors reach it, or keep nothing of cells");
      }
    }
  }

  /** Deletes what attempts that died have left unfinished, before cells run. */
  void begin(History ended) {
    for (CellKey cell : sweep.keptCells()) {
      if (!ended.byId().containsKey(cell.text())) {
        deleteUnfinished(cell);
      }
    }
  }

  private void deleteUnfinished(CellKey cell) {
    for (FileEntry file : sweep.keptFiles(cell)) {
      if (TemporaryName.is(file.name())) {
        sweep.files().deleteOne(file.path());
      }
    }
    sweep.files().deleteIfEmpty(sweep.kept(cell));
  }

  /** The cells that have weights. */
  public List<CellKey> withWeights() {
    return sweep.keptCells().stream().filter(cell -> sweep.files().exists(weights(cell))).toList();
  }

  /** Where the weights of a cell are, if it has some. */
  public Path weights(CellKey cell) {
    return new Path(sweep.kept(cell), TrainedWeights.NAME);
  }

  /** Takes their weights from all cells but these; what else a cell has left stays. */
  void retainWeights(Set<String> cells) {
    for (CellKey cell : sweep.keptCells()) {
      if (!cells.contains(cell.text())) {
        sweep.files().deleteOne(weights(cell));
        deleteUnfinished(cell);
      }
    }
    sweep.files().deleteIfEmpty(sweep.kept());
  }

  /** How many of these cells have no weights. */
  long without(Set<String> cells) {
    Set<String> lacking = new HashSet<>(cells);
    withWeights().forEach(cell -> lacking.remove(cell.text()));
    return lacking.size();
  }

  /** What a user should know of results that have no weights, as a line. */
  public static String lacking(long count, long all, Keep keep) {
    return String.format(
        Locale.ROOT,
        "%,d of %,d%s cells have no weights: they had ended before keep was %s, or were not selected then; to have them, too, run"
            + " the job with keep=%s and another output (-o)",
        count,
        all,
        keep == Keep.SELECTED ? " selected" : "",
        keep,
        keep);
  }
}
