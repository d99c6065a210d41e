package neurosweep.store;

import java.util.regex.Pattern;
import neurosweep.core.UserError;
import org.apache.hadoop.fs.Path;

/** The places inside the directory of one sweep; asking for one creates nothing. */
public final class SweepDirectory {
  /** The lease, its sign of life and what is to become one of them. */
  private static final Pattern LEASE = Pattern.compile("lease|\\.{1,2}lease\\..*");

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
    this.files = files;
    this.root = files.qualify(root);
    this.derived = this.root;
  }

  private SweepDirectory(SweepDirectory sweep, Path derived) {
    this.files = sweep.files;
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

  /** The directory at a path as a user writes it. */
  public static SweepDirectory at(Files files, String path) {
    return new SweepDirectory(files, files.resolve(path));
  }

  /** The file systems it is on. */
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

  /** Parquet, one row a cell. */
  public Path results() {
    return new Path(derived, "results");
  }

  /** Parquet, one row an evaluation of a cell. */
  public Path history() {
    return new Path(derived, "history");
  }

  /** Parquet of a table that an experiment fills, by the table's name. */
  public Path table(String name) {
    return new Path(derived, name);
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

  /** Who writes the sweep, while somebody does. */
  public Path lease() {
    return inside("lease");
  }

  /** The sign of life of a lease's holder. */
  Path leaseSign(String nonce) {
    return inside(".lease." + nonce + ".beat");
  }

  /** Deletes everything but the lease. */
  public void clear() {
    for (FileEntry entry : files.list(root)) {
      if (!LEASE.matcher(entry.name()).matches()) {
        files.delete(entry.path());
      }
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
   * @throws UserError where there is none
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
