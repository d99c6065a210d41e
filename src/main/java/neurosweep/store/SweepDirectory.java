package neurosweep.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import neurosweep.core.CellKey;
import neurosweep.core.FileName;
import neurosweep.core.TableName;
import neurosweep.core.UserError;
import org.apache.hadoop.fs.Path;

/**
 * The places inside the directory of one sweep; asking for one creates nothing. A sweep may come
 * from anybody: no name in it leads out, and no link in it is followed, see {@link Files#within}.
 */
public final class SweepDirectory {
  private static final int MOST_JOB_BYTES = 16 << 20;

  private final Files files;
  private final Path root;
  private final Path derived;

  /**
   * A sweep directory, which need not exist.
   *
   * @param files the file systems
   * @param root the directory itself, such as {@code out/gait-mnist}
   */
  public SweepDirectory(Files files, Path root) {
    this.root = files.qualify(root);
    this.files = files.within(this.root);
    this.derived = this.root;
  }

  private SweepDirectory(SweepDirectory sweep, Path derived) {
    this.files = sweep.files.within(sweep.root, derived);
    this.root = sweep.root;
    this.derived = files.qualify(derived);
  }

  /**
   * The same sweep with its results and every other Parquet table that is derived from the journal
   * in another directory; what is for people stays in the sweep's own.
   */
  public SweepDirectory withResultsIn(Path elsewhere) {
    return new SweepDirectory(this, elsewhere);
  }

  /** The directory at a path as a user writes it, who knows it as {@code what}. */
  public static SweepDirectory at(Files files, String what, String path) {
    return new SweepDirectory(files, files.resolve(what, path));
  }

  /** Opens what is in it, and nothing else. */
  public Files files() {
    return files;
  }

  /** The directory itself. */
  public Path root() {
    return root;
  }

  /** The sweep's name: the last part of the path. */
  public String name() {
    return root.getName();
  }

  /** The job as given. */
  public Path sweepYaml() {
    return inside("sweep.yaml");
  }

  /**
   * The text of the job.
   *
   * @return empty where the file is missing
   * @throws UserError if it is longer than any job
   */
  public Optional<String> job() {
    return files
        .readIfPresent(sweepYaml(), MOST_JOB_BYTES)
        .map(text -> new String(text, StandardCharsets.UTF_8));
  }

  /**
   * The text of the job, for what cannot do without.
   *
   * @throws UserError where there is none, or it is longer than any job
   */
  public String requireJob() {
    return job()
        .orElseThrow(
            () -> new UserError(sweepYaml() + " does not exist; restore it from the job file"));
  }

  /** One row a cell, written before the first one runs. */
  public Path plan() {
    return inside("plan.parquet");
  }

  /** Schema version, resolved spec, digests and versions. */
  public Path manifest() {
    return inside("manifest.json");
  }

  /** The files of the programs that its cells start; absent where none do. */
  public Path program() {
    return inside("program.zip");
  }

  /** The durable truth, from which everything below is derived. */
  public Path journal() {
    return inside("journal");
  }

  /** A file for every long cell that is running or has timed out; absent once all have ended. */
  public Path checkpoints() {
    return inside("checkpoints");
  }

  /** The checkpoint of a cell. */
  public Path checkpoint(CellKey cell) {
    return new Path(checkpoints(), cell.text());
  }

  /** The checkpoints that are there, finished or not; what else is in their directory is not. */
  public List<FileEntry> checkpointFiles() {
    return own(checkpoints(), CellKey::is);
  }

  /** A folder for every cell that has left files of its own; absent where none has. */
  public Path kept() {
    return inside("kept");
  }

  /** Where a cell leaves its files. */
  public Path kept(CellKey cell) {
    return new Path(kept(), cell.text());
  }

  /** The cells for which there is a folder. */
  public List<CellKey> keptCells() {
    return files.list(kept()).stream()
        .filter(entry -> entry.directory() && !entry.link() && CellKey.is(entry.name()))
        .map(entry -> new CellKey(entry.name()))
        .toList();
  }

  /** What a cell has left, finished or not; what else is in its folder is not. */
  public List<FileEntry> keptFiles(CellKey cell) {
    return own(kept(cell), FileName::is);
  }

  /** Regular files of ours in a folder, and unfinished ones. */
  private List<FileEntry> own(Path folder, Predicate<String> names) {
    return files.list(folder).stream()
        .filter(entry -> !entry.directory() && !entry.link())
        .filter(
            entry ->
                names.test(entry.name())
                    || (TemporaryName.is(entry.name())
                        && names.test(TemporaryName.target(entry.path()).getName())))
        .toList();
  }

  /** What was written and follows from the journal, see {@link DerivedFiles}. */
  public Path list() {
    return inside(DerivedFiles.LIST);
  }

  /** Where the Parquet tables are that follow from the journal. */
  public Path derived() {
    return derived;
  }

  /** Parquet, one row a cell. */
  public Path results() {
    return new Path(derived, "results");
  }

  /** Parquet, one row a cell of a search, also those that are no results. */
  public Path trials() {
    return new Path(derived, "trials");
  }

  /** Parquet, one row an evaluation of a cell. */
  public Path history() {
    return new Path(derived, "history");
  }

