package neurosweep.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the codecs of Parquet and Spark unpack their native libraries. They take the temporary
 * directory, which hardened machines mount {@code noexec}; then the cache directory serves, and
 * Snappy's own Java where that is no better.
 */
public final class NativeDirectory {
  private static final String SNAPPY = "org.xerial.snappy.tempdir";
  private static final String SNAPPY_IN_JAVA = "org.xerial.snappy.purejava";
  private static final String ZSTD = "ZstdTempFolder";

  private NativeDirectory() {}

  /** Done on first use: the libraries look at their properties once. */
  private static final class Choice {
    private static final Optional<Path> PLACE =
        Stream.of(
                Optional.of(Path.of(System.getProperty("java.io.tmpdir"))),
                CacheDirectory.path("native"))
            .flatMap(Optional::stream)
            .filter(NativeDirectory::runs)
            .findFirst();
  }

  /** Tells the libraries, unless the user has; to be called before any of them is loaded. */
  public static void choose() {
    Optional<Path> place = Choice.PLACE;
    if (place.isPresent()) {
      set(SNAPPY, place.get().toString());
      set(ZSTD, place.get().toString());
    } else {
      set(SNAPPY_IN_JAVA, "true");
    }
  }

  private static void set(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Whether files there may be executed: on {@code noexec} the system denies it whatever mode. */
  private static boolean runs(Path directory) {
    try {
      Path probe = Files.createTempFile(directory, ".run", "");
      try {
        return probe.toFile().setExecutable(true) && Files.isExecutable(probe);
      } finally {
        Files.delete(probe);
      }
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
