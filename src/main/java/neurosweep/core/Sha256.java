package neurosweep.core;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java platform has. */
public final class Sha256 {
  private Sha256() {}

  /** One that has digested nothing yet. */
  public static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of some bytes: 64 hex digits. */
  public static String hex(byte[] content) {
    return HexFormat.of().formatHex(begin().digest(content));
  }

  /** Of some bytes. */
  public static byte[] of(byte[] content) {
    return begin().digest(content);
  }

  /** Of what is left of a stream: 64 hex digits. */
  public static String hex(InputStream in) throws IOException {
    MessageDigest digest = begin();
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      digest.update(buffer, 0, read);
    }
    return end(digest);
  }

  /** What a digest has seen: 64 hex digits. */
  public static String end(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
