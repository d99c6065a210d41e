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
 * @param link whether the name is a symbolic link; the rest then describes what it leads to, or the
 *     link where that is nothing
 */
public record FileEntry(Path path, boolean directory, long length, Instant modified, boolean link) {

  /** Of the name alone: a link is no directory, whatever it leads to. */
  FileEntry unfollowed() {
    return link ? new FileEntry(path, false, 0, modified, true) : this;
  }

  /** The last part of its path. */
  public String name() {
    return path.getName();
  }
}
