package neurosweep.testing;

import java.io.File;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.Syncable;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** The local disk under another scheme, {@code faulty:/}, which fails when a test tells it to. */
public class FaultyFileSystem extends FileSystem {

  /** Called before every operation; what it throws is the operation's fault. */
  public interface Fault {
    /** Decides about {@code operation}, such as {@code create} or {@code write}. */
    void before(String operation, Path path) throws IOException;
  }

  /** No faults. */
  public static final Fault NONE = (operation, path) -> {};

  /** What fails now. */
  public static volatile Fault fault = NONE;

  private final RawLocalFileSystem disk = new RawLocalFileSystem();

  @Override
  public String getScheme() {
    return "faulty";
  }

  @Override
  public void initialize(URI name, Configuration conf) throws IOException {
    super.initialize(name, conf);
    setConf(conf);
    disk.initialize(URI.create("file:///"), conf);
  }

  @Override
  public final URI getUri() {
    return URI.create(getScheme() + ":///");
  }

  /** The file on disk. */
  final java.nio.file.Path file(Path path) {
    return disk.pathToFile(local(path)).toPath();
  }

  private static Path local(Path path) {
    return new Path("file", null, path.toUri().getPath());
  }

  private FileStatus own(FileStatus status) {
    return new FileStatus(
        status.getLen(),
        status.isDirectory(),
        1,
        status.getBlockSize(),
        status.getModificationTime(),
        new Path(getScheme(), null, status.getPath().toUri().getPath()));
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    fault.before("open", path);
    return disk.open(local(path), bufferSize);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    fault.before("create", path);
    File file = disk.pathToFile(local(path));
    if (file.exists() && !overwrite) {
      throw new FileAlreadyExistsException(path.toString());
    }
    disk.mkdirs(local(path.getParent()));
    // not by way of the disk's own create, which starts a process that sets permissions
    return new FSDataOutputStream(stream(path, new FileOutputStream(file)), null);
  }

  /** What is written goes through here. */
  OutputStream stream(Path path, FileOutputStream file) {
    return new Stream(path, file);
  }

  /** Fails where it is told to, and flushes if it can. */
  private static final class Stream extends FilterOutputStream
      implements Syncable, StreamCapabilities {
    private final Path path;
    private final FileOutputStream file;
    private IOException broken;

    Stream(Path path, FileOutputStream file) {
      super(file);
      this.path = path;
      this.file = file;
    }

    private void step(String operation) throws IOException {
      try {
        fault.before(operation, path);
      } catch (IOException e) {
        broken = e;
        throw e;
      }
    }

    @Override
    public void write(int value) throws IOException {
      step("write");
      file.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      step("write");
      file.write(bytes, offset, length);
    }

    /** Throws the fault before it once more, as HDFS does. */
    @Override
    public void close() throws IOException {
      file.close();
      if (broken != null) {
        throw broken;
      }
    }

    @Override
    public void hflush() {
      // nothing is held back
    }

    @Override
    public void hsync() throws IOException {
      step("sync");
    }

    @Override
    public boolean hasCapability(String capability) {
      return capability.equals(HSYNC);
    }
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    fault.before("rename", to);
    return !disk.exists(local(to)) && disk.rename(local(from), local(to));
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    fault.before("delete", path);
    return disk.delete(local(path), recursive);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    fault.before("list", path);
    return Arrays.stream(disk.listStatus(local(path))).map(this::own).toArray(FileStatus[]::new);
  }

  @Override
  public void setWorkingDirectory(Path path) {}

  @Override
  public Path getWorkingDirectory() {
    return new Path(getScheme() + ":/");
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    fault.before("mkdirs", path);
    return disk.mkdirs(local(path));
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    fault.before("status", path);
    return own(disk.getFileStatus(local(path)));
  }
}
