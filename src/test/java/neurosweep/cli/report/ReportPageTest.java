package neurosweep.cli.report;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import neurosweep.testing.MeasuredBits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that the command line makes. */
@Tag("environment")
class ReportPageTest {
  @TempDir Path directory;

  @Test
  void itHoldsEveryCellAndTheJobAndNamesNoHostAndNoPlace() throws IOException {
    run(directory, TINY, "epochs=1").ends(0);
    Path sweep = directory.resolve("out/tiny");
    String page = Files.readString(sweep.resolve("report.html"));
    MeasuredBits.results(sweep.toString())
        .keySet()
        .forEach(id -> assertTrue(page.contains(id), id));
    assertTrue(page.contains("8 of 8 cells, 2 seeds each, 0 diverged, 0 missing"));
    assertTrue(page.contains("grid: {learning_rate: [1.0e-4, 1.0e-3]}"), "the job");
    assertTrue(page.contains("# changed on the command line:\n#   epochs=1\n"), "the overrides");
    assertTrue(page.contains("\"scripts/neurosweep show tiny\""), "the command");
    assertFalse(page.contains(directory.toString()), "an absolute path");
    String host = InetAddress.getLocalHost().getHostName();
    assertFalse(page.matches("(?s).*\\b\\Q" + host + "\\E\\b.*") && host.length() > 4, host);
  }

  @Test
  void itIsMadeAgainAsAWhole() throws IOException {
    run(directory, TINY).ends(0);
    Path page = directory.resolve("out/tiny/report.html");
    String first = Files.readString(page);
    Files.delete(page);
    String said = call("report", page.getParent().toString()).ends(0).out();
    assertTrue(said.contains("Page: "), said);
    assertEquals(first, Files.readString(page));
  }
}
