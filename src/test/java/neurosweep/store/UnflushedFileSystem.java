package neurosweep.store;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;

/**
 * Stands in for an object store, {@code unflushed:/}: streams cannot flush, a rename is a copy and
 * a deletion, and there is none over a name.
 */
public final class UnflushedFileSystem extends FaultyFileSystem {

  @Override
  public String getScheme() {
    return "unflushed";
  }

  @Override
  OutputStream stream(Path path, FSDataOutputStream file) {
    return new FilterOutputStream(file) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        fault.before("write", path);
        out.write(bytes, offset, length);
      }

      @Override
      public void flush() {} // nothing is there before it is closed
    };
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    fault.before("rename", to);
    if (disk().exists(local(to))) {
      return false;
    }
    FileUtil.copy(disk(), local(from), disk(), local(to), false, getConf());
    fault.before("rename", from); // the copy is there, the original too
    return disk().delete(local(from), true);
  }
}
