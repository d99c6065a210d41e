package neurosweep.store;

import java.io.BufferedOutputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import neurosweep.core.UserError;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;

/**
 * The local disk, without Hadoop. Streams of files rather than channels: an interrupt closes a
 * channel, and a thread that is told to end must still journal what it has.
 */
final class LocalDisk implements Disk {
  private static final String PIPE = " is neither a file nor a directory but a pipe or a device";

  private static final int BUFFER_BYTES = 1 << 16;

  @Override
  public Path qualify(Path path) throws IOException {
    return new Path(null, null, local(path).toAbsolutePath().normalize().toString());
  }

  /** The path for Java. */
  private static java.nio.file.Path local(Path path) throws IOException {
    try {
      return java.nio.file.Path.of(path.toUri().getPath());
    } catch (InvalidPathException e) {
      throw new IOException("the locale of this process cannot express the name", e);
    }
  }

  /** Opening a pipe waits for its writer, and a device may have no end. */
  private static void requireNoPipe(java.nio.file.Path file) throws IOException {
    if (Files.exists(file) && Files.readAttributes(file, BasicFileAttributes.class).isOther()) {
      throw new UserError(file + PIPE + "; put a file there");
    }
  }

  @Override
  public InputStream open(Path path) throws IOException {
    requireNoPipe(local(path));
    return new FileInputStream(local(path).toFile());
  }

  @Override
  public InputFile input(Path path) throws IOException {
    requireNoPipe(local(path));
    return new LocalInputFile(local(path));
  }

  @Override
  public FileOutput create(Path path) throws IOException {
    return createExclusively(path);
  }

  @Override
  public FileOutput createExclusively(Path path) throws IOException {
    java.nio.file.Path file = local(path);
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    Files.createFile(file);
    return new Output(new FileOutputStream(file.toFile()));
  }

  @Override
  public boolean overwrite(Path path, byte[] content) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(content);
    try (FileChannel channel = FileChannel.open(local(path), StandardOpenOption.WRITE)) {
      if (channel.size() != content.length) {
        return false;
      }
      while (buffer.hasRemaining()) {
        channel.write(buffer, buffer.position());
      }
      channel.force(false); // over a network that is when a fault shows
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public FileEntry status(Path path) throws IOException {
    try {
      return entry(path, Files.readAttributes(local(path), BasicFileAttributes.class));
    } catch (NoSuchFileException e) {
      throw absent(path, e);
    } catch (IOException e) {
      if (isBelowFile(local(path))) {
        throw absent(path, e);
      }
      throw e;
    }
  }

  private static FileEntry entry(Path path, BasicFileAttributes found) {
    return entry(path, found, false);
  }

  private static FileEntry entry(Path path, BasicFileAttributes found, boolean link) {
    return new FileEntry(
        path, found.isDirectory(), found.size(), found.lastModifiedTime().toInstant(), link);
  }

  private static FileNotFoundException absent(Path path, IOException e) {
    FileNotFoundException fault = new FileNotFoundException("File " + path + " does not exist");
    fault.initCause(e);
    return fault;
  }

  private static boolean isBelowFile(java.nio.file.Path path) {
    java.nio.file.Path above = path.toAbsolutePath().getParent();
    while (above != null && !Files.exists(above)) {
      above = above.getParent();
    }
    return above != null && !Files.isDirectory(above);
  }

  @Override
  public boolean exists(Path path) throws IOException {
    try {
      status(path);
      return true;
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  @Override
  public boolean isLink(Path path) throws IOException {
    return Files.isSymbolicLink(local(path));
  }

  @Override
  public void requirePlain(Path root, Path path, boolean itself) throws IOException {
    java.nio.file.Path place = local(root).toAbsolutePath().normalize();
    java.nio.file.Path target = local(path).toAbsolutePath().normalize();
    BasicFileAttributes found = null;
    if (place.equals(target)) {
      return;
    }
    for (java.nio.file.Path name : place.relativize(target)) {
      place = place.resolve(name);
      if (!itself && place.equals(target)) {
        return;
      }
      try {
        found = Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      } catch (NoSuchFileException e) {
        return;
      }
      if (found.isSymbolicLink()) {
        throw new UserError(Enclosure.link(place));
      }
    }
    if (found != null && found.isOther()) {
      throw new UserError(place + PIPE + "; remove it");
    }
  }

  @Override
  public List<FileEntry> list(Path directory) throws IOException {
    List<FileEntry> entries = new ArrayList<>();
    try (DirectoryStream<java.nio.file.Path> found = Files.newDirectoryStream(local(directory))) {
      for (java.nio.file.Path each : found) {
        Path path = new Path(directory, new Path(null, null, each.getFileName().toString()));
        try {
          entries.add(entry(path, attributes(each), Files.isSymbolicLink(each)));
        } catch (NoSuchFileException e) {
          // deleted since
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (NoSuchFileException e) {
      throw absent(directory, e);
    }
    return entries;
  }

  /** Of what a link points to, or of the link where that is nothing. */
  private static BasicFileAttributes attributes(java.nio.file.Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    Files.createDirectories(local(directory));
  }

  @Override
  public void delete(Path path) throws IOException {
    Files.walkFileTree(
        local(path),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(java.nio.file.Path file, BasicFileAttributes found)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(java.nio.file.Path file, IOException fault)
              throws IOException {
            if (fault instanceof NoSuchFileException || isBelowFile(file)) {
              return FileVisitResult.CONTINUE;
            }
            throw fault;
          }

          @Override
          public FileVisitResult postVisitDirectory(java.nio.file.Path directory, IOException fault)
              throws IOException {
            if (fault != null) {
              throw fault;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void deleteOne(Path path) throws IOException {
    try {
      Files.deleteIfExists(local(path));
    } catch (DirectoryNotEmptyException e) {
      throw new IOException("it is a directory that is not empty", e);
    } catch (IOException e) {
      if (!isBelowFile(local(path))) {
        throw e;
      }
    }
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    java.nio.file.Path target = local(to);
    try {
      Files.move(
          local(from), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (NoSuchFileException e) {
      throw absent(from, e);
    }
    syncDirectory(target.getParent());
  }

  private static void syncDirectory(java.nio.file.Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // not every platform opens directories; the rename itself has succeeded
    }
  }

  @Override
  public void requireAccess(Path directory) throws IOException {
    java.nio.file.Path path = local(directory);
    if (!Files.isWritable(path) || !Files.isExecutable(path)) {
      throw new AccessDeniedException(path.toString(), null, "it is read-only for this user");
    }
  }

  /** A buffer before a file. */
  private static final class Output extends FileOutput {
    private final FileOutputStream file;
    private final BufferedOutputStream buffer;

    Output(FileOutputStream file) {
      this.file = file;
      this.buffer = new BufferedOutputStream(file, BUFFER_BYTES);
    }

    @Override
    public void write(int value) throws IOException {
      buffer.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      buffer.write(bytes, offset, length);
    }

    @Override
    public boolean canSync() {
      return true;
    }

    @Override
    public void flush() throws IOException {
      buffer.flush();
    }

    @Override
    public void sync() throws IOException {
      buffer.flush();
      file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
      buffer.close();
    }
  }
}
