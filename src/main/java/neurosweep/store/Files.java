package neurosweep.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import neurosweep.core.Names;
import neurosweep.core.UserError;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.io.IOUtils;
import org.apache.hadoop.security.AccessControlException;

/**
 * Files and directories on any Hadoop file system, replaced whole or not at all. Every I/O fault is
 * a {@link UserError} that names the path and what to do.
 */
public final class Files {
  private static final String TEMPORARY = ".tmp";
  private static final Pattern UNFINISHED = Pattern.compile("\\..+\\.[0-9a-f]{8}\\.tmp");

  /** Of local file systems and of HDFS. */
  private static final int LONGEST_NAME = 255;

  private static final long LITTER_MILLIS = TimeUnit.DAYS.toMillis(1);

  private final Configuration conf;
  private final AtomicRename renames;

  /** Writes the content of one file. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything; the caller closes {@code out}. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** File systems and their settings come from {@code conf}. */
  public Files(Configuration conf) {
    this.conf = conf;
    this.renames = new AtomicRename(conf);
  }

  /** The configuration that file systems are opened with. */
  public Configuration configuration() {
    return conf;
  }

  /** The absolute path with its scheme; a path without one is on the default file system. */
  public Path resolve(String path) {
    if (path.isBlank()) {
      throw new UserError("a path is empty; give a directory or a URI such as hdfs://host/dir");
    }
    if (Names.hasInvisible(path)) {
      throw new UserError("\"" + path + "\" is not a path: control or invisible characters");
    }
    for (String name : path.split("/", -1)) {
      int bytes = name.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > LONGEST_NAME) {
        String rule = " bytes, file systems take at most " + LONGEST_NAME;
        throw new UserError("\"" + path + "\" is not a path: a name of " + bytes + rule);
      }
    }
    Path given;
    try {
      given = new Path(path);
    } catch (IllegalArgumentException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new UserError("\"" + path + "\" is not a path: " + cause.getMessage(), e);
    }
    return system(given).makeQualified(given);
  }

  /** The file system of a path; the local one without its checksum files. */
  public FileSystem system(Path path) {
    try {
      FileSystem system = path.getFileSystem(conf);
      return system instanceof LocalFileSystem local ? local.getRaw() : system;
    } catch (UnsupportedFileSystemException e) {
      throw new UserError(
          "cannot open " + path + ": no file system is installed for this kind of URI", e);
    } catch (IOException e) {
      throw IoFault.error("open the file system of", path, e);
    }
  }

  /** Whether there is a file or directory. */
  public boolean exists(Path path) {
    try {
      return system(path).exists(path);
    } catch (IOException e) {
      throw IoFault.error("look up", path, e);
    }
  }

  /** Whether there is a symbolic link of that name, wherever it leads. */
  public boolean isLink(Path path) {
    try {
      FileSystem system = system(path);
      return system instanceof RawLocalFileSystem local
          ? java.nio.file.Files.isSymbolicLink(local.pathToFile(path).toPath())
          : system.getFileLinkStatus(path).isSymlink();
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      throw IoFault.error("look up", path, e);
    }
  }

  /** The entries of a directory in the order of their names; none where it does not exist. */
  public List<FileStatus> list(Path directory) {
    try {
      FileStatus[] found = system(directory).listStatus(directory);
      Arrays.sort(found, Comparator.comparing(status -> status.getPath().getName()));
      return List.of(found);
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw IoFault.error("list", directory, e);
    }
  }

  /**
   * The content of a small file.
   *
   * @throws UserError where there is none or it is longer than {@code maxBytes}
   */
  public byte[] read(Path path, int maxBytes) {
    try (InputStream in = system(path).open(path)) {
      byte[] content = in.readNBytes(maxBytes);
      if (in.read() >= 0) {
        throw new UserError(path + " is longer than " + maxBytes + " bytes: not the expected file");
      }
      return content;
    } catch (IOException e) {
      throw IoFault.error("read", path, e);
    }
  }

  /**
   * The content of a small file; empty where there is none.
   *
   * @throws UserError where it cannot be read or is longer than {@code maxBytes}
   */
  public Optional<byte[]> readIfPresent(Path path, int maxBytes) {
    try {
      return Optional.of(read(path, maxBytes));
    } catch (UserError e) {
      if (e.getCause() instanceof FileNotFoundException && !exists(path)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** When a file was last written, by the clock of its file system; empty where there is none. */
  public Optional<Instant> modified(Path path) {
    try {
      long millis = system(path).getFileStatus(path).getModificationTime();
      return Optional.of(Instant.ofEpochMilli(millis));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw IoFault.error("look up", path, e);
    }
  }

  /**
   * Writes a file where there is none. Of several processes that try, one succeeds, on object
   * stores at least one.
   *
   * @return false where there is one, which stays as it is
   */
  public boolean create(Path path, byte[] content) {
    FSDataOutputStream out;
    try {
      out = createNew(path);
    } catch (IOException e) {
      if (exists(path)) {
        return false;
      }
      throw IoFault.error("write", path, e);
    }
    boolean done = false;
    try {
      fill(out, stream -> stream.write(content));
      done = true;
      return true;
    } catch (IOException e) {
      throw IoFault.error("write", path, e);
    } finally {
      if (!done) {
        discard(path);
      }
    }
  }

  /** Writes, syncs and closes; not try-with-resources, for HDFS throws the same fault twice. */
  private static void fill(FSDataOutputStream out, Content content) throws IOException {
    try {
      content.writeTo(out);
      if (out.hasCapability(StreamCapabilities.HSYNC)) {
        out.hsync();
      }
      out.close();
    } finally {
      IOUtils.closeStream(out);
    }
  }

  private FSDataOutputStream createNew(Path path) throws IOException {
    FileSystem system = system(path);
    if (system instanceof RawLocalFileSystem local) {
      // its own create asks first and creates then
      java.nio.file.Files.createFile(local.pathToFile(path).toPath());
      try {
        return system.create(path, true);
      } catch (IOException e) {
        discard(path);
        throw e;
      }
    }
    return system.create(path, false);
  }

  /** Creates a directory and what is missing above it. */
  public void createDirectory(Path directory) {
    try {
      if (!system(directory).mkdirs(directory)) {
        throw new IOException("the directory was not created");
      }
    } catch (IOException e) {
      throw IoFault.error("create", directory, e);
    }
  }

  /** Deletes a file or a directory with everything in it; absent is fine. */
  public void delete(Path path) {
    try {
      FileSystem system = system(path);
      if (!system.delete(path, true) && system.exists(path)) {
        throw new IOException("it was not deleted");
      }
    } catch (IOException e) {
      throw IoFault.error("delete", path, e);
    }
  }

  /** Deletes a directory that holds nothing; any other is left as it is. */
  void deleteIfEmpty(Path directory) {
    try {
      if (list(directory).isEmpty()) {
        system(directory).delete(directory, false);
      }
    } catch (UserError | IOException e) {
      // an empty directory does no harm
    }
  }

  /** Replaces a file: readers see the old content or the new, never a part. */
  public void writeAtomically(Path path, byte[] content) {
    writeAtomically(path, out -> out.write(content));
  }

  /** Replaces a file: readers see the old content or the new, never a part. */
  public void writeAtomically(Path path, Content content) {
    Path temporary = temporary(path);
    boolean done = false;
    try {
      fill(system(path).create(temporary, false), content);
      move(temporary, path);
      done = true;
    } catch (IOException e) {
      throw IoFault.error("write", path, e);
    } finally {
      if (!done) {
        discard(temporary);
      }
    }
  }

  /** Renames a file over another of that name; durable on local disk when this returns. */
  public void rename(Path from, Path to) {
    try {
      move(from, to);
    } catch (IOException e) {
      throw IoFault.error("rename to", to, e);
    }
  }

  /**
   * Checks, without creating anything, that a directory can be written, or can be created in its
   * parent.
   *
   * @throws UserError where it is a file, may not be written, or its parent is missing
   */
  public void requireWritable(Path directory) {
    try {
      FileSystem system = system(directory);
      Path existing = directory;
      if (!system.exists(directory)) {
        existing = directory.getParent();
        if (existing == null || !system.exists(existing)) {
          throw new UserError(
              "cannot create "
                  + directory
                  + ": its parent directory does not exist; create it or choose another place");
        }
      }
      if (!system.getFileStatus(existing).isDirectory()) {
        throw new UserError(existing + " is not a directory; choose another place");
      }
      requireAccess(system, existing);
    } catch (IOException e) {
      throw IoFault.error("write to", directory, e);
    }
  }

  private static void requireAccess(FileSystem system, Path directory) throws IOException {
    if (system instanceof RawLocalFileSystem local) {
      java.nio.file.Path path = local.pathToFile(directory).toPath();
      if (!java.nio.file.Files.isWritable(path) || !java.nio.file.Files.isExecutable(path)) {
        throw new AccessControlException("it is read-only for this user");
      }
    } else {
      system.access(directory, FsAction.WRITE_EXECUTE);
    }
  }

  /** Whether a name is that of an unfinished file or directory of this class. */
  public static boolean isTemporary(String name) {
    return UNFINISHED.matcher(name).matches();
  }

  /** A hidden name beside a path, for what is not complete yet. */
  static Path temporary(Path path) {
    String random = UUID.randomUUID().toString().substring(0, 8);
    return new Path(path.getParent(), "." + path.getName() + "." + random + TEMPORARY);
  }

  /** Deletes what killed processes left in a directory; a day's grace, for one may be writing. */
  void removeLitter(Path directory) {
    for (FileStatus status : list(directory)) {
      long age = System.currentTimeMillis() - status.getModificationTime();
      if (isTemporary(status.getPath().getName()) && age > LITTER_MILLIS) {
        delete(status.getPath());
      }
    }
  }

  void discard(Path temporary) {
    try {
      system(temporary).delete(temporary, true);
    } catch (IOException e) {
      // hidden, and removed by a later writer; the fault that led here is the one to report
    }
  }

  private void move(Path from, Path to) throws IOException {
    renames.move(system(from), from, to);
  }
}
