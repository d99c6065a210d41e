package neurosweep.store;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import neurosweep.core.UserError;
import org.apache.hadoop.fs.Path;

/**
 * The directories that a {@link Files} keeps to: whatever it opens, writes or deletes lies in one
 * of them, and no name on the way there is a link. The directories themselves may be reached
 * through links, and the ones above them may be looked up and created.
 *
 * @param roots absolute paths as {@link Files#qualify} gives them
 */
record Enclosure(List<Path> roots) {
  /** Copies the list. */
  Enclosure {
    roots = List.copyOf(roots);
  }

  /** The message for a link that would have to be followed. */
  static String link(Object path) {
    return path
        + " is a link, and no link in a sweep is followed; put what it leads to in its place, or"
        + " remove it";
  }

  /**
   * The directory that a path is in, by its names; empty for one above all of them.
   *
   * @throws UserError if it leads elsewhere
   */
  Optional<Path> rootOf(Path path) {
    for (Path root : roots) {
      if (isBelow(path, root)) {
        return Optional.of(root);
      }
    }
    if (roots.stream().noneMatch(root -> isBelow(root, path))) {
      throw new UserError(
          path + " leads out of " + roots.get(0) + "; nothing there was opened or changed");
    }
    return Optional.empty();
  }

  /** Whether a path is a directory or in it, by their names. */
  private static boolean isBelow(Path path, Path directory) {
    String above = text(directory);
    String below = text(path);
    boolean inside = below.equals(above) || below.startsWith(above.equals("/") ? "/" : above + "/");
    return inside && isPlain(below) && isSameSystem(path, directory);
  }

  private static String text(Path path) {
    return path.toUri().getPath();
  }

  private static boolean isPlain(String path) {
    return Arrays.stream(path.split("/", -1)).noneMatch(".."::equals);
  }

  private static boolean isSameSystem(Path one, Path other) {
    if (Files.isLocal(one) || Files.isLocal(other)) {
      return Files.isLocal(one) && Files.isLocal(other);
    }
    return Objects.equals(one.toUri().getScheme(), other.toUri().getScheme())
        && Objects.equals(one.toUri().getAuthority(), other.toUri().getAuthority());
  }
}
