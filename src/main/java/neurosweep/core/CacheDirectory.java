package neurosweep.core;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The user's own directory for what can be made again: unpacked libraries, measured speeds, class
 * archives. Nothing in it is needed, so nobody who finds none complains.
 *
 * <p>{@code NEUROSWEEP_CACHE} names it; else it is {@code neurosweep} in the place that the system
 * has for caches: {@code XDG_CACHE_HOME} or {@code ~/.cache}, {@code ~/Library/Caches} on macOS,
 * {@code LOCALAPPDATA} on Windows. Where that cannot be written it is a directory of this user in
 * the temporary one. The launcher has the same rule. Others may not read it (mode 0700).
 */
public final class CacheDirectory {
  private static final String NAME = "neurosweep";

  private CacheDirectory() {}

  /** Found on first use, so that one process keeps to one place. */
  private static final class Own {
    private static final Optional<Path> PATH =
        candidates(System.getenv(), System.getProperties()::getProperty).stream()
            .filter(CacheDirectory::isUsable)
            .findFirst();
  }

  /** Looks up a system property. */
  interface Property {
    /** Its value, or null. */
    String get(String name);
  }

  /** The directory, which exists and can be written; nothing where there is no such place. */
  public static Optional<Path> path() {
    return Own.PATH;
  }

  /**
   * A directory inside it, made if it is missing.
   *
   * @param name one component
   * @return nothing where it cannot be made
   */
  public static Optional<Path> path(String name) {
    return path().map(root -> root.resolve(name)).filter(CacheDirectory::isUsable);
  }

  /** The places in the order in which they are tried. */
  static List<Path> candidates(Map<String, String> environment, Property properties) {
    List<Path> places = new ArrayList<>();
    add(places, environment.get("NEUROSWEEP_CACHE"), "");
    String os = String.valueOf(properties.get("os.name")).toLowerCase(Locale.ROOT);
    String home = environment.getOrDefault("HOME", properties.get("user.home"));
    if (os.startsWith("windows")) {
      add(places, environment.get("LOCALAPPDATA"), NAME);
    } else if (os.startsWith("mac")) {
      add(places, home, "Library/Caches/" + NAME);
    } else {
      add(places, environment.get("XDG_CACHE_HOME"), NAME);
      add(places, home, ".cache/" + NAME);
    }
    add(places, properties.get("java.io.tmpdir"), NAME + "-" + properties.get("user.name"));
    return places;
  }

  /** Relative places would be others for every working directory. */
  private static void add(List<Path> places, String base, String below) {
    if (base == null || base.isEmpty() || base.equals("?")) {
      return;
    }
    Path path = Path.of(base).resolve(below);
    if (path.isAbsolute()) {
      places.add(path);
    }
  }

  /** Makes it if it is missing; in a place open to all, one that somebody else made is refused. */
  private static boolean isUsable(Path directory) {
    try {
      if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectories(directory, ownerOnly());
      }
      return Files.isDirectory(directory)
          && Files.isWritable(directory)
          && Files.isExecutable(directory)
          && isOwn(directory);
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static boolean isOwn(Path directory) throws IOException {
    Path scratch = Files.createTempFile(directory, ".own", "", ownerFile());
    try {
      return Files.getOwner(directory).equals(Files.getOwner(scratch));
    } finally {
      Files.delete(scratch);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return permissions("rwx------");
  }

  private static FileAttribute<?>[] ownerFile() {
    return permissions("rw-------");
  }

  private static FileAttribute<?>[] permissions(String mode) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
