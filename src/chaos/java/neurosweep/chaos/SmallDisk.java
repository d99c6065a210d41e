package neurosweep.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import neurosweep.core.UserError;

/** A file system of its own in memory, which can be filled to the brim and emptied again. */
final class SmallDisk {
  private static final String SIZE = "size=64m";

  private final Path root;

  private SmallDisk(Path root) {
    this.root = root;
  }

  /** Mounts one, until the leash ends. */
  static SmallDisk mount(Path root, Leash leash) throws IOException, InterruptedException {
    Files.createDirectories(root);
    String refusal = refusal(leash, "mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", root.toString());
    if (!refusal.isEmpty()) {
      throw new UserError("--full-disk mounts a file system, which needs root: " + refusal);
    }
    leash.atEnd(() -> unmount(root));
    return new SmallDisk(root);
  }

  private static String refusal(Leash leash, String... command)
      throws IOException, InterruptedException {
    Process process = leash.script(new ProcessBuilder(command).redirectErrorStream(true));
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return process.waitFor() == 0 ? "" : said;
  }

  private static void unmount(Path root) {
    try {
      new ProcessBuilder("umount", "--lazy", root.toString()).inheritIO().start().waitFor();
    } catch (IOException e) {
      System.err.println("chaos: " + root + " stays mounted: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where it is. */
  Path root() {
    return root;
  }

  /** Leaves no byte of room. */
  void fill() throws IOException {
    byte[] page = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filling())) {
      while (true) {
        out.write(page);
      }
    } catch (IOException e) {
      if (Files.getFileStore(root).getUsableSpace() > 0) {
        throw e;
      }
    }
  }

  /** Makes room again. */
  void empty() throws IOException {
    Files.deleteIfExists(filling());
  }

  private Path filling() {
    return root.resolve("filling");
  }
}
