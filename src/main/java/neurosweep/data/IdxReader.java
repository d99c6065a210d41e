package neurosweep.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import neurosweep.core.Sha256;
import neurosweep.core.UserError;
import neurosweep.store.Files;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.hadoop.fs.Path;

/**
 * Reads IDX files, the format of MNIST: two zero bytes, a type byte, the number of dimensions, each
 * dimension as a big-endian 32-bit number, then the elements. Whether a file is gzipped is seen in
 * its content, not in its name.
 *
 * <p>Every fault is a {@link UserError} that names the file, what was found, the rule and a remedy.
 * Memory is claimed only for what a header promises if the file can hold it and half of the
 * program's memory can too.
 */
public final class IdxReader {
  /** Most bytes of elements in one file: the longest Java array, just under 2 GiB. */
  public static final long MOST_BYTES = Integer.MAX_VALUE - 8L;

  private static final int BYTES = 0x08;
  private static final int DOUBLES = 0x0E;

  /** No deflated byte stands for more. */
  private static final int MOST_INFLATED = 1032;

  private static final String DAMAGED = "; the file is damaged: fetch or copy it again";

  private final Path file;

  private IdxReader(Path file) {
    this.file = file;
  }

  /**
   * Grey pictures.
   *
   * @param pixels {@code count * rows * columns} unsigned bytes, picture by picture, row by row
   */
  public record Images(int count, int rows, int columns, byte[] pixels) {}

  private record Content(int[] dimensions, byte[] elements) {}

  /**
   * What elements are.
   *
   * @param type the header's type byte
   * @param dimensions their number
   * @param expansion bytes of memory that a byte of the file needs in the end
   */
  private record Kind(int type, int dimensions, int expansion) {
    static final Kind IMAGES = new Kind(BYTES, 3, 1);
    static final Kind LABELS = new Kind(BYTES, 1, 1 + Integer.BYTES);
    static final Kind MATRIX = new Kind(DOUBLES, 2, 2);
  }

  /** Reads unsigned-byte pictures (type 0x08, three dimensions). */
  public static Images images(Path file, Files files) {
    Content content = new IdxReader(file).read(files, Kind.IMAGES);
    int[] d = content.dimensions;
    return new Images(d[0], d[1], d[2], content.elements);
  }

