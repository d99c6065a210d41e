package neurosweep.store.numpy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads files as {@link NumpyWriter} makes them, and refuses others: what is stored in another way
 * may be far larger than the file.
 */
public final class NumpyReader {
  /** Of the entry of an array. */
  static final String ENDING = ".npy";

  private static final int MOST_ARRAYS = 100_000;
  private static final int BEFORE_DICTIONARY = 10;
  private static final Pattern NAME = Pattern.compile("([A-Za-z][A-Za-z0-9_]{0,99})\\.npy");
  private static final Pattern AXIS = Pattern.compile("\\d+");
  private static final Pattern DICTIONARY =
      Pattern.compile(
          "\\{'descr': '(<f4|<f8|<U\\d{1,8})', 'fortran_order': False, 'shape':"
              + " \\(((?:\\d{1,9},)?|\\d{1,9}(?:, \\d{1,9}){1,7})\\), \\} *\n");

  private NumpyReader() {}

  /** Takes the arrays of a file, one after the other. */
  @FunctionalInterface
  public interface Visitor {

    /**
     * Takes one.
     *
     * @param elements its bytes, as far as they are wanted
     */
    void array(NumpyArray array, InputStream elements) throws IOException;
  }

  /**
   * Reads a file to its end.
   *
   * @return what it says of its arrays, in their order
   * @throws IOException if it is damaged or another kind of file; the message says how
   */
  public static List<NumpyArray> read(InputStream in, Visitor visitor) throws IOException {
    try {
      return arrays(in, visitor);
    } catch (EOFException e) {
      throw new IOException("it ends early", e);
    }
  }

  private static List<NumpyArray> arrays(InputStream in, Visitor visitor) throws IOException {
    List<NumpyArray> arrays = new ArrayList<>();
    Set<String> names = new HashSet<>();
    ZipInputStream zip = new ZipInputStream(in, StandardCharsets.US_ASCII);
    for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
      NumpyArray array = header(entry, new DataInputStream(zip));
      if (!names.add(array.name()) || names.size() > MOST_ARRAYS) {
        throw new IOException("it holds an array twice, or more arrays than a net has");
      }
      visitor.array(array, zip);
      arrays.add(array);
      zip.closeEntry(); // reads what was not wanted, and compares the checksum
    }
    if (arrays.isEmpty()) {
      throw new IOException("it holds no arrays");
    }
    return List.copyOf(arrays);
  }

  private static ZipEntry next(ZipInputStream zip) throws IOException {
    try {
      return zip.getNextEntry();
    } catch (IllegalArgumentException e) {
      throw new IOException("a name in it is not ASCII", e);
    }
  }

  private static NumpyArray header(ZipEntry entry, DataInputStream in) throws IOException {
    Matcher name = NAME.matcher(entry.getName());
    if (!name.matches() || entry.getMethod() != ZipEntry.STORED) {
      throw new IOException("it holds something else than arrays that are not compressed");
    }
    in.skipNBytes(BEFORE_DICTIONARY - Short.BYTES);
    int length = in.readUnsignedByte() + (in.readUnsignedByte() << Byte.SIZE);
    byte[] text = new byte[length];
    in.readFully(text);
    Matcher dictionary = DICTIONARY.matcher(new String(text, StandardCharsets.US_ASCII));
    if (!dictionary.matches()) {
      throw new IOException("array " + name.group(1) + " has no header of numbers or of a text");
    }
    List<Integer> shape =
        AXIS.matcher(dictionary.group(2))
            .results()
            .map(axis -> Integer.valueOf(axis.group()))
            .toList();
    NumpyArray array = new NumpyArray(name.group(1), dictionary.group(1), shape);
    if (bytes(array) != entry.getSize() - BEFORE_DICTIONARY - length) {
      throw new IOException("array " + array.name() + " is not as long as its shape says");
    }
    return array;
  }

  /** Of its elements, or -1 where no number says it. */
  private static long bytes(NumpyArray array) {
    try {
      return array.bytes();
    } catch (ArithmeticException e) {
      return -1;
    }
  }
}
