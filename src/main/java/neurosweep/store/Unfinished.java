package neurosweep.store;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.Path;

/**
 * The hidden files on local disk that this process has begun and not ended. Where it is told to end
 * before, by SIGTERM say, they go: they may hold gigabytes, and nobody sees them.
 */
final class Unfinished {
  private static final Set<Path> FILES = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Unfinished::delete, "unfinished files"));
  }

  private Unfinished() {}

  static void begin(Path temporary) {
    if (neurosweep.store.Files.isLocal(temporary)) {
      FILES.add(temporary);
    }
  }

  static void end(Path temporary) {
    FILES.remove(temporary);
  }

  private static void delete() {
    for (Path file : FILES) {
      try {
        Files.deleteIfExists(java.nio.file.Path.of(file.toUri().getPath()));
      } catch (IOException e) {
        // hidden, and removed by a later writer
      }
    }
  }
}
