package neurosweep.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import neurosweep.core.Sha256;

/**
 * SHA-256 of a raw set's decoded content: shape, classes, features and labels. How files were
 * compressed and what the source is called do not matter, so gzipped and plain files agree.
 */
public final class RawDigest {
  private static final int CHUNK = 1 << 16;

  private final MessageDigest sha = Sha256.begin();

  private RawDigest() {}

  /** The digest, 64 hex digits. */
  public static String of(RawData raw) {
    RawDigest digest = new RawDigest();
    digest.sha.update("neurosweep raw data 1\n".getBytes(StandardCharsets.US_ASCII));
    digest.integers(raw.rows(), raw.columns(), raw.classes());
    digest.part(raw.train());
    digest.part(raw.test());
    raw.matrices().forEach(digest::matrix);
    return Sha256.end(digest.sha);
  }

  private void part(RawData.Part part) {
    integers(part.labels().length);
    integers(part.labels());
    if (part.bytes() != null) {
      integers('b', part.bytes().length);
      sha.update(part.bytes());
    } else {
      integers('r', part.reals().length);
      reals(part.reals());
    }
  }

  private void matrix(String name, Matrix matrix) {
    sha.update((name + "\n").getBytes(StandardCharsets.UTF_8));
    integers('m', matrix.rows(), matrix.columns());
    ByteBuffer buffer = ByteBuffer.allocate(Double.BYTES);
    for (double value : matrix.values()) {
      buffer.putDouble(value);
      flush(buffer);
    }
  }

  private void integers(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    for (int value : values) {
      if (!buffer.hasRemaining()) {
        flush(buffer);
      }
      buffer.putInt(value);
    }
    flush(buffer);
  }

  private void reals(float[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    for (float value : values) {
      if (!buffer.hasRemaining()) {
        flush(buffer);
      }
      buffer.putInt(Float.floatToIntBits(value));
    }
    flush(buffer);
  }

  private void flush(ByteBuffer buffer) {
    buffer.flip();
    sha.update(buffer);
    buffer.clear();
  }
}
