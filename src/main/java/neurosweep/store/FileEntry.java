package neurosweep.store;

import java.time.Instant;
import org.apache.hadoop.fs.Path;

/**
 * A file or directory as its file system describes it.
 *
 * @param path where it is
 * @param directory whether it is a directory
 * @param length bytes of a file
 * @param modified when it was last written, by the clock of its file system
 */
public record FileEntry(Path path, boolean directory, long length, Instant modified) {

  /** The last part of its path. */
  public String name() {
    return path.getName();
  }
}
