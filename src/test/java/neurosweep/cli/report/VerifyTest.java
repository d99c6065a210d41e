package neurosweep.cli.report;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.contents;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import neurosweep.cli.Shell;
import neurosweep.core.CellResult;
import neurosweep.core.Measurements;
import neurosweep.journal.Journal;
import neurosweep.result.VerificationRecord;
import neurosweep.store.SweepDirectory;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableReader;
import neurosweep.store.parquet.ParquetTableWriter;
import neurosweep.testing.MeasuredBits;
import neurosweep.testing.OtherBuild;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sample runs again in another process, and what was tampered with is found. */
@Tag("environment")
class VerifyTest {
  private static final String RESULTS = "results/part-00000.parquet";

  @TempDir static Path undisturbed;

  @TempDir Path directory;
  private Path sweep;

  @BeforeAll
  static void runOnce() {
    run(undisturbed, TINY, "seeds=1,2").ends(0);
  }

  private void copy() {
    Shell.copy(undisturbed, directory);
    sweep = directory.resolve("out/tiny");
  }

  private SweepDirectory opened() {
    return SweepDirectory.at(new neurosweep.store.Files(), "DIR", sweep.toString());
  }

  @Test
  void anUntouchedSweepIsEqualAndSaysSo() {
    copy();
    SortedMap<String, String> before = contents(sweep);

    Shell.Answer answer =
        call("verify", sweep.toString(), "--sample", "30%", "--seed", "7").ends(0);

    assertTrue(answer.out().startsWith("running 3 of 8 results again on backend"), answer.out());
    assertTrue(answer.out().endsWith("equal: 3 of 3 give the same bits\n"), answer.out());
    assertFalse(answer.out().contains("not as in the sweep"), answer.out());
    SortedMap<String, String> after = contents(sweep);
    after.remove("verification.json");
    assertEquals(before, after);
    VerificationRecord kept = VerificationRecord.read(opened()).orElseThrow();
    assertEquals(3, kept.sampled());
    assertEquals(3, kept.equal());
    assertEquals(0, kept.different());
    assertEquals(8, kept.results());
    assertEquals("30%", kept.sample());
    assertEquals(7, kept.seed());
    assertEquals(List.of(), kept.circumstances());
    assertTrue(kept.sentence().startsWith("3 of 8 results computed again"), kept.sentence());
  }

  /** One bit of one scalar and of one row of a table, under right checksums. */
  @Test
  void aTamperedJournalIsFoundByCellAndColumn() throws IOException {
    copy();
    SortedMap<String, CellResult> results = MeasuredBits.results(sweep);
    CellResult victim = results.get(results.lastKey());
    Files.delete(sweep.resolve("journal/000001.seg"));
    try (Journal journal = Journal.open(opened(), new Journal.Permission(() -> {}, () -> {}))) {
      results.values().forEach(each -> journal.append(each.equals(victim) ? tampered(each) : each));
    }

    Shell.Answer answer = call("verify", sweep.toString(), "--sample", "100%").ends(1);

    assertTrue(answer.out().contains("cell " + victim.cell().id()), answer.out());
    assertTrue(answer.out().contains("\n  peak_test_accuracy: "), answer.out());
    assertTrue(
        answer.out().contains("\n  history.epoch: 1 of 2 rows, first in row 2: "), answer.out());
    assertTrue(answer.out().endsWith("different: 1 of 8\n"), answer.out());
    VerificationRecord kept = VerificationRecord.read(opened()).orElseThrow();
    assertEquals(1, kept.different());
    assertTrue(kept.differences().get(0).startsWith(victim.cell().id()), kept.toString());
  }

  private static CellResult tampered(CellResult result) {
    Measurements measured = result.outcome().measurements();
    TreeMap<String, Object> scalars = new TreeMap<>(measured.scalars());
    scalars.put("peak_test_accuracy", Math.nextUp((Double) scalars.get("peak_test_accuracy")));
    TreeMap<String, double[][]> tables = new TreeMap<>(measured.tables());
    tables.get("history")[1][0] += 1;
    return result.with(result.outcome().with(new Measurements(scalars, tables)));
  }

  @Test
  void tamperedResultsAreFound() throws IOException {
    copy();
    neurosweep.store.Files conf = new neurosweep.store.Files();
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(sweep.resolve(RESULTS).toUri());
    List<Object[]> rows = new ArrayList<>();
    ParquetTableReader reader = ParquetTable.read(conf, file);
    try (reader) {
      while (reader.hasNext()) {
        rows.add(reader.next().clone());
      }
    }
    rows.get(0)[reader.index("final_test_accuracy")] = 0.999;
    try (ParquetTableWriter writer = ParquetTable.write(conf, file, "results", reader.columns())) {
      for (Object[] row : rows) {
        writer.write(row);
      }
      writer.commit();
    }

    Shell.Answer answer = call("verify", sweep.toString(), "--sample", "8").ends(1);

    assertTrue(answer.out().contains("final_test_accuracy: 0.999 in results, "), answer.out());
    assertTrue(answer.out().endsWith("different: 1 of 8\n"), answer.out());
  }

  @Test
  void anotherProgramIsSaidBeforeTheComparison() throws IOException {
    copy();
    OtherBuild.computed(sweep, origin -> OtherBuild.withClasses(origin, "other", "others"));

    String out = call("verify", sweep.toString(), "--sample", "1").ends(0).out();

    assertTrue(out.contains("\nnot as in the sweep: code that computes: others in the sweep"), out);
    assertTrue(out.indexOf("not as in") < out.indexOf("equal: 1 of 1"), out);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0%", "101%", "-1", "some", "1.5"})
  void aSampleIsANumberOrAShare(String sample) {
    copy();
    Shell.Answer answer = call("verify", sweep.toString(), "--sample=" + sample).ends(2);

    assertTrue(answer.err().contains("--sample is \"" + sample + "\", must be"), answer.err());
    assertFalse(Files.exists(sweep.resolve("verification.json")));
  }

  @Test
  void aSweepWithoutResultsHasNothingToVerify() throws IOException {
    copy();
    Files.delete(sweep.resolve("journal/000001.seg"));

    Shell.Answer answer = call("verify", sweep.toString()).ends(2);

    assertTrue(answer.err().contains("has no result to verify yet"), answer.err());
  }
}
