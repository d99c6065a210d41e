package neurosweep.store.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import neurosweep.core.NativeDirectory;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JavaSnappyTest {
  private static final CompressionCodecName SNAPPY = CompressionCodecName.SNAPPY;

  private static byte[] bytes(BytesInput input) throws IOException {
    return input.toInputStream().readAllBytes();
  }

  @BeforeAll
  static void choose() {
    NativeDirectory.choose();
  }

  @Test
  void itReadsWhatTheNativeOneWritesAndTheOtherWayRound() throws IOException {
    CompressionCodecFactory natives = JavaSnappy.natives();
    CompressionCodecFactory java = new JavaSnappy(natives);
    for (int length : new int[] {0, 1, 100, 70_000}) {
      byte[] plain = new byte[length];
      new Random(5).nextBytes(plain);
      System.arraycopy(plain, 0, plain, length / 2, length / 4);
      for (List<CompressionCodecFactory> each :
          List.of(List.of(natives, java), List.of(java, natives), List.of(java, java))) {
        byte[] packed = bytes(each.get(0).getCompressor(SNAPPY).compress(BytesInput.from(plain)));
        assertArrayEquals(
            plain,
            bytes(each.get(1).getDecompressor(SNAPPY).decompress(BytesInput.from(packed), length)));
      }
      byte[] packed = bytes(java.getCompressor(SNAPPY).compress(BytesInput.from(plain)));
      ByteBuffer out = ByteBuffer.allocate(length);
      java.getDecompressor(SNAPPY).decompress(ByteBuffer.wrap(packed), packed.length, out, length);
      assertArrayEquals(plain, out.array());
    }
  }

  @Test
  void damageIsAFaultOfTheFile() {
    var unpacker = new JavaSnappy(JavaSnappy.natives()).getDecompressor(SNAPPY);
    byte[] packed = {5, 1, 2, 3, 4, 5, 6};

    assertThrows(IOException.class, () -> unpacker.decompress(BytesInput.from(packed), 5));
    assertThrows(IOException.class, () -> unpacker.decompress(BytesInput.from(packed), 9));
  }
}
