package neurosweep.cli.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import neurosweep.cli.Shell;
import neurosweep.testing.SmallDisk;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The line that is rewritten, on terminals that {@code script} makes. */
@Tag("environment")
class ProgressTest {
  private static final String CLEAR = "\r\u001b[K\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";
  private static final int UNKNOWN = 0;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {UNKNOWN, 20, 80})
  void itNeverWraps(int columns) throws Exception {
    SmallDisk.require("script", "-qec", "true", "/dev/null");
    String[] run = {
      "run",
      Shell.job(directory, Shell.TINY),
      "-o",
      directory.resolve("out").toString(),
      "--master",
      "in-process"
    };
    String words = "stty cols " + columns + "; '" + String.join("' '", Shell.command(run)) + "'";
    ProcessBuilder builder = new ProcessBuilder("script", "-qec", words, "/dev/null");
    builder.environment().put("TERM", "xterm");

    String out = Shell.answer(builder.redirectInput(new File("/dev/null"))).ends(0).out();

    List<String> lines = Arrays.stream(out.split("\\Q" + CLEAR + "\\E", -1)).skip(1).toList();
    assertFalse(lines.isEmpty(), out);
    int most = columns == UNKNOWN ? 80 : columns;
    for (String line : lines) {
      String shown = line.substring(0, line.indexOf(WRAP));
      assertTrue(shown.length() < most, shown);
      assertFalse(shown.contains("\n"), shown);
      assertTrue(shown.matches("\\d/8.*"), shown);
    }
    String last = lines.get(lines.size() - 1);
    assertTrue(last.startsWith(WRAP, last.indexOf(WRAP)) && last.contains("\n"), last);
  }
}
