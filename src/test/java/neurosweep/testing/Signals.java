package neurosweep.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What processes that tests start can be told. */
public final class Signals {
  private Signals() {}

  /**
   * Whether SIGINT is lost: a shell starts background jobs with it ignored, children inherit that,
   * and Java keeps it.
   */
  public static boolean interruptsAreIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.replaceFirst("SigIgn:\\s*", ""))
            .findFirst()
            .orElse("0");
    return (Long.parseUnsignedLong(ignored, 16) & 1L << 1) != 0;
  }
}
