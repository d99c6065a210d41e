package neurosweep.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * One training experiment of a sweep: the only thing that travels to an executor. Everything it
 * needs is named here and looked up there. The cells of one configuration share what they have in
 * common where they are made by {@link #withSeed}, and so does the work for their keys.
 */
public final class Cell {
  private static final int KEY_BYTES = 10;

  private final Configuration configuration;
  private final long seed;
  private String id; // made when asked for; threads that race make the same

  /** What differs by more than the seed. */
  private static final class Configuration {
    private final String experiment;
    private final int version;
    private final Values values;
    private final String dataDigest;
    private MessageDigest begun; // kept once a second cell asks
    private boolean asked;
    private String id;

    Configuration(String experiment, int version, Values values, String dataDigest) {
      this.experiment = experiment;
      this.version = version;
      this.values = values;
      this.dataDigest = dataDigest;
    }

    /** Has digested the configuration's text, to be followed by what tells its cells apart. */
    private synchronized MessageDigest begun() {
      try {
        if (begun != null) {
          return (MessageDigest) begun.clone();
        }
        MessageDigest fresh = Sha256.begin();
        fresh.update(text().getBytes(StandardCharsets.UTF_8));
        if (asked) {
          begun = (MessageDigest) fresh.clone();
        }
        asked = true;
        return fresh;
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException(e); // Java's own can be copied
      }
    }

    private String text() {
      return experiment + "/" + version + " data=" + dataDigest + " " + values.text();
    }

    String id(long seed) {
      return key(begun().digest((" seed=" + seed).getBytes(StandardCharsets.UTF_8)));
    }

    synchronized String id() {
      if (id == null) {
        id = hash(text());
      }
      return id;
    }

    boolean same(Configuration other) {
      return this == other
          || (experiment.equals(other.experiment)
              && version == other.version
              && dataDigest.equals(other.dataDigest)
              && values.equals(other.values));
    }
  }

  /**
   * A cell of a configuration of its own.
   *
   * @param experiment the experiment's name
   * @param version the experiment's version; a new one makes new keys
   * @param values the knobs that differ from their defaults
   * @param seed the seed axis: replications of one configuration differ in nothing else
   * @param dataDigest digest of the data set's content, or an empty string
   */
  public Cell(String experiment, int version, Values values, long seed, String dataDigest) {
    this(new Configuration(experiment, version, values, dataDigest), seed);
  }

  private Cell(Configuration configuration, long seed) {
    this.configuration = configuration;
    this.seed = seed;
  }

  /** The cell of the same configuration with that seed. */
  public Cell withSeed(long other) {
    return new Cell(configuration, other);
  }

  /** The cell that has the default of a knob and is the same otherwise. */
  public Cell without(String knob) {
    return values().get(knob) == null
        ? this
        : new Cell(experiment(), version(), values().without(knob), seed, dataDigest());
  }

  /** The experiment's name. */
  public String experiment() {
    return configuration.experiment;
  }

  /** The experiment's version. */
  public int version() {
    return configuration.version;
  }

  /** The knobs that differ from their defaults. */
  public Values values() {
    return configuration.values;
  }

  /** The seed axis: replications of one configuration differ in nothing else. */
  public long seed() {
    return seed;
  }

  /** Digest of the data set's content, or an empty string. */
  public String dataDigest() {
    return configuration.dataDigest;
  }

  /** Identifies the result of this cell wherever and whenever it is computed: 20 hex digits. */
  public String id() {
    String known = id;
    if (known == null) {
      known = configuration.id(seed);
      id = known;
    }
    return known;
  }

  /** Identifies the configuration, which the seeds share: 20 hex digits. */
  public String configId() {
    return configuration.id();
  }

  /** The first 20 hex digits of the SHA-256 of a text. */
  public static String hash(String text) {
    return key(Sha256.begin().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String key(byte[] digest) {
    return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cell cell
        && seed == cell.seed
        && configuration.same(cell.configuration);
  }

  @Override
  public int hashCode() {
    return 31 * values().hashCode() + Long.hashCode(seed);
  }

  @Override
  public String toString() {
    String knobs = values().text();
    return experiment() + " seed=" + seed + (knobs.isEmpty() ? "" : " " + knobs);
  }
}
