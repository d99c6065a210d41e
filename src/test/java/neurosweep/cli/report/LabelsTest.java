package neurosweep.cli.report;

import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import neurosweep.cli.Shell;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers meet labels, programs the names of the job. */
@Tag("environment")
class LabelsTest {
  private static final String LABELS =
      """
        labels:
          learning_rate: step size α
          gait: ours
          peak_test_accuracy: best accuracy on test
      """;

  @TempDir Path directory;

  private String read(String file) throws IOException {
    return Files.readString(directory.resolve("out/tiny").resolve(file));
  }

  private static String job(String labels) {
    return Shell.TINY.replace("report: {reference: bp}", "report:\n  reference: bp\n" + labels);
  }

  @Test
  void declaredLabelsAreInTablesAndFiguresAndNamesInCsv() throws IOException {
    run(directory, Shell.TINY).ends(0);
    String main = read("tables/main.md");
    assertTrue(main.contains("| GAIT-prop"), main);
    assertTrue(read("tables/grid.tex").contains("$\\eta$"), "LaTeX");
    assertTrue(read("figures/comparison-by-learning_rate.svg").contains("learning rate η"), "svg");
    assertTrue(read("tables/selection.csv").startsWith("algorithm,learning_rate,"), "CSV");
    assertTrue(read("tables/selection.csv").contains("\ngait,"), "CSV");
    assertTrue(read("tables/macros.tex").contains("\\nsMainGaitN}"), "macros");
  }

  @Test
  void aQuantityOnSeveralSetsIsOneFigureOfCurves() throws IOException {
    run(directory, Shell.TINY).ends(0);
    String curves = read("figures/curves.svg");
    assertTrue(curves.contains("training set") && curves.contains("test set"), curves);
    assertTrue(read("figures/curves.csv").contains("\ntest,"), "CSV");
    try (var files = Files.list(directory.resolve("out/tiny/figures"))) {
      long all = files.filter(file -> file.getFileName().toString().startsWith("curves")).count();
      assertEquals(4, all, "PDF, SVG, PNG and CSV of one figure");
    }
  }

  @Test
  void aJobMayNameThemOtherwiseAndNothingRunsAgain() throws IOException {
    run(directory, Shell.TINY).ends(0);
    Shell.Answer again = run(directory, job(LABELS));
    again.ends(0);
    assertTrue(again.out().contains("8 of 8 cells"), again.out());
    assertFalse(again.out().contains("new cells"), again.out());
    String grid = read("tables/grid.md");
    assertTrue(grid.contains("| ours"), grid);
    assertTrue(grid.contains("| step size α |"), grid);
    assertFalse(grid.contains("GAIT-prop"), grid);
    assertTrue(read("tables/details.md").contains("best accuracy on test"), "details");
    assertTrue(read("figures/captions.md").contains("step size α"), "captions");
    assertTrue(read("report.html").contains("step size α"), "page");
    Shell.call("report", directory.resolve("out/tiny").toString()).ends(0);
    assertEquals(grid, read("tables/grid.md"), "from the manifest alone");
  }

  /** The row may be asked for as the table or as the job calls it. */
  @Test
  void explainTakesLabelAndName() {
    run(directory, job(LABELS)).ends(0);
    String table = directory.resolve("out/tiny/tables/main.csv").toString();
    Shell.call("explain", table, "--entry", "ours:peak").ends(0);
    Shell.call("explain", table, "--entry", "gait:peak").ends(0);
  }

  /** It was taken for an axis of an older sweep, and called by its declared label again. */
  @Test
  void aLabelMayBeTheNameItself() throws IOException {
    run(directory, job("  labels: {learning_rate: learning_rate}\n")).ends(0);
    assertTrue(read("tables/main.md").contains("| learning_rate |"), read("tables/main.md"));
    Shell.call("report", directory.resolve("out/tiny").toString()).ends(0);
    assertTrue(read("tables/main.md").contains("| learning_rate |"), read("tables/main.md"));
  }

  /** Two rows would have had one name. */
  @Test
  void aLabelThatAnotherOneHasIsRefused() {
    Shell.Answer alike = run(directory, job("  labels: {gait: BP}\n"));
    alike.ends(2);
    assertTrue(alike.err().contains("bp and gait are both \"BP\""), alike.err());
  }

  @Test
  void whatNamesNothingOrTwoThingsAlikeIsRefused() {
    Shell.Answer unknown = run(directory, job("  labels: {learning_rat: η}\n"));
    unknown.ends(2);
    assertTrue(unknown.err().contains("did you mean \"learning_rate\"?"), unknown.err());
    Shell.Answer alike = run(directory, job("  labels: {bp: A, gait: A}\n"));
    alike.ends(2);
    assertTrue(alike.err().contains("bp and gait are both \"A\""), alike.err());
  }
}
