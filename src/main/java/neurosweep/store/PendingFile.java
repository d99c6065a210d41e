package neurosweep.store;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * A file that appears under its name only when it is complete: written beside its target under a
 * name that starts with {@code _}, which Spark and {@link ParquetTable} ignore, and renamed by
 * {@link #commit}. Closing without a commit leaves nothing behind and the old target as it was.
 *
 * <p>On a local disk it goes around Hadoop's checksum layer, so no {@code .crc} file appears beside
 * the target, and one left by an older version of the target is removed.
 */
public final class PendingFile implements AutoCloseable {
  private final FileSystem fs;
  private final FileSystem plain;
  private final Path target;
  private final Path pending;
  private boolean settled;

  /** Names the target; nothing is written yet. */
  public PendingFile(Configuration conf, Path target) throws IOException {
    this.fs = target.getFileSystem(conf);
    this.plain = fs instanceof ChecksumFileSystem layered ? layered.getRawFileSystem() : fs;
    this.target = fs.makeQualified(target);
    String name = "_" + target.getName() + "." + UUID.randomUUID() + ".pending";
    this.pending = new Path(this.target.getParent(), name);
  }

  /** Opens the pending file, making its directory if needed. The caller closes the stream. */
  public FSDataOutputStream create() throws IOException {
    return plain.create(pending, true);
  }

  /**
   * Renames the closed file to its target, replacing an older one.
   *
   * @throws IOException if the target cannot be replaced, for example because it is a directory
   */
  public void commit() throws IOException {
    if (fs instanceof ChecksumFileSystem) {
      boolean directory = plain.exists(target) && plain.getFileStatus(target).isDirectory();
      if (directory || !fs.rename(pending, target)) {
        throw new IOException("cannot replace " + target);
      }
    } else {
      replace();
    }
    settled = true;
  }

  private void replace() throws IOException {
    try {
      FileContext.getFileContext(target.toUri(), fs.getConf())
          .rename(pending, target, Options.Rename.OVERWRITE);
    } catch (UnsupportedFileSystemException e) {
      // A file system without the newer interface has no atomic replacement.
      fs.delete(target, false);
      if (!fs.rename(pending, target)) {
        throw new IOException("cannot replace " + target, e);
      }
    }
  }

  /** Deletes the pending file unless it was committed. */
  @Override
  public void close() throws IOException {
    if (!settled) {
      settled = true;
      plain.delete(pending, false);
    }
  }

  /** Writes a whole small file. */
  public static void write(Configuration conf, Path target, byte[] content) throws IOException {
    try (PendingFile file = new PendingFile(conf, target)) {
      try (FSDataOutputStream out = file.create()) {
        out.write(content);
      }
      file.commit();
    }
  }
}
