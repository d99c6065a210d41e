package neurosweep.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import neurosweep.core.CellKey;
import neurosweep.core.Problems;
import neurosweep.core.TableName;
import neurosweep.core.UserError;
import org.apache.hadoop.fs.Path;

/**
 * The places inside the directory of one sweep; asking for one creates nothing. A sweep may come
 * from anybody: no name in it leads out, and no link in it is followed, see {@link Files#within}.
 */
public final class SweepDirectory {
  /** The lease, its sign of life and what is to become one of them. */
  private static final Pattern LEASE = Pattern.compile("lease|\\.{1,2}lease\\..*");

  private static final Pattern SEGMENT = Pattern.compile("\\d{6,18}\\.(seg|open)");

  /** Names in the directory itself that are this program's, beside those that are listed. */
  private static final Set<String> OWN =
      Set.of(
          "sweep.yaml",
          "plan.parquet",
          "manifest.json",
          "verification.json",
          "_SUCCESS",
          "_INCOMPLETE",
          DerivedFiles.LIST);

  /** Directories in it that are this program's; tables of experiments come on top. */
  private static final Set<String> FOLDERS =
      Set.of(
          "journal", "checkpoints", "results", "history", "summary", "best", "tables", "figures");

  private static final int SHOWN = 8;

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

  /** Regular files of ours in a folder, and unfinished ones. */
  private List<FileEntry> own(Path folder, Predicate<String> names) {
    return files.list(folder).stream()
        .filter(entry -> !entry.directory() && !entry.link())
        .filter(
            entry ->
                names.test(entry.name())
                    || (Files.isTemporary(entry.name())
                        && names.test(Files.target(entry.path()).getName())))
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

  /**
   * Deletes what this program wrote, but for the lease: derived files as they were written,
   * journal, checkpoints, plan and manifest. Whatever else is there stays.
   */
  public void clear() {
    unmark();
    new DerivedFiles(files, root).deleteAll();
    own(journal(), SEGMENT.asMatchPredicate()).forEach(entry -> files.deleteOne(entry.path()));
    checkpointFiles().forEach(entry -> files.deleteOne(entry.path()));
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
    Set<String> ours = new DerivedFiles(files, root).listed();
    List<String> foreign = new ArrayList<>();
    for (FileEntry entry : files.list(root)) {
      String name = entry.name();
      if (OWN.contains(name) || ours.contains(name) || isPassing(name)) {
        continue;
      }
      if (!entry.directory()) {
        foreign.add(name);
        continue;
      }
      List<String> inside = new ArrayList<>();
      boolean known = false;
      for (FileEntry below : files.list(entry.path())) {
        String path = name + "/" + below.name();
        if (isOwn(name, below.name()) || ours.contains(path)) {
          known = true;
        } else {
          inside.add(path);
        }
      }
      if (known) {
        foreign.addAll(inside);
      } else if (!inside.isEmpty()) {
        foreign.add(name + "/");
      }
    }
    return foreign;
  }

  private static boolean isOwn(String folder, String name) {
    return Files.isTemporary(name)
        || (folder.equals("journal") && SEGMENT.matcher(name).matches())
        || (folder.equals("checkpoints") && CellKey.is(name));
  }

  /**
   * That nothing of a sweep's is a link: none is followed, and one that is met later may be met
   * halfway.
   *
   * @throws UserError naming every one
   */
  private void requireNoLinks() {
    Problems problems = new Problems();
    for (FileEntry entry : files.list(root)) {
      String name = entry.name();
      boolean ours =
          OWN.contains(name)
              || FOLDERS.contains(name)
              || name.equals(report().getName())
              || isPassing(name);
      if (entry.link() && ours) {
        problems.add("", Enclosure.link(entry.path()));
      }
      if (entry.directory() && (name.equals("journal") || name.equals("checkpoints"))) {
        files.list(entry.path()).stream()
            .filter(below -> below.link() && isOwn(name, below.name()))
            .forEach(below -> problems.add("", Enclosure.link(below.path())));
      }
    }
    problems.throwIfAny();
  }

  /** Of a driver that is at work or was killed at it. */
  private static boolean isPassing(String name) {
    return LEASE.matcher(name).matches() || Files.isTemporary(name);
  }

  /**
   * For commands that begin a sweep: a directory that holds files and no sweep is somebody's. A
   * driver that ended at the very beginning leaves the list of derived files, or a lease, with the
   * job and the plan.
   *
   * @throws UserError where it is not empty and holds no manifest and no journal, or holds a link
   */
  public void requireFree() {
    requireNoLinks();
    if (exists()) {
      return;
    }
    List<FileEntry> entries = files.list(root);
    boolean begun =
        entries.stream()
            .map(FileEntry::name)
            .anyMatch(name -> LEASE.matcher(name).matches() || name.equals(DerivedFiles.LIST));
    List<String> others =
        begun
            ? foreign()
            : entries.stream()
                .filter(entry -> !isPassing(entry.name()))
                .filter(entry -> !entry.directory() || !files.list(entry.path()).isEmpty())
                .map(FileEntry::name)
                .toList();
    boolean journaled =
        files.list(journal()).stream().anyMatch(entry -> SEGMENT.matcher(entry.name()).matches());
    if (!others.isEmpty() && !journaled) {
      throw new UserError(
          root
              + " holds files and is no sweep (it has no manifest.json): "
              + String.join(", ", others.subList(0, Math.min(others.size(), SHOWN)))
              + (others.size() > SHOWN ? " and " + (others.size() - SHOWN) + " more" : "")
              + "; nothing there was touched. Choose another output with -o or another name for the"
              + " sweep");
    }
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
    requireNoLinks();
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
