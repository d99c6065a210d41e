package neurosweep.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One training experiment of a sweep: the only thing that travels to an executor. Everything it
 * needs is named here and looked up there.
 *
 * @param experiment the experiment's name
 * @param version the experiment's version; a new one makes new keys
 * @param values the knobs that differ from their defaults
 * @param seed the seed axis: replications of one configuration differ in nothing else
 * @param dataDigest digest of the data set's content, or an empty string
 */
public record Cell(String experiment, int version, Values values, long seed, String dataDigest) {

  /** Identifies the result of this cell wherever and whenever it is computed: 20 hex digits. */
  public String id() {
    return hash(configText() + " seed=" + seed);
  }

  /** Identifies the configuration, which the seeds share: 20 hex digits. */
  public String configId() {
    return hash(configText());
  }

  private String configText() {
    return experiment + "/" + version + " data=" + dataDigest + " " + values.text();
  }

  /** The first 20 hex digits of the SHA-256 of a text. */
  public static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 10);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }

  @Override
  public String toString() {
    String knobs = values.text();
    return experiment + " seed=" + seed + (knobs.isEmpty() ? "" : " " + knobs);
  }
}
