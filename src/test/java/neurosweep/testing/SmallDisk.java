package neurosweep.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real file system of a given size in memory, for who may mount one. */
public final class SmallDisk implements AutoCloseable {
  private final Path root;

  private SmallDisk(Path root) {
    this.root = root;
  }

  /**
   * Mounts one on a new directory; the test is skipped where that is not allowed.
   *
   * @param options such as {@code size=64k} or {@code nr_inodes=9}
   */
  public static SmallDisk mount(Path root, String options) throws IOException {
    Files.createDirectories(root);
    require("mount", "-t", "tmpfs", "-o", options, "tmpfs", root.toString());
    return new SmallDisk(root);
  }

  /** Runs a tool of the system's; the test is skipped where it is missing or refuses. */
  public static void require(String... command) {
    String refusal = refusal(command);
    Assumptions.assumeTrue(
        refusal.isEmpty(),
        () -> "not possible here: " + String.join(" ", command) + ": " + refusal);
  }

  private static String refusal(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      byte[] said = process.getInputStream().readAllBytes();
      int code = process.waitFor();
      return code == 0 ? "" : code + " " + new String(said, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /** Where it is. */
  public Path root() {
    return root;
  }

  /** Changes options, such as its size or {@code ro}. */
  public void remount(String options) {
    require("mount", "-o", "remount," + options, root.toString());
  }

  /** Fills it to the brim, again where somebody else gives room back meanwhile. */
  public void fill() throws IOException {
    byte[] page = new byte[4096];
    for (int tries = 1; ; tries++) {
      try (OutputStream out =
          Files.newOutputStream(
              root.resolve("fill"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        while (true) {
          out.write(page);
        }
      } catch (IOException e) {
        if (Files.getFileStore(root).getUsableSpace() == 0) {
          return;
        } else if (tries == 1000) {
          throw e;
        }
      }
    }
  }

  /** Makes room again. */
  public void empty() throws IOException {
    Files.delete(root.resolve("fill"));
  }

  /** Names of hidden files, wherever they are. */
  public List<String> hidden() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("."))
          .map(Path::toString)
          .toList();
    }
  }

  /** Unmounts it whoever still uses it. */
  @Override
  public void close() throws IOException {
    String refusal = refusal("umount", "--lazy", root.toString());
    if (!refusal.isEmpty()) {
      throw new IOException(root + " stays mounted: " + refusal);
    }
  }
}
