package neurosweep.store.numpy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A file of arrays in the making: the same arrays in the same order give the same bytes. Arrays are
 * in C order, and not compressed: trained weights hardly would be.
 */
public final class NumpyWriter {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;

  /** Of every entry. The first day of 1980, where the format begins, would bring a time zone in. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final NumberWidth width;
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(file, StandardCharsets.US_ASCII);

  /** A file without arrays whose numbers will have this width. */
  public NumpyWriter(NumberWidth width) {
    this.width = width;
  }

  /**
   * Adds a matrix.
   *
   * @param name a word of letters and digits
   * @param rows of equal length, at least one
   */
  public void matrix(String name, double[][] rows) {
    int columns = rows[0].length;
    byte[] data = new byte[length((long) rows.length * columns)];
    ByteBuffer numbers = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    for (double[] row : rows) {
      for (double number : row) {
        width.put(numbers, number);
      }
    }
    add(name, width.descriptor(), List.of(rows.length, columns), data);
  }

  /** Adds an array of one axis. */
  public void vector(String name, double[] numbers) {
    byte[] data = new byte[length(numbers.length)];
    ByteBuffer to = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    for (double number : numbers) {
      width.put(to, number);
    }
    add(name, width.descriptor(), List.of(numbers.length), data);
  }

  /** Adds a text as an array without an axis; it must not end in a character 0. */
  public void text(String name, String text) {
    int[] characters = text.codePoints().toArray();
    byte[] data = new byte[characters.length * Integer.BYTES];
    ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(characters);
    add(name, "<U" + characters.length, List.of(), data);
  }

  /** The file. Nothing can be added any more. */
  public byte[] bytes() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory alone
    }
    return file.toByteArray();
  }

  private int length(long numbers) {
    return Math.toIntExact(numbers * width.bytes());
  }

  private void add(String name, String descriptor, List<Integer> shape, byte[] data) {
    byte[] header = header(descriptor, shape);
    CRC32 crc = new CRC32();
    crc.update(header);
    crc.update(data);
    ZipEntry entry = new ZipEntry(name + NumpyReader.ENDING);
    entry.setMethod(ZipEntry.STORED);
    entry.setTimeLocal(TIME);
    entry.setSize((long) header.length + data.length);
    entry.setCrc(crc.getValue());
    try {
      zip.putNextEntry(entry);
      zip.write(header);
      zip.write(data);
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory alone
    }
  }

  /** Version 1.0: magic, length of the rest, a Python dictionary, blanks up to a multiple of 64. */
  private static byte[] header(String descriptor, List<Integer> shape) {
    String axes = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }"
            .formatted(descriptor, shape.size() == 1 ? axes + "," : axes);
    int before = MAGIC.length + Short.BYTES;
    int length = before + dictionary.length() + 1;
    int padded = (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] header = new byte[padded];
    Arrays.fill(header, (byte) ' ');
    ByteBuffer.wrap(header)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) (padded - before))
        .put(dictionary.getBytes(StandardCharsets.US_ASCII));
    header[padded - 1] = '\n';
    return header;
  }
}
