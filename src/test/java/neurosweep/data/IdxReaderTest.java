package neurosweep.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import neurosweep.core.UserError;
import neurosweep.testing.IdxFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("environment")
class IdxReaderTest {
  @TempDir Path directory;

  private org.apache.hadoop.fs.Path file(byte[] content) throws IOException {
    return IdxFiles.hadoop(Files.write(directory.resolve("file.idx"), content));
  }

  private void imageFault(byte[] content, String... expected) throws IOException {
    org.apache.hadoop.fs.Path file = file(content);
    fault(assertThrows(UserError.class, () -> IdxReader.images(file, IdxFiles.FILES)), expected);
  }

  private static void fault(UserError error, String... expected) {
    assertEquals(1, error.problems().size());
    String line = error.problems().get(0);
    assertTrue(line.contains("file.idx"), line);
    for (String part : expected) {
      assertTrue(line.contains(part), line);
    }
  }

  @Test
  void readsPlainAndGzippedAlike() throws IOException {
    byte[] plain = IdxFiles.images(3, 4, 5, 7);
    for (byte[] content : new byte[][] {plain, IdxFiles.gzip(plain)}) {
      IdxReader.Images images = IdxReader.images(file(content), IdxFiles.FILES);
      assertEquals(3, images.count());
      assertEquals(4, images.rows());
      assertEquals(5, images.columns());
      assertArrayEquals(Arrays.copyOfRange(plain, 16, plain.length), images.pixels());
    }
  }

  @Test
  void readsLabels() throws IOException {
    int[] labels = IdxReader.labels(file(IdxFiles.labels(12)), IdxFiles.FILES, 10);
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1}, labels);
  }

  @Test
  void readsMatrices() throws IOException {
    double[] values = {1.5, -2, Math.PI, 0, Double.MIN_VALUE, 1e300};
    ByteBuffer bytes = ByteBuffer.allocate(48);
    bytes.asDoubleBuffer().put(values);
    byte[] content = IdxFiles.idx(0xE02, new int[] {2, 3}, bytes.array());
    Matrix matrix = IdxReader.matrix(file(content), IdxFiles.FILES);
    assertEquals(2, matrix.rows());
    assertEquals(3, matrix.columns());
    assertArrayEquals(values, matrix.values());
  }

  @Test
  void refusesLabelsOutOfRange() throws IOException {
    org.apache.hadoop.fs.Path file = file(IdxFiles.labels(10));
    fault(
        assertThrows(UserError.class, () -> IdxReader.labels(file, IdxFiles.FILES, 9)),
        "label 9 is 9",
        "below 9");
  }

  @Test
  void refusesBytesAbove127AsLabels() throws IOException {
    org.apache.hadoop.fs.Path file =
        file(IdxFiles.idx(0x801, new int[] {1}, new byte[] {(byte) 200}));
    fault(
        assertThrows(UserError.class, () -> IdxReader.labels(file, IdxFiles.FILES, 10)),
        "label 0 is 200");
  }

  @Test
  void refusesOtherMagicNumbers() throws IOException {
    imageFault(IdxFiles.labels(10), "0x00000801", "0x00000803", "right file");
    imageFault("<html>not found</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8), "0x3c");
    imageFault(IdxFiles.idx(0x0E03, new int[] {1, 1, 1}, new byte[8]), "0x00000e03");
  }

  @Test
  void refusesTruncation() throws IOException {
    byte[] plain = IdxFiles.images(3, 4, 5, 7);
    imageFault(new byte[0], "0 bytes");
    imageFault(Arrays.copyOf(plain, 3), "3 bytes");
    imageFault(Arrays.copyOf(plain, 11), "within its header", "11");
    byte[] cut = Arrays.copyOf(plain, plain.length - 1);
    imageFault(cut, "59 of the 60", "fetch or copy it again");
    imageFault(IdxFiles.gzip(cut), "59 of the 60");
    byte[] gzip = IdxFiles.gzip(plain);
    imageFault(Arrays.copyOf(gzip, gzip.length - 12), "damaged");
    imageFault(Arrays.copyOf(gzip, gzip.length - 4), "damaged");
  }

  @Test
  void refusesTrailingBytes() throws IOException {
    byte[] plain = IdxFiles.images(3, 4, 5, 7);
    byte[] longer = Arrays.copyOf(plain, plain.length + 1);
    imageFault(longer, "goes on after the 60 bytes");
    imageFault(IdxFiles.gzip(longer), "goes on after the 60 bytes");
    byte[] gzip = IdxFiles.gzip(plain);
    imageFault(Arrays.copyOf(gzip, gzip.length + 5), "damaged");
  }

  @Test
  void refusesDamagedGzip() throws IOException {
    byte[] gzip = IdxFiles.gzip(IdxFiles.images(3, 4, 5, 7));
    gzip[gzip.length - 6] ^= 1; // within the checksum
    imageFault(gzip, "damaged");
    imageFault(new byte[] {0x1f, (byte) 0x8b, 0, 0}, "damaged");
  }

  @Test
  void refusesAbsurdDimensionsBeforeClaimingMemory() throws IOException {
    byte[] few = new byte[10];
    imageFault(
        IdxFiles.idx(0x803, new int[] {Integer.MAX_VALUE, 65536, 65536}, few),
        "[2147483647, 65536, 65536]",
        "must not exceed 2147483639 bytes");
    imageFault(
        IdxFiles.idx(0x803, new int[] {Integer.MAX_VALUE - 8, 1, 1}, few),
        "10 of the 2147483639 bytes");
    imageFault(IdxFiles.idx(0x803, new int[] {-1, 28, 28}, few), "[4294967295, 28, 28]");
    imageFault(IdxFiles.idx(0x803, new int[] {0, 28, 28}, few), "[0, 28, 28]");
  }

  @Test
  void saysWhatIsMissing() {
    org.apache.hadoop.fs.Path file = IdxFiles.hadoop(directory.resolve("file.idx"));
    fault(
        assertThrows(UserError.class, () -> IdxReader.images(file, IdxFiles.FILES)),
        "does not exist");
  }

  @Test
  void refusesADirectory() throws IOException {
    org.apache.hadoop.fs.Path file =
        IdxFiles.hadoop(Files.createDirectory(directory.resolve("file.idx")));
    fault(assertThrows(UserError.class, () -> IdxReader.images(file, IdxFiles.FILES)));
  }
}
