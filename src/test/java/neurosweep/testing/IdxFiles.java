package neurosweep.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import neurosweep.data.DataHome;

/** Writes small IDX files for tests. */
public final class IdxFiles {
  public static final neurosweep.store.Files FILES = new neurosweep.store.Files();

  private IdxFiles() {}

  public static byte[] idx(int magic, int[] dimensions, byte[] elements) {
    ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * dimensions.length + elements.length);
    buffer.putInt(magic);
    for (int dimension : dimensions) {
      buffer.putInt(dimension);
    }
    return buffer.put(elements).array();
  }

  public static byte[] images(int count, int rows, int columns, long seed) {
    byte[] pixels = new byte[count * rows * columns];
    new Random(seed).nextBytes(pixels);
    return idx(0x803, new int[] {count, rows, columns}, pixels);
  }

  /** Labels 0, 1, ..., 9, 0, 1, ... */
  public static byte[] labels(int count) {
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % 10);
    }
    return idx(0x801, new int[] {count}, labels);
  }

  public static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A whole set, gzipped or plain, with 28 x 28 pictures. */
  public static void writeSet(Path directory, int train, int test, boolean gzipped)
      throws IOException {
    Files.createDirectories(directory);
    write(directory, "train-images-idx3-ubyte", images(train, 28, 28, 1), gzipped);
    write(directory, "train-labels-idx1-ubyte", labels(train), gzipped);
    write(directory, "t10k-images-idx3-ubyte", images(test, 28, 28, 2), gzipped);
    write(directory, "t10k-labels-idx1-ubyte", labels(test), gzipped);
  }

  private static void write(Path directory, String name, byte[] content, boolean gzipped)
      throws IOException {
    Files.write(
        directory.resolve(gzipped ? name + ".gz" : name), gzipped ? gzip(content) : content);
  }

  public static DataHome home(Path directory) {
    return new DataHome(hadoop(directory), FILES);
  }

  public static org.apache.hadoop.fs.Path hadoop(Path file) {
    return new org.apache.hadoop.fs.Path(file.toUri());
  }
}
