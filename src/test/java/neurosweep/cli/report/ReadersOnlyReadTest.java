package neurosweep.cli.report;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.contents;
import static neurosweep.cli.Shell.run;
import static neurosweep.cli.Shell.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import neurosweep.core.CellResult;
import neurosweep.journal.Journal;
import neurosweep.store.SweepDirectory;
import neurosweep.testing.MeasuredBits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that look at a sweep change nothing but tables, figures and the report to look at. */
@Tag("environment")
class ReadersOnlyReadTest {
  private static final List<String> PRODUCTS =
      List.of("tables", "figures", "report.html", "files.json", "verification.json");

  @TempDir Path directory;
  private Path sweep;

  @BeforeEach
  void finish() {
    run(directory, TINY).ends(0);
    sweep = directory.resolve("out/tiny");
  }

  /** Everything in the test's directory but what {@code report} makes. */
  private SortedMap<String, String> kept() {
    SortedMap<String, String> kept = new TreeMap<>(contents(directory));
    kept.keySet()
        .removeIf(
            name -> PRODUCTS.stream().anyMatch(product -> name.contains("out/tiny/" + product)));
    return kept;
  }

  private void readersChangeNothing(int done) {
    String place = sweep.toString();
    String id = MeasuredBits.results(sweep).firstKey();
    String job = directory.resolve("job.yaml").toString();
    String out = directory.resolve("out").toString();
    SortedMap<String, String> before = kept();

    String status = call("status", place).ends(0).out();
    call("show", place, id).ends(0);
    call("failures", place).ends(0);
    String report = call("report", place).ends(0).out();
    call("list", "classification").ends(0);
    String plan = call("plan", job, "-o", out).ends(0).out();
    call("plan", job, "-o", out, "seeds=1..9").ends(0);
    call("run", job, "-o", out, "--dry-run").ends(0);

    String certificate = done == 8 ? "8 of 8 cells, 2 seeds each" : "PARTIAL: " + done + " of 8";
    assertTrue(report.contains(certificate), report);
    assertTrue(status.startsWith("tiny: " + done + "/8 done"), status);
    assertTrue(plan.contains("(" + done + " already done)"), plan);
    assertEquals(before, kept());
  }

  @Test
  void ofAFinishedSweep() {
    readersChangeNothing(8);
  }

  /** An open segment with a torn end, a temporary of every kind, no results. */
  @Test
  void ofAKilledSweep() throws IOException {
    Path sealed = sweep.resolve("journal/000001.seg");
    String text = Files.readString(sealed);
    Files.delete(sealed);
    write(sweep.resolve("journal/000001.open"), text.substring(0, text.length() - 10));
    write(sweep.resolve("journal/.000002.seg.0123abcd.tmp"), "half");
    write(sweep.resolve(".manifest.json.0123abcd.tmp"), "{");
    Files.delete(sweep.resolve("_SUCCESS"));
    Files.move(sweep.resolve("results"), sweep.resolve(".results.0123abcd.tmp"));

    readersChangeNothing(7);
  }

  @Test
  void ofAKilledSweepWithOldResults() throws IOException {
    Files.delete(sweep.resolve("_SUCCESS"));
    Files.move(sweep.resolve("journal/000001.seg"), sweep.resolve("journal/000001.open"));

    readersChangeNothing(8);
  }

  @Test
  void ofALiveSweep() throws IOException {
    Collection<CellResult> ended = MeasuredBits.results(sweep).values();
    Files.delete(sweep.resolve("journal/000001.seg"));
    Files.delete(sweep.resolve("_SUCCESS"));
    SweepDirectory live = SweepDirectory.at(new neurosweep.store.Files(), "DIR", sweep.toString());
    try (Journal journal = Journal.open(live, new Journal.Permission(() -> {}, () -> {}))) {
      ended.stream().limit(5).forEach(journal::append);

      readersChangeNothing(5);
    }
  }
}
