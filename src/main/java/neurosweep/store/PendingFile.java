package neurosweep.store;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * {@link Files#writeAtomically} for a writer that stays open: a hidden file that takes its name by
 * {@link #commit}. Closing without a commit leaves nothing behind and the old target as it was.
 */
final class PendingFile implements AutoCloseable {
  private final Files files;
  private final Path target;
  private final Path pending;
  private boolean settled;

  /** Names the target; nothing is written yet. */
  PendingFile(Configuration conf, Path target) {
    this.files = new Files(conf);
    this.target = files.system(target).makeQualified(target);
    this.pending = Files.temporary(this.target);
  }

  /** Opens the pending file, making its directory if needed. The caller closes the stream. */
  FSDataOutputStream create() throws IOException {
    return files.system(pending).create(pending, false);
  }

  /** Renames the closed file to its target, replacing an older one. */
  void commit() throws IOException {
    FileSystem layered = target.getFileSystem(files.configuration());
    if (layered instanceof ChecksumFileSystem checked) {
      // Another program's checksum of an older version would make the new one unreadable.
      files.delete(checked.getChecksumFile(target));
    }
    files.rename(pending, target);
    settled = true;
  }

  /** Deletes the pending file unless it was committed. */
  @Override
  public void close() {
    if (!settled) {
      settled = true;
      files.delete(pending);
    }
  }
}