  /**
   * Reads class labels (type 0x08, one dimension).
   *
   * @param classes every label must be below it
   */
  public static int[] labels(Path file, Files files, int classes) {
    IdxReader reader = new IdxReader(file);
    byte[] bytes = reader.read(files, Kind.LABELS).elements;
    int[] labels = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      labels[i] = bytes[i] & 0xff;
      if (labels[i] >= classes) {
        throw reader.fault(
            "label " + i + " is " + labels[i] + ", must be below " + classes + DAMAGED);
      }
    }
    return labels;
  }

  /** Reads a matrix of 64-bit floating-point numbers (type 0x0E, two dimensions), as stored. */
  public static Matrix matrix(Path file, Files files) {
    Content content = new IdxReader(file).read(files, Kind.MATRIX);
    double[] values = new double[content.elements.length / Double.BYTES];
    ByteBuffer.wrap(content.elements).asDoubleBuffer().get(values);
    return new Matrix(content.dimensions[0], content.dimensions[1], values);
  }

  /**
   * SHA-256 of a file's IDX bytes, header and elements, gzipped or plain.
   *
   * @param length how many they must be; no more are decoded
   * @return 64 hex digits, or nothing if they are more or fewer or the gzip stream is damaged
   * @throws IOException if the file cannot be opened
   */
  static Optional<String> sha256(Path file, Files files, long length) throws IOException {
    try (InputStream stored = new BufferedInputStream(files.open(file), 1 << 16)) {
      MessageDigest digest = Sha256.begin();
      try {
        InputStream in = decoded(stored);
        byte[] buffer = new byte[1 << 16];
        for (long left = length; left > 0; ) {
          int read = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
          if (read == 0) {
            return Optional.empty();
          }
          digest.update(buffer, 0, read);
          left -= read;
        }
        return in.read() < 0 ? Optional.of(Sha256.end(digest)) : Optional.empty();
      } catch (IOException damaged) {
        return Optional.empty();
      }
    }
  }

  private Content read(Files files, Kind kind) {
    try (InputStream stored = new BufferedInputStream(files.open(file), 1 << 16);
        InputStream in = decoded(stored)) {
      int[] shape = header(in, kind.type, kind.dimensions);
      int length = elementBytes(shape, kind.type);
      long size = files.status(file).length();
      if (in == stored) {
        requireWhole(shape, length, size - 4L * (1 + kind.dimensions));
      } else if (length > MOST_INFLATED * size) {
        throw fault(
            String.format(
                Locale.ROOT,
                "promises %d bytes of elements in its header of %s, more than %d bytes of gzip can hold%s",
                length,
                Arrays.toString(shape),
                size,
                DAMAGED));
      }
      requireMemory(shape, (long) length * kind.expansion);
      byte[] elements = new byte[length];
      requireWhole(shape, length, in.readNBytes(elements, 0, length));
      if (in.read() >= 0) {
        throw fault(
            String.format(
                Locale.ROOT,
                "goes on after the %d bytes of elements that its header of %s promises%s",
                length,
                Arrays.toString(shape),
                DAMAGED));
      }
      return new Content(shape, elements);
    } catch (FileNotFoundException e) {
      throw DataHome.unreadable(file, e);
    } catch (EOFException e) {
      throw new UserError(file + ": its gzip stream is cut short" + DAMAGED, e);
    } catch (IOException e) {
      throw new UserError(file + ": cannot be read (" + e.getMessage() + ")" + DAMAGED, e);
    }
  }

  private void requireWhole(int[] shape, int length, long found) {
    if (found < length) {
      throw fault(
          String.format(
              Locale.ROOT,
              "ends after %d of the %d bytes of elements that its header of %s promises%s",
              found,
              length,
              Arrays.toString(shape),
              DAMAGED));
    }
  }

  private void requireMemory(int[] shape, long bytes) {
    long memory = Runtime.getRuntime().maxMemory();
    if (bytes > memory / 2) {
      throw fault(
          String.format(
              Locale.ROOT,
              ("holds the dimensions %s, which need %d MB, more than half of the memory of %d MB;"
                  + " give Java more with -Xmx or check the file"),
              Arrays.toString(shape),
              bytes >> 20,
              memory >> 20));
    }
  }

  /** The stream itself, or its decompressed content if it starts like gzip. */
  private static InputStream decoded(InputStream in) throws IOException {
    in.mark(2);
    int first = in.read();
    int second = in.read();
    in.reset();
    if (first != 0x1f || second != 0x8b) {
      return in;
    }
    GzipCompressorInputStream gzip =
        GzipCompressorInputStream.builder()
            .setInputStream(in)
            .setDecompressConcatenated(true) // also refuses bytes after the last stream
            .get();
    return new BufferedInputStream(gzip, 1 << 16);
  }

  private int[] header(InputStream in, int type, int dimensions) throws IOException {
    byte[] head = in.readNBytes(4 + 4 * dimensions);
    if (head.length < 4) {
      throw fault("has only " + head.length + " bytes, an IDX header has at least 8" + DAMAGED);
    }
    int magic = ByteBuffer.wrap(head).getInt();
    int expected = type << 8 | dimensions;
    if (magic != expected) {
      throw fault(
          String.format(
              Locale.ROOT,
              "starts with 0x%08x, must start with 0x%08x (%s, %d dimensions); is it the right file?",
              magic,
              expected,
              type == BYTES ? "bytes" : "64-bit reals",
              dimensions));
    }
    if (head.length < 4 + 4 * dimensions) {
      throw fault("ends within its header, after " + head.length + " bytes" + DAMAGED);
    }
    int[] shape = new int[dimensions];
    ByteBuffer.wrap(head, 4, 4 * dimensions).asIntBuffer().get(shape);
    return shape;
  }

  private int elementBytes(int[] shape, int type) {
    long total = type == BYTES ? 1 : Double.BYTES;
    for (int size : shape) {
      if (size <= 0) {
        throw fault(
            "has the dimensions %s, each must be from 1 to 2147483647%s"
                .formatted(unsigned(shape), DAMAGED));
      }
      if (total > MOST_BYTES / size) {
        throw fault(
            String.format(
                Locale.ROOT,
                "has the dimensions %s, its elements must not exceed %d bytes; split the set or check the file",
                unsigned(shape),
                MOST_BYTES));
      }
      total *= size;
    }
    return (int) total;
  }

  private static String unsigned(int[] shape) {
    return Arrays.toString(Arrays.stream(shape).mapToLong(Integer::toUnsignedLong).toArray());
  }

  private UserError fault(String message) {
    return new UserError(file + ": " + message);
  }
}
