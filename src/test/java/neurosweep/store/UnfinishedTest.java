package neurosweep.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is told to end in the middle of a file, which it does itself here. */
@Tag("environment")
class UnfinishedTest {
  @TempDir File directory;

  /** Ends while two files are open, as at a signal. */
  static final class Ending {
    private Ending() {}

    public static void main(String[] args) throws IOException {
      Files files = new Files();
      try (PendingFile pending = new PendingFile(files, new Path(args[0], "results.parquet"));
          FileOutput out = pending.create()) {
        out.write(1);
        files.writeAtomically(
            new Path(args[0], "history.json"),
            content -> {
              content.write(1);
              System.exit(143);
            });
      }
    }
  }

  /** Gigabytes stayed, under hidden names, in the directory of an export that was ended. */
  @Test
  void whatIsBegunGoesWhereTheProcessIsToldToEnd() throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    java.nio.file.Path.of(System.getProperty("java.home"), "bin", "java")
                        .toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Ending.class.getName(),
                    directory.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(143, process.waitFor());
    assertArrayEquals(new String[0], directory.list());
  }
}
