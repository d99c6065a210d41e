package neurosweep.serve;

import java.util.Arrays;
import java.util.HexFormat;
import neurosweep.core.Sha256;

/**
 * Something that is answered.
 *
 * @param type of the content
 * @param policy its content security policy
 * @param content all of it
 * @param tag by which readers ask whether it has changed
 */
record Answer(String type, String policy, byte[] content, String tag) {
  private static final int TAG_BYTES = 16;

  /** What is no page can do nothing. */
  static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

  /** With the tag that its content gives. */
  static Answer of(String type, String policy, byte[] content) {
    byte[] digest = Arrays.copyOf(Sha256.of(content), TAG_BYTES);
    return new Answer(type, policy, content, "\"" + HexFormat.of().formatHex(digest) + "\"");
  }

  /** JSON. */
  static Answer json(byte[] content) {
    return of("application/json", NOTHING, content);
  }
}
