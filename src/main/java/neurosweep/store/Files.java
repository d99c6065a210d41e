package neurosweep.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import neurosweep.core.PathText;
import neurosweep.core.UserError;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.io.InputFile;

/**
 * Files and directories on the local disk and on any Hadoop file system, replaced whole or not at
 * all. A path without a scheme, and one of the scheme {@code file}, is local and needs no Hadoop.
 * Unless a method says otherwise, every I/O fault is a {@link UserError} that names the path and
 * what to do.
 */
public final class Files {
  /** Of local file systems and of HDFS. */
  private static final int LONGEST_NAME = 255;

  private static final Duration LITTER_AGE = Duration.ofDays(1);

  private static final Disk LOCAL = new LocalDisk();

  private final Enclosure enclosure;

  /** Loaded by the first path that needs it: its classes and settings cost a second of CPU. */
  private static final class Remote {
    private static final Disk DISK = new HadoopDisk();
  }

  /** Everything that this process may open. */
  public Files() {
    this(null);
  }

  private Files(Enclosure enclosure) {
    this.enclosure = enclosure;
  }

  /**
   * The same file systems kept to some directories, for names that come from data. Whatever is
   * opened, written or deleted lies in one of them and no link is followed on the way there; a link
   * or a path that leads elsewhere is a {@link UserError} that names it. A link that is only looked
   * at is something that exists and is no directory.
   */
  public Files within(Path... directories) {
    List<Path> roots = new ArrayList<>();
    for (Path directory : directories) {
      roots.add(qualify(directory));
    }
    return new Files(new Enclosure(roots));
  }

  /** Writes the content of one file. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything; the caller closes {@code out}. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * The absolute path, without a scheme if it is local. One that is given without a scheme is on
   * Hadoop's default file system, which is the local one unless a {@code core-site.xml} says
   * otherwise.
   *
   * @param what names the path to the user, such as {@code --out}
   * @param path as the user gave it
   */
  public Path resolve(String what, String path) {
    PathText.check(what, path);
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
    boolean remote = given.toUri().getScheme() == null && hasDefaults();
    try {
      Path found = remote ? Remote.DISK.qualify(given) : given;
      return qualify(found);
    } catch (IOException e) {
      throw IoFault.error("open the file system of", given, e);
    }
  }

  /** Whether settings name a default file system. */
  private static boolean hasDefaults() {
    return Thread.currentThread().getContextClassLoader().getResource("core-site.xml") != null;
  }

  /** The absolute form of a path that was not given by a user. */
  Path qualify(Path path) {
    try {
      return disk(path).qualify(path);
    } catch (IOException e) {
      throw IoFault.error("open the file system of", path, e);
    }
  }

  /** Whether a path is on the local disk. */
  public static boolean isLocal(Path path) {
    String scheme = path.toUri().getScheme();
    return scheme == null || scheme.equals("file");
  }

  private static Disk disk(Path path) {
    return isLocal(path) ? LOCAL : Remote.DISK;
  }

  /** The disk of a path that is to be opened, written or deleted. */
  private Disk opening(Path path) throws IOException {
    return kept(path, true);
  }

  /** The disk of a path that is to be looked at. */
  private Disk looking(Path path) throws IOException {
    return kept(path, false);
  }

  private Disk kept(Path path, boolean itself) throws IOException {
    Path root = enclosure == null ? null : enclosure.rootOf(path).orElse(null);
    Disk disk = disk(path); // known to be of our file system by now
    if (root != null) {
      disk.requirePlain(root, path, itself);
    }
    return disk;
  }

  /** Whether a link is there that must not be followed. */
  private boolean isUnfollowed(Path path) throws IOException {
    return enclosure != null
        && isLocal(path)
        && enclosure.rootOf(path).filter(root -> !root.equals(path)).isPresent()
        && looking(path).isLink(path);
  }

  /** Opens a file for one pass; a missing one is a {@link FileNotFoundException}. */
  public InputStream open(Path path) throws IOException {
    return opening(path).open(path);
  }

  /** A file for reading at any position; a missing one is a {@link FileNotFoundException}. */
  public InputFile input(Path path) throws IOException {
    return opening(path).input(path);
  }

  /** Creates a file where there is none, to be written while it can be seen. */
  public FileOutput create(Path path) throws IOException {
    return opening(path).create(path);
  }

  /** Describes a file or directory; a missing one is a {@link FileNotFoundException}. */
  public FileEntry status(Path path) throws IOException {
    return isUnfollowed(path)
        ? new FileEntry(path, false, 0, Instant.EPOCH, true)
        : looking(path).status(path);
  }

  /** Whether there is a file or directory. */
  public boolean exists(Path path) {
    try {
      return isUnfollowed(path) || looking(path).exists(path);
    } catch (IOException e) {
      throw IoFault.error("look up", path, e);
    }
  }

