package neurosweep.sweep;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import neurosweep.core.CacheDirectory;
import neurosweep.core.Cell;
import neurosweep.core.Origin;

/**
 * Processor seconds a predicted operation by group of cells, as measured by one program on one kind
 * of machine with one library and kernel; kept in the user's cache directory. A file that cannot be
 * read or written only means that all is measured anew.
 */
final class Speeds {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DIGITS = 20;

  private final Optional<Path> file;
  private final Map<String, Double> seconds = new TreeMap<>();
  private boolean changed;

  /** Those in a file, if there is a place for one. */
  Speeds(Optional<Path> file) {
    this.file = file;
    file.filter(Files::isReadable).ifPresent(this::read);
  }

  /** Those of what computes here: another program, library, kernel or machine has other ones. */
  static Speeds of(Origin origin) {
    String what =
        String.join(
            "\n",
            origin.computing(),
            origin.backend(),
            origin.library(),
            origin.kernel(),
            origin.java(),
            origin.machine());
    String name = Cell.hash(what).substring(0, DIGITS) + ".json";
    return new Speeds(CacheDirectory.path("speeds").map(directory -> directory.resolve(name)));
  }

  private void read(Path path) {
    try {
      Map<String, Double> kept =
          JSON.readValue(path.toFile(), new TypeReference<Map<String, Double>>() {});
      kept.forEach(
          (group, value) -> {
            if (value != null && value > 0 && Double.isFinite(value)) {
              seconds.put(group, value);
            }
          });
    } catch (IOException e) {
      seconds.clear();
    }
  }

  Optional<Double> get(String group) {
    return Optional.ofNullable(seconds.get(group));
  }

  void put(String group, double value) {
    seconds.put(group, value);
    changed = true;
  }

  /** Keeps them for the next process, as far as there is a place. */
  void save() {
    if (!changed || file.isEmpty()) {
      return;
    }
    Path target = file.get();
    try {
      Path fresh = Files.createTempFile(target.getParent(), "speeds", ".tmp");
      try {
        Files.write(fresh, JSON.writeValueAsBytes(seconds));
        move(fresh, target);
      } finally {
        Files.deleteIfExists(fresh);
      }
      changed = false;
    } catch (IOException e) {
      changed = true; // nothing is lost but the time to measure again
    }
  }

  private static void move(Path fresh, Path target) throws IOException {
    try {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
