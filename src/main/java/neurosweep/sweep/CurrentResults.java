package neurosweep.sweep;

import java.io.IOException;
import java.nio.file.Files;
import neurosweep.analysis.Analysis;
import neurosweep.core.UserError;
import neurosweep.journal.Journal;
import neurosweep.journal.JournalReader;
import neurosweep.store.SweepDirectory;
import org.apache.hadoop.fs.Path;

/**
 * The results of a sweep as its journal has them now, for commands that only read. Where the
 * directory's own are of all that has ended they are taken; otherwise, while a sweep runs or after
 * it was killed, they are derived from the journal into a temporary directory that goes with this
 * object.
 */
public final class CurrentResults implements AutoCloseable {
  private final SweepDirectory directory;
  private final java.nio.file.Path temporary;
  private Analysis analysis;

  private CurrentResults(SweepDirectory directory, java.nio.file.Path temporary) {
    this.directory = directory;
    this.temporary = temporary;
  }

  /**
   * The results of a sweep.
   *
   * @throws UserError if there are none: no cell has ended
   */
  public static CurrentResults of(SweepDirectory sweep, Manifest manifest) {
    boolean written = sweep.files().exists(sweep.results());
    if (written && sweep.isCurrent()) {
      return new CurrentResults(sweep, null);
    }
    JournalReader journal = Journal.read(sweep);
    if (!journal.history().results().isEmpty()) {
      return derived(sweep, manifest, journal);
    }
    if (!written) {
      throw new UserError(
          sweep.root()
              + " has no results yet: no cell has ended; wait for the first, or run the sweep");
    }
    return new CurrentResults(sweep, null);
  }

  private static CurrentResults derived(
      SweepDirectory sweep, Manifest manifest, JournalReader journal) {
    try {
      java.nio.file.Path temporary = Files.createTempDirectory("neurosweep-results-");
      CurrentResults current =
          new CurrentResults(sweep.withResultsIn(new Path(temporary.toUri())), temporary);
      boolean whole = false;
      try {
        current.analysis =
            new Results(current.directory, manifest.design().kind(), manifest.design())
                .write(
                    journal.history(),
                    journal::forEach,
                    () -> {},
                    moved -> {}); // the directory is new
        whole = true;
      } finally {
        if (!whole) {
          current.close();
        }
      }
      return current;
    } catch (IOException e) {
      throw new UserError(
          "cannot write into the temporary directory "
              + System.getProperty("java.io.tmpdir")
              + ": make room there, or name another with -Djava.io.tmpdir=DIR",
          e);
    }
  }

  /** The sweep, with results that can be read. */
  public SweepDirectory directory() {
    return directory;
  }

  /** What they come to. */
  public Analysis analysis(Manifest manifest) {
    return analysis == null ? Analysis.read(directory, manifest.design()) : analysis;
  }

  @Override
  public void close() {
    if (temporary != null) {
      directory.files().delete(directory.derived());
    }
  }
}
