package neurosweep.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the codecs of Parquet and Spark unpack their native libraries. They take the temporary
 * directory, which hardened machines mount {@code noexec} and others let run full; then the cache
 * directory serves.
 */
public final class NativeDirectory {
  private static final String SNAPPY = "org.xerial.snappy.tempdir";
  private static final String ZSTD = "ZstdTempFolder";

  /** Room for the libraries of a process; Zstandard's alone has 1 MB. */
  private static final int ROOM_BYTES = 2 << 20;

  private NativeDirectory() {}

  /** Done on first use: the libraries look at their properties once. */
  private static final class Choice {
    private static final Optional<Path> PLACE =
        Stream.of(
                Optional.of(Path.of(System.getProperty("java.io.tmpdir"))),
                CacheDirectory.path("native"))
            .flatMap(Optional::stream)
            .filter(NativeDirectory::serves)
            .findFirst();
  }

  /**
   * Tells the libraries, unless the user has; to be called before any of them is loaded.
   *
   * @return whether there is such a place
   */
  public static boolean choose() {
    Choice.PLACE.ifPresent(
        place -> {
          set(SNAPPY, place.toString());
          set(ZSTD, place.toString());
        });
    return Choice.PLACE.isPresent() || System.getProperty(SNAPPY) != null;
  }

  private static void set(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * Whether files there may be executed, which on {@code noexec} the system denies whatever mode,
   * and have room, which only writing tells where there are quotas.
   */
  private static boolean serves(Path directory) {
    try {
      Path probe = Files.createTempFile(directory, ".run", "");
      try {
        Files.write(probe, new byte[ROOM_BYTES]);
        return probe.toFile().setExecutable(true) && Files.isExecutable(probe);
      } finally {
        Files.delete(probe);
      }
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