  /**
   * Parquet of a table that an experiment fills.
   *
   * @throws UserError if that is no name of a table
   */
  public Path table(String name) {
    return new Path(derived, new TableName(name).text());
  }

  /** Parquet, one row a configuration. */
  public Path summary() {
    return new Path(derived, "summary");
  }

  /** Parquet, the selected configuration of each group. */
  public Path best() {
    return new Path(derived, "best");
  }

  /** Tables for papers. */
  public Path tables() {
    return inside("tables");
  }

  /** Figures for papers. */
  public Path figures() {
    return inside("figures");
  }

  /** The report to look at. */
  public Path report() {
    return inside("report.html");
  }

  /** When and how far the results were computed a second time, if they were. */
  public Path verification() {
    return inside("verification.json");
  }

  /** Present when every cell has a result and what is derived from them is complete. */
  public Path success() {
    return inside("_SUCCESS");
  }

  /**
   * Present when what is derived is of all that has ended, but cells have failed or are missing.
   */
  public Path incomplete() {
    return inside("_INCOMPLETE");
  }

  /** The mark that what is derived is of all that has ended; one of the two or neither is there. */
  public Path mark() {
    return isComplete() ? success() : incomplete();
  }

  /**
   * Writes a mark.
   *
   * @throws UserError with exit code 1 where the sweep has vanished, whose directory the mark alone
   *     would bring back
   */
  public void mark(Path mark, byte[] content) {
    files.writeAtomically(mark, content);
    if (!exists()) {
      files.deleteOne(mark);
      throw vanished(manifest());
    }
  }

  /** The fault that something written is not there any more. */
  public UserError vanished(Path path) {
    return new UserError(
        List.of(
            path
                + " has vanished since it was written: the directory was moved or deleted; give the"
                + " same command again to continue with what is there"),
        UserError.INCOMPLETE);
  }

  /** Takes the mark away, before something changes. */
  public void unmark() {
    files.deleteOne(success());
    files.deleteOne(incomplete());
  }

  /** Whether what is derived is of all that has ended. */
  public boolean isCurrent() {
    return isComplete() || files.exists(incomplete());
  }

  /** Who writes the sweep, while somebody does. */
  public Path lease() {
    return inside("lease");
  }

  /** The sign of life of a lease's holder. */
  public Path leaseSign(String nonce) {
    return inside(".lease." + nonce + ".beat");
  }

  /** What the holder of a lease is at. */
  public Path leaseActivity(String nonce) {
    return inside(".lease." + nonce + ".cells");
  }

  /**
   * Deletes what this program wrote, but for the lease: derived files as they were written,
   * journal, checkpoints, what cells have left, plan and manifest. Whatever else is there stays.
   */
  public void clear() {
    unmark();
    new DerivedFiles(files, root).deleteAll();
    own(journal(), DirectoryContents.SEGMENT.asMatchPredicate())
        .forEach(entry -> files.deleteOne(entry.path()));
    checkpointFiles().forEach(entry -> files.deleteOne(entry.path()));
    for (CellKey cell : keptCells()) {
      keptFiles(cell).forEach(entry -> files.deleteOne(entry.path()));
      files.deleteIfEmpty(kept(cell));
    }
    List.of(verification(), plan(), sweepYaml(), manifest()).forEach(files::deleteOne);
    for (FileEntry entry : files.list(root)) {
      if (entry.directory()) {
        files.deleteIfEmpty(entry.path());
      }
    }
  }

  /**
   * What {@link #clear} would leave: files that are not this program's, by their paths below the
   * directory, folders with an end of {@code /}.
   */
  public List<String> foreign() {
    return new DirectoryContents(this).foreign();
  }

  /**
   * For commands that begin a sweep: a directory that holds files and no sweep is somebody's. A
   * driver that ended at the very beginning leaves the list of derived files, or a lease, with the
   * job and the plan.
   *
   * @throws UserError where it is not empty and holds no manifest and no journal, or holds a link
   */
  public void requireFree() {
    new DirectoryContents(this).requireFree();
  }

  /** Whether a sweep has been started here. */
  public boolean exists() {
    return files.exists(manifest());
  }

  /** Whether the sweep is complete. */
  public boolean isComplete() {
    return files.exists(success());
  }

  /**
   * For commands that read a sweep.
   *
   * @throws UserError where there is none, or it holds a link
   */
  public void requireExists() {
    if (!files.exists(root)) {
      throw new UserError("there is no sweep at " + root + ": no such directory; check the path");
    }
    if (!exists()) {
      throw new UserError(
          root
              + " is not a sweep directory: it has no manifest.json; give a path such as OUT/NAME");
    }
    new DirectoryContents(this).requireNoLinks();
  }

  /**
   * For commands that write a sweep: checks before anything is created. The directory that holds
   * the sweeps may be missing, the one above it may not.
   *
   * @throws UserError where it cannot be written or created
   */
  public void requireWritable() {
    Path parent = root.getParent();
    boolean parentMissing = parent != null && !files.exists(root) && !files.exists(parent);
    files.requireWritable(parentMissing ? parent : root);
  }

  private Path inside(String name) {
    return new Path(root, name);
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