  /** Whether there is a symbolic link of that name, wherever it leads. */
  public boolean isLink(Path path) {
    try {
      return looking(path).isLink(path);
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      throw IoFault.error("look up", path, e);
    }
  }

  /** The entries of a directory in the order of their names; none where it does not exist. */
  public List<FileEntry> list(Path directory) {
    try {
      List<FileEntry> found = new ArrayList<>(opening(directory).list(directory));
      if (enclosure != null) {
        found.replaceAll(FileEntry::unfollowed);
      }
      found.sort(Comparator.comparing(FileEntry::name));
      return List.copyOf(found);
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
    try (InputStream in = open(path)) {
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
      if (!(e.getCause() instanceof FileNotFoundException)) {
        throw e;
      }
      // what is there may have come meanwhile, or may not be opened, which a second time tells
      return exists(path) ? Optional.of(read(path, maxBytes)) : Optional.empty();
    }
  }

  /** When a file was last written, by the clock of its file system; empty where there is none. */
  public Optional<Instant> modified(Path path) {
    try {
      return Optional.of(status(path).modified());
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
    FileOutput out;
    try {
      out = opening(path).createExclusively(path);
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
  private static void fill(FileOutput out, Content content) throws IOException {
    try {
      content.writeTo(out);
      if (out.canSync()) {
        out.sync();
      }
      out.close();
    } catch (IOException | RuntimeException e) {
      closeQuietly(out);
      throw e;
    }
  }

  private static void closeQuietly(OutputStream out) {
    try {
      out.close();
    } catch (IOException e) {
      // the fault before it is the one to report
    }
  }

  /** Creates a directory and what is missing above it. */
  public void createDirectory(Path directory) {
    try {
      opening(directory).createDirectory(directory);
    } catch (IOException e) {
      throw IoFault.error("create", directory, e);
    }
  }

  /** Deletes a file or a directory with everything in it; absent is fine. */
  public void delete(Path path) {
    try {
      opening(path).delete(path);
    } catch (IOException e) {
      throw IoFault.error("delete", path, e);
    }
  }

  /** Deletes a file or an empty directory, never what is in one; absent is fine. */
  public void deleteOne(Path path) {
    try {
      opening(path).deleteOne(path);
    } catch (IOException e) {
      throw IoFault.error("delete", path, e);
    }
  }

  /** Deletes a directory that holds nothing; any other is left as it is. */
  public void deleteIfEmpty(Path directory) {
    try {
      if (list(directory).isEmpty()) {
        deleteOne(directory);
      }
    } catch (UserError e) {
      // an empty directory does no harm
    }
  }

  /** Replaces a file: readers see the old content or the new, never a part. */
  public void writeAtomically(Path path, byte[] content) {
    writeAtomically(path, out -> out.write(content));
  }

  /** Replaces a file: readers see the old content or the new, never a part. */
  public void writeAtomically(Path path, Content content) {
    Path temporary = TemporaryName.of(path);
    boolean done = false;
    Unfinished.begin(temporary);
    try {
      fill(create(temporary), content);
      move(temporary, path);
      done = true;
    } catch (IOException e) {
      throw IoFault.error("write", path, e);
    } finally {
      if (!done) {
        discard(temporary);
      }
      Unfinished.end(temporary);
    }
  }

  /**
   * Replaces a small file whose content always has the same length: in place where that can be, so
   * that it needs no room on the disk, and then readers may see a part; atomically elsewhere.
   */
  public void rewrite(Path path, byte[] content) {
    boolean done;
    try {
      done = opening(path).overwrite(path, content);
    } catch (IOException e) {
      throw IoFault.error("write", path, e);
    }
    if (!done) {
      writeAtomically(path, content);
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
      Disk disk = looking(directory);
      Path existing = directory;
      if (!disk.exists(directory)) {
        existing = directory.getParent();
        if (existing == null || !disk.exists(existing)) {
          throw new UserError(
              "cannot create "
                  + directory
                  + ": its parent directory does not exist; create it or choose another place");
        }
      }
      if (!disk.status(existing).directory()) {
        throw new UserError(existing + " is not a directory; choose another place");
      }
      disk.requireAccess(existing);
    } catch (IOException e) {
      throw IoFault.error("write to", directory, e);
    }
  }

  /** Deletes what killed processes left in a directory; a day's grace, for one may be writing. */
  public void removeLitter(Path directory) {
    Instant before = Instant.now().minus(LITTER_AGE);
    for (FileEntry entry : list(directory)) {
      if (TemporaryName.is(entry.name()) && !entry.link() && entry.modified().isBefore(before)) {
        discard(entry.path());
      }
    }
  }

  void discard(Path temporary) {
    try {
      opening(temporary).deleteOne(temporary);
    } catch (IOException | UserError e) {
      // hidden, and removed by a later writer; the fault that led here is the one to report
    }
  }

  private void move(Path from, Path to) throws IOException {
    looking(from);
    opening(to).move(from, to);
  }
}
