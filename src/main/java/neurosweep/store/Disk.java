package neurosweep.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.io.InputFile;

/**
 * What the store needs of a file system. What is absent is a {@link FileNotFoundException}; every
 * other fault is an {@link IOException} too, whatever the file system throws itself.
 */
interface Disk {

  /** The absolute form of a path. */
  Path qualify(Path path) throws IOException;

  /** Opens a file for one pass. */
  InputStream open(Path path) throws IOException;

  /** A file for reading at any position. */
  InputFile input(Path path) throws IOException;

  /** Creates a file where there is none, and the directories above it. */
  FileOutput create(Path path) throws IOException;

  /**
   * As {@link #create}, but of several processes that try, one succeeds; on object stores at least
   * one.
   */
  FileOutput createExclusively(Path path) throws IOException;

  /**
   * Writes over a file that has this length already, in place, which a full disk cannot prevent.
   * Readers may see a part.
   *
   * @return false where files cannot be changed or this one has another length; it is as it was
   */
  boolean overwrite(Path path, byte[] content) throws IOException;

  /** Describes a file or directory. */
  FileEntry status(Path path) throws IOException;

  /** Whether there is a file or directory. */
  boolean exists(Path path) throws IOException;

  /** Whether there is a symbolic link of that name, wherever it leads. */
  boolean isLink(Path path) throws IOException;

  /**
   * Fails where a name below a directory is a symbolic link on the way to a path, or where the path
   * is neither a regular file nor a directory, such as a pipe. What does not exist is fine.
   *
   * @param root the directory, which may itself be reached through links
   * @param path in it
   * @param itself whether the path itself must not be a link either
   * @throws neurosweep.core.UserError naming what it is that cannot be
   */
  void requirePlain(Path root, Path path, boolean itself) throws IOException;

  /** The entries of a directory, in no order. */
  List<FileEntry> list(Path directory) throws IOException;

  /** Creates a directory and what is missing above it. */
  void createDirectory(Path directory) throws IOException;

  /**
   * Deletes a file, or a directory with everything in it; absent is fine. Of a symbolic link the
   * link alone.
   */
  void delete(Path path) throws IOException;

  /** Deletes a file or an empty directory; absent is fine, and a directory with entries a fault. */
  void deleteOne(Path path) throws IOException;

  /** Renames over an existing name, in one step where there is such a step. */
  void move(Path from, Path to) throws IOException;

  /** Fails unless this user may create files in a directory. */
  void requireAccess(Path directory) throws IOException;
}
