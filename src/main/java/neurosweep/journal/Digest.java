package neurosweep.journal;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Map;
import neurosweep.core.Measurements;
import neurosweep.core.Outcome;
import neurosweep.core.Sha256;

/** What two results of one cell are compared by, so that the tables need not stay in memory. */
final class Digest {
  private static final int BUFFER_BYTES = 8192;

  private Digest() {}

  /**
   * The first 64 bits of the SHA-256 of the state and of every measured value: not of times, host,
   * attempt or words. Zeros differ by sign, NaNs are all alike.
   */
  static long of(Outcome outcome) {
    MessageDigest digest = Sha256.begin();
    try {
      OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(sink, BUFFER_BYTES))) {
        write(outcome.state().name(), out);
        write(outcome.measurements(), out);
      }
      return ByteBuffer.wrap(digest.digest()).getLong();
    } catch (IOException e) {
      throw new IllegalStateException(e); // nothing is written anywhere
    }
  }

  private static void write(Measurements measurements, DataOutputStream out) throws IOException {
    out.writeInt(measurements.scalars().size());
    for (Map.Entry<String, Object> scalar : measurements.scalars().entrySet()) {
      write(scalar.getKey(), out);
      writeValue(scalar.getValue(), out);
    }
    out.writeInt(measurements.tables().size());
    for (Map.Entry<String, double[][]> table : measurements.tables().entrySet()) {
      write(table.getKey(), out);
      out.writeInt(table.getValue().length);
      for (double[] row : table.getValue()) {
        out.writeInt(row.length);
        for (double value : row) {
          out.writeDouble(value);
        }
      }
    }
  }

  private static void writeValue(Object value, DataOutputStream out) throws IOException {
    if (value instanceof Double real) {
      out.writeByte('d');
      out.writeDouble(real);
    } else if (value instanceof Long integer) {
      out.writeByte('l');
      out.writeLong(integer);
    } else {
      out.writeByte(value instanceof Boolean ? 'b' : 't');
      write(String.valueOf(value), out);
    }
  }

  private static void write(String text, DataOutputStream out) throws IOException {
    out.writeInt(text.length());
    out.writeChars(text);
  }
}
