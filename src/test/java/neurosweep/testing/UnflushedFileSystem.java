package neurosweep.testing;

import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Stream;
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
  OutputStream stream(Path path, FileOutputStream file) {
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
    if (java.nio.file.Files.exists(file(to))) {
      return false;
    }
    copy(file(from), file(to));
    fault.before("rename", from); // the copy is there, the original too
    return delete(from, true);
  }

  private static void copy(java.nio.file.Path from, java.nio.file.Path to) throws IOException {
    try (Stream<java.nio.file.Path> files = java.nio.file.Files.walk(from)) {
      for (java.nio.file.Path file : files.toList()) {
        java.nio.file.Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }
}
