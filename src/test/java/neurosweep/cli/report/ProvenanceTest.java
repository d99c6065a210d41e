package neurosweep.cli.report;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import neurosweep.cli.Shell;
import neurosweep.testing.MeasuredBits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a sweep's numbers come from, as its provenance table and its page say it. */
@Tag("environment")
class ProvenanceTest {
  private static final Pattern COMMAND =
      Pattern.compile("\"command, in the sweep's directory\",\"?([^\\r\\n]*?)\"?,\"?\\d+ of");

  @TempDir Path directory;

  private Path sweep() {
    return directory.resolve("out/tiny");
  }

  private String table() throws IOException {
    return Files.readString(sweep().resolve("tables/provenance.csv"));
  }

  private String page() throws IOException {
    return Files.readString(sweep().resolve("report.html"));
  }

  /** What a shell makes of the command, which quotes what a shell would take for its own. */
  private static List<String> words(String command) throws IOException {
    Process shell =
        new ProcessBuilder("sh", "-c", "neurosweep() { printf '%s\\n' \"$@\"; }; " + command)
            .redirectErrorStream(true)
            .start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said.lines().toList();
  }

  @Test
  void theCommandRunsTheSameCellsToTheSameBits() throws IOException {
    run(directory, TINY, "depth=range(1,2)", "epochs=1", "description=it's two; depths").ends(0);
    Matcher command = COMMAND.matcher(table());
    assertTrue(command.find(), table());
    List<String> words = new ArrayList<>(words(command.group(1)));
    assertEquals(List.of("run", "sweep.yaml", "depth=range(1,2)"), words.subList(0, 3));
    assertTrue(words.contains("description=it's two; depths"), words.toString());

    words.set(1, sweep().resolve("sweep.yaml").toString());
    words.set(words.indexOf("again"), directory.resolve("again").toString());
    words.addAll(List.of("--master", "in-process", "--parallelism", "1"));
    call(words.toArray(String[]::new)).ends(0);

    Path again = directory.resolve("again/tiny");
    assertEquals(MeasuredBits.results(sweep()).keySet(), MeasuredBits.results(again).keySet());
    String main = "tables/main.csv";
    assertEquals(Files.readString(sweep().resolve(main)), Files.readString(again.resolve(main)));
  }

  @Test
  void aVerificationIsInTableAndPageAndIsOlderOnceTheSweepHasGrown() throws IOException {
    run(directory, TINY, "epochs=1").ends(0);
    assertFalse(table().contains("verified"), table());
    call("verify", sweep().toString(), "--sample", "2").ends(0);
    call("report", sweep().toString()).ends(0);
    for (String text : List.of(table(), page())) {
      assertTrue(text.contains("2 of 8 results computed again in a fresh process on"), text);
      assertTrue(text.contains("all the same bit for bit"), text);
      assertFalse(text.contains("changed since"), text);
    }

    run(directory, TINY, "epochs=1", "seeds=1..3").ends(0);
    for (String text : List.of(table(), page())) {
      assertTrue(text.contains("; the sweep has changed since, verify it again"), text);
    }
  }

  @Test
  void tableAndPageNameNoHostAndNoPlace() throws IOException {
    run(directory, TINY, "epochs=1").ends(0);
    String host = InetAddress.getLocalHost().getHostName();
    assertTrue(table().contains("hosts,1,"), table());
    for (String text : List.of(table(), page())) {
      assertFalse(text.contains(directory.toString()), "an absolute path");
      assertFalse(Pattern.compile("\\b" + Pattern.quote(host) + "\\b").matcher(text).find(), host);
    }
  }

  /** The unit was lost, and a loss was compared at a margin of 0.005. */
  @Test
  void aMarginInPercentagePointsIsRefusedForALoss() {
    Shell.Answer answer =
        run(
                directory,
                TINY,
                "select.metric=final_loss",
                "select.goal=min",
                "report.equivalence_margin=0.5pp")
            .ends(2);
    assertEquals(
        "error: report.equivalence_margin: is in percentage points, but final_loss, by which"
            + " configurations are compared, is no share of examples; give a number in its unit, such as"
            + " 0.01",
        String.join("\n", answer.errors()));
    run(
            directory,
            TINY,
            "select.metric=final_loss",
            "select.goal=min",
            "report.equivalence_margin=0.01",
            "epochs=1")
        .ends(0);
  }
}
