package neurosweep.cli.report;

import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import neurosweep.cli.Shell;
import neurosweep.core.CellResult;
import neurosweep.testing.CheckedTable;
import neurosweep.testing.MeasuredBits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a selection looked at, what it left out, and where its value is shown. */
@Tag("environment")
class SelectionReportTest {
  private static final String VALIDATED =
      """
      name: held
      experiment: classification
      fixed: {dataset: glyphs, glyphs_train: 200, glyphs_test: 40, pool: 4, depth: 1, epochs: 3,
              validation: 0.3}
      grid: {learning_rate: [1.0e-4, 1.0e-2, 1.0e+37]}
      variants: [{algorithm: bp}, {algorithm: gait}]
      seeds: 1..2
      select: {metric: best_validation_accuracy%s}
      report: {reference: bp}
      """;

  @TempDir Path directory;

  private CheckedTable table(String name) throws IOException {
    return CheckedTable.read(directory.resolve("out/held/tables"), name);
  }

  private String read(String file) throws IOException {
    return Files.readString(directory.resolve("out/held").resolve(file));
  }

  /** It trained everything, said "nothing measured" and ended with 0. */
  @Test
  void aMetricThatNoCellWillHaveIsRefusedByPlan() {
    String job = VALIDATED.formatted("").replace(",\n        validation: 0.3", "");
    Shell.Answer answer = call("plan", Shell.job(directory, job));
    answer.ends(2);
    String said = "select.metric is best_validation_accuracy, which 6 of 6 configurations do not";
    assertTrue(answer.err().contains(said), answer.err());
    assertTrue(answer.err().contains("validation: 0.2"), answer.err());
  }

  @Test
  void aMetricThatSomeCellsWillNotHaveIsRefusedToo() {
    String job = VALIDATED.formatted("").replace(",\n        validation: 0.3", "");
    String mixed = job.replace("grid: {", "grid: {validation: [0, 0.3], ");
    Shell.Answer answer = call("plan", Shell.job(directory, mixed));
    answer.ends(2);
    assertTrue(answer.err().contains("which 6 of 12 configurations do not"), answer.err());
  }

  @Test
  void anAngleThatIsNotComparedIsRefused() {
    String job =
        """
        name: angles
        experiment: autoencoding
        fixed: {dataset: glyphs, glyphs_train: 60, glyphs_test: 40, pool: 4, epochs: 1}
        select: {metric: mean_ndi_angle}
        """;
    Shell.Answer answer = call("plan", Shell.job(directory, job));
    answer.ends(2);
    assertTrue(answer.err().contains("give compare_updates: true"), answer.err());
  }

  /** Flags of the test set decided what the validation set was held out to decide. */
  @Test
  void runsAreJudgedOnTheValidationSet() throws IOException {
    run(directory, VALIDATED.formatted("")).ends(0);
    int judged = 0;
    for (CellResult result : MeasuredBits.results(directory.resolve("out/held")).values()) {
      Map<String, Object> s = result.outcome().measurements().scalars();
      Object[] history = result.outcome().measurements().tables().getOrDefault("history", null);
      if (s.get("collapse") instanceof Double collapse && history != null) {
        double last = ((double[]) history[history.length - 1])[3];
        assertEquals((Double) s.get("best_validation_accuracy") - last, collapse, 1e-12);
        judged++;
      }
    }
    assertEquals(8, judged, "finished cells");
    String methods = read("tables/methods.md");
    assertFalse(methods.contains("Stability is judged"), "by default only endings exclude");
    run(directory, VALIDATED.formatted(", stable: preferred")).ends(0);
    assertTrue(
        read("tables/methods.md").contains("Stability is judged on the validation set."),
        read("tables/methods.md"));
  }

  /** A group vanished as "no stable configuration", without a word which flag or seed. */
  @Test
  void whatIsExcludedIsNamedWithItsReasonAndSeeds() throws IOException {
    String strict = VALIDATED.formatted(", stable: required") + "\n";
    run(directory, strict, "chance_margin=1").ends(0);
    CheckedTable selection = table("selection");
    assertEquals("3 (at chance 2, diverged 1)", selection.row(0).get("excluded"));
    String better = selection.row(0).get("better but passed over");
    assertTrue(better.matches("0\\.\\d+ \\(at chance: seeds 1, 2\\)"), better);
    String main = read("tables/main.md");
    assertTrue(main.contains("no stable configuration: at chance 2, diverged 1 of 3"), main);
  }

  /** They showed the validation accuracy where the table reports the test set's. */
  @Test
  void theFirstFigureAndTheSummaryShowWhatTheMainTableReports() throws IOException {
    run(directory, VALIDATED.formatted("")).ends(0);
    String heading = "test accuracy at best validation";
    assertTrue(read("tables/main.md").contains(heading), "main table");
    List<String> data = read("figures/comparison-by-algorithm.csv").lines().toList();
    double mean = 0;
    int runs = 0;
    for (CellResult result : MeasuredBits.results(directory.resolve("out/held")).values()) {
      Object value =
          result.outcome().measurements().scalars().get("test_accuracy_at_best_validation");
      String shown = String.valueOf(value);
      if (value != null && data.stream().anyMatch(line -> line.contains(result.cell().id()))) {
        String row =
            data.stream().filter(line -> line.contains(result.cell().id())).findFirst().get();
        assertTrue(row.contains(shown), row + " has not " + shown);
        mean += (Double) value;
        runs++;
      }
    }
    assertEquals(4, runs, "two rules, two seeds; mean " + mean / runs);
    String page = read("report.html");
    int figure = page.indexOf("id=\"figure-comparison-by-algorithm\"");
    int table = page.indexOf("id=\"tab:held-main\"");
    int facts = page.indexOf("<dl class=\"facts\">");
    assertTrue(figure > 0 && figure < table && table < facts, figure + " " + table + " " + facts);
  }
}
