package neurosweep.store.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of arrays: what NumPy's format says, the same bytes each time, and nothing else is read.
 */
class NumpyFileTest {
  private static final double[][] ROWS = {{1, -0.5, Double.NaN}, {Math.PI, 1e-40, -1e300}};

  private static byte[] file(NumberWidth width) {
    NumpyWriter writer = new NumpyWriter(width);
    writer.matrix("W1", ROWS);
    writer.vector("b1", new double[] {7});
    writer.text("note", "\u03bb and \ud83d\ude00");
    return writer.bytes();
  }

  private static List<NumpyArray> read(byte[] file) throws IOException {
    return NumpyReader.read(new ByteArrayInputStream(file), (array, elements) -> {});
  }

  @ParameterizedTest
  @EnumSource
  void arraysComeBack(NumberWidth width) throws IOException {
    List<NumpyArray> arrays = read(file(width));

    assertEquals(
        List.of(
            new NumpyArray("W1", width.descriptor(), List.of(2, 3)),
            new NumpyArray("b1", width.descriptor(), List.of(1)),
            new NumpyArray("note", "<U7", List.of())),
        arrays);
    assertEquals(
        List.of(6L * width.bytes(), (long) width.bytes(), 28L),
        arrays.stream().map(NumpyArray::bytes).toList());
  }

  /**
   * Version 1.0, by the letter:
   * https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html.
   */
  @Test
  void theHeaderIsNumpys() throws IOException {
    ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file(NumberWidth.FLOAT32)));
    assertEquals("W1.npy", zip.getNextEntry().getName());
    byte[] content = zip.readAllBytes();
    String dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
    String header =
        "\u0093NUMPY\u0001\u0000v\u0000"
            + dictionary
            + " ".repeat(117 - dictionary.length())
            + "\n";

    assertEquals(128 + 24, content.length);
    assertEquals(header, new String(content, 0, 128, StandardCharsets.ISO_8859_1));
    byte[] one = {0, 0, (byte) 0x80, 0x3f};
    assertArrayEquals(one, java.util.Arrays.copyOfRange(content, 128, 132));
    assertEquals("b1.npy", zip.getNextEntry().getName());
    assertTrue(
        new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1).contains("'shape': (1,), }"));
    assertEquals("note.npy", zip.getNextEntry().getName());
    assertTrue(
        new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1).contains("'shape': (), }"));
  }

  @Test
  void bytesDependOnNothingElse() {
    byte[] here = file(NumberWidth.FLOAT64);
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      assertArrayEquals(here, file(NumberWidth.FLOAT64));
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  /** A byte of an array, of a header, of the first name; a part is missing; nothing at all. */
  @ParameterizedTest
  @ValueSource(ints = {170, 60, 31, -1, -2})
  void aDamagedFileIsRefused(int where) {
    byte[] file = file(NumberWidth.FLOAT64);
    byte[] damaged = where == -1 ? java.util.Arrays.copyOf(file, 200) : file.clone();
    if (where >= 0) {
      damaged[where] ^= 0x11;
    }
    byte[] given = where == -2 ? new byte[0] : damaged;

    IOException fault = assertThrows(IOException.class, () -> read(given));

    assertTrue(fault.getMessage() != null && !fault.getMessage().isBlank());
  }

  /** What is compressed may be larger than any memory. */
  @Test
  void aCompressedFileIsRefused() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("W1.npy"));
      zip.write(new byte[1 << 20]);
    }

    IOException fault = assertThrows(IOException.class, () -> read(file.toByteArray()));

    assertEquals("it holds something else than arrays that are not compressed", fault.getMessage());
  }

  @Test
  void anArrayThatClaimsMoreThanItHasIsRefused() throws IOException {
    byte[] file = file(NumberWidth.FLOAT64);
    String text = new String(file, StandardCharsets.ISO_8859_1);
    byte[] claims =
        text.replaceFirst("\\(2, 3\\), \\}      ", "(2, 3000000), }")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(file.length, claims.length);

    IOException fault = assertThrows(IOException.class, () -> read(claims));

    assertEquals("array W1 is not as long as its shape says", fault.getMessage());
  }
}
