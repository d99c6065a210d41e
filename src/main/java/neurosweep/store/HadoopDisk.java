package neurosweep.store;

import java.io.FilterInputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import neurosweep.core.UserError;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.security.AccessControlException;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** Any file system of Hadoop's, configured as Hadoop's own files say. */
final class HadoopDisk implements Disk {
  private final Configuration conf = new Configuration();
  private final AtomicRename renames = new AtomicRename(conf);

  /** An operation of Hadoop's. */
  private interface Operation<T> {
    T run() throws IOException;
  }

  /** Some of Hadoop's file systems throw an {@code Error} on a fault of a local disk. */
  private static <T> T checked(Operation<T> operation) throws IOException {
    try {
      return operation.run();
    } catch (AccessControlException e) {
      IOException denied = new AccessDeniedException(null, null, e.getMessage());
      denied.initCause(e);
      throw denied;
    } catch (FSError | IOError | UncheckedIOException e) {
      throw e.getCause() instanceof IOException fault ? fault : new IOException(e);
    }
  }

  private static void act(Action action) throws IOException {
    checked(
        () -> {
          action.run();
          return null;
        });
  }

  /** An operation without a result. */
  private interface Action {
    void run() throws IOException;
  }

  private FileSystem system(Path path) throws IOException {
    try {
      return path.getFileSystem(conf);
    } catch (UnsupportedFileSystemException e) {
      throw new UserError(
          "cannot open " + path + ": no file system is installed for this kind of URI", e);
    }
  }

  @Override
  public Path qualify(Path path) throws IOException {
    return system(path).makeQualified(path);
  }

  @Override
  public InputStream open(Path path) throws IOException {
    return new Input(checked(() -> system(path).open(path)));
  }

  @Override
  public InputFile input(Path path) throws IOException {
    InputFile file = checked(() -> HadoopInputFile.fromPath(path, conf));
    return new InputFile() {
      @Override
      public long getLength() throws IOException {
        return checked(file::getLength);
      }

      @Override
      public SeekableInputStream newStream() throws IOException {
        return new Positions(checked(file::newStream));
      }
    };
  }

  @Override
  public FileOutput create(Path path) throws IOException {
    return new Output(checked(() -> system(path).create(path, false)));
  }

  @Override
  public FileOutput createExclusively(Path path) throws IOException {
    return create(path);
  }

  @Override
  public boolean overwrite(Path path, byte[] content) {
    return false;
  }

  @Override
  public FileEntry status(Path path) throws IOException {
    return entry(checked(() -> system(path).getFileStatus(path)));
  }

  private static FileEntry entry(FileStatus status) {
    return new FileEntry(
        status.getPath(),
        status.isDirectory(),
        status.getLen(),
        Instant.ofEpochMilli(status.getModificationTime()),
        status.isSymlink());
  }

  @Override
  public boolean exists(Path path) throws IOException {
    return checked(() -> system(path).exists(path));
  }

  @Override
  public boolean isLink(Path path) throws IOException {
    return checked(() -> system(path).getFileLinkStatus(path)).isSymlink();
  }

  /** Nothing to look for: HDFS has its links switched off, and object stores have none. */
  @Override
  public void requirePlain(Path root, Path path, boolean itself) {}

  @Override
  public List<FileEntry> list(Path directory) throws IOException {
    List<FileEntry> entries = new ArrayList<>();
    for (FileStatus status : checked(() -> system(directory).listStatus(directory))) {
      entries.add(entry(status));
    }
    return entries;
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    if (!checked(() -> system(directory).mkdirs(directory))) {
      throw new IOException("the directory was not created");
    }
  }

  @Override
  public void delete(Path path) throws IOException {
    delete(path, true);
  }

  @Override
  public void deleteOne(Path path) throws IOException {
    delete(path, false);
  }

  private void delete(Path path, boolean whole) throws IOException {
    FileSystem system = system(path);
    if (!checked(() -> system.delete(path, whole)) && checked(() -> system.exists(path))) {
      throw new IOException("it was not deleted");
    }
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    act(() -> renames.move(system(from), from, to));
  }

  @Override
  public void requireAccess(Path directory) throws IOException {
    act(() -> system(directory).access(directory, FsAction.WRITE_EXECUTE));
  }

  private static final class Input extends FilterInputStream {
    Input(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      return checked(in::read);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return checked(() -> in.read(bytes, offset, length));
    }
  }

  /** As {@link Input}, from any position. */
  private static final class Positions extends DelegatingSeekableInputStream {
    private final SeekableInputStream in;

    Positions(SeekableInputStream in) {
      super(new Input(in));
      this.in = in;
    }

    @Override
    public long getPos() throws IOException {
      return checked(in::getPos);
    }

    @Override
    public void seek(long position) throws IOException {
      act(() -> in.seek(position));
    }
  }

  private static final class Output extends FileOutput {
    private final FSDataOutputStream out;

    Output(FSDataOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      act(() -> out.write(value));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      act(() -> out.write(bytes, offset, length));
    }

    @Override
    public boolean canSync() {
      return out.hasCapability(StreamCapabilities.HSYNC);
    }

    @Override
    public void flush() throws IOException {
      act(out::hflush);
    }

    @Override
    public void sync() throws IOException {
      act(out::hsync);
    }

    @Override
    public void close() throws IOException {
      act(out::close);
    }
  }
}
