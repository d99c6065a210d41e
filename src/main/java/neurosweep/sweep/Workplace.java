package neurosweep.sweep;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import neurosweep.experiment.Program;

/**
 * The directory in which a cell's program works: fresh, with the program's files, gone after it.
 */
final class Workplace implements AutoCloseable {
  private final Path directory;

  private Workplace(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes one among this machine's temporary files.
   *
   * @throws HostFault where there is no room for it
   */
  static Workplace of(Program program) {
    Path directory = null;
    try {
      directory = Files.createTempDirectory("neurosweep-cell-");
      for (int i = 0; i < program.names().size(); i++) {
        Path file = directory.resolve(program.names().get(i)).normalize();
        if (!file.startsWith(directory)) {
          throw new IOException(program.names().get(i) + " leads elsewhere");
        }
        Files.createDirectories(file.getParent());
        Files.write(file, program.contents().get(i));
        file.toFile().setExecutable(true);
      }
      return new Workplace(directory);
    } catch (IOException | UnsupportedOperationException e) {
      if (directory != null) {
        new Workplace(directory).close();
      }
      throw new HostFault(
          "a program's files cannot be put into "
              + System.getProperty("java.io.tmpdir")
              + ": "
              + CellExecution.cause(e));
    }
  }

  Path directory() {
    return directory;
  }

  /** Deletes it with all that the program has left; links are deleted, not followed. */
  @Override
  public void close() {
    List<Path> locked = new ArrayList<>();
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              delete(file, locked);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              delete(file, locked);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) {
              delete(folder, locked);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      locked.add(directory);
    }
    locked.forEach(path -> path.toFile().deleteOnExit());
  }

  private static void delete(Path path, List<Path> locked) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      locked.add(path);
    }
  }
}
