package neurosweep.store;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/**
 * {@link Files#writeAtomically} for a writer that stays open: a hidden file that takes its name by
 * {@link #commit}. Closing without a commit leaves nothing behind and the old target as it was.
 */
public final class PendingFile implements AutoCloseable {
  private final Files files;
  private final Path target;
  private final Path pending;
  private boolean settled;

  /** Names the target; nothing is written yet. */
  public PendingFile(Files files, Path target) {
    this.files = files;
    this.target = files.qualify(target);
    this.pending = TemporaryName.of(this.target);
  }

  /** Opens the pending file, making its directory if needed. The caller closes the stream. */
  public FileOutput create() throws IOException {
    Unfinished.begin(pending);
    return files.create(pending);
  }

  /** Renames the closed file to its target, replacing an older one. */
  public void commit() {
    if (Files.isLocal(target)) {
      // Hadoop's checksum of an older version would make the new one unreadable for Hadoop.
      files.deleteOne(new Path(target.getParent(), "." + target.getName() + ".crc"));
    }
    files.rename(pending, target);
    settled = true;
    Unfinished.end(pending);
  }

  /** Deletes the pending file unless it was committed. */
  @Override
  public void close() {
    if (!settled) {
      settled = true;
      files.deleteOne(pending);
      Unfinished.end(pending);
    }
  }
}
