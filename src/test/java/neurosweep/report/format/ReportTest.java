package neurosweep.report.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import neurosweep.analysis.Analysis;
import neurosweep.core.Goal;
import neurosweep.core.Metric;
import neurosweep.core.Stable;
import neurosweep.core.UserError;
import neurosweep.report.table.DetailsTable;
import neurosweep.report.table.GridTable;
import neurosweep.report.table.MainTable;
import neurosweep.report.table.ReportTable;
import neurosweep.report.table.SelectionTable;
import neurosweep.report.text.Methods;
import neurosweep.report.text.TableText;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.result.Select;
import neurosweep.store.SweepDirectory;
import neurosweep.testing.Sweeps;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("environment")
class ReportTest {
  @TempDir Path directory;

  /** A finished sweep with every case: selected, some diverged, a group that diverged wholly. */
  private static Sweeps finished() {
    Sweeps sweep =
        new Sweeps(
            Sweeps.design(
                Stable.REQUIRED,
                3,
                24,
                Sweeps.axis("algorithm", false, "bp", "t_p|50%"),
                Sweeps.axis("learning_rate", true, 1e-5, 1e-4),
                Sweeps.axis("lambda", true, 0.0, 0.1)));
    for (long seed = 1; seed <= 3; seed++) {
      double noise = 0.01 * seed;
      sweep.finished(0.30 + noise, seed, "bp", 1e-5, 0.0);
      sweep.finished(0.50 + noise, seed, "bp", 1e-5, 0.1);
      sweep.diverged(seed, "bp", 1e-4, 0.0);
      if (seed == 1) {
        sweep.finished(0.9, seed, "bp", 1e-4, 0.1);
      } else {
        sweep.diverged(seed, "bp", 1e-4, 0.1);
      }
      for (double rate : new double[] {1e-5, 1e-4}) {
        sweep.diverged(seed, "t_p|50%", rate, 0.0);
        sweep.diverged(seed, "t_p|50%", rate, 0.1);
      }
    }
    return sweep;
  }

  private static int tables(Design design) {
    return (int)
        ReportTable.CATALOG.members().stream().filter(each -> each.applies(design)).count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"main.md", "main.csv", "main.tex", "grid.md", "grid.csv", "grid.tex"})
  void filesAreAsTheGoldenOnes(String name) throws IOException {
    Sweeps sweep = finished();
    Report.Written written =
        Report.write(sweep.write(directory), Analysis.read(sweep.write(directory), sweep.design()));
    int own = 3 - 2; // macros and the methods note twice; two tables that LaTeX does not get
    assertEquals(
        tables(sweep.design()) * TableFormat.CATALOG.names().size() + own, written.files().size());
    String file = Files.readString(directory.resolve("tables").resolve(name));
    try (InputStream golden = ReportTest.class.getResourceAsStream("golden-" + name + ".txt")) {
      assertNotNull(golden, "there is no golden file; the table is\n" + file);
      String expected = new String(golden.readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(expected, file.replace("\r\n", "\n"));
    }
    if (name.equals("main.md")) {
      assertEquals(file, written.main());
    }
  }

  @Test
  void reportWritesTablesAndNothingElse() throws IOException {
    Sweeps sweep = finished();
    SweepDirectory path = sweep.write(directory);
    Report.write(path, Analysis.read(path, sweep.design()), List.of("grid"), List.of("csv"));
    Report.write(path, Analysis.read(path, sweep.design()), List.of("grid"), List.of("csv"));
    try (Stream<Path> files = Files.walk(directory)) {
      assertEquals(
          List.of("files.json", "results/part-00000.parquet", "tables/grid.csv"),
          files
              .filter(Files::isRegularFile)
              .map(file -> directory.relativize(file).toString())
              .sorted()
              .toList());
    }
  }

  @Test
  void unknownNamesAreReportedTogether() throws IOException {
    Sweeps sweep = finished();
    SweepDirectory path = sweep.write(directory);
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                Report.write(
                    path, Analysis.read(path, sweep.design()), List.of("mian"), List.of("word")));
    assertEquals(2, error.problems().size());
    assertTrue(error.getMessage().contains("did you mean \"main\""), error.getMessage());
  }

  @Test
  void anUnfinishedSweepSaysPartialInEveryFormat() throws IOException {
    Sweeps sweep =
        new Sweeps(Sweeps.twoByTwo(Stable.REQUIRED, 2, 1440))
            .finished(0.5, 1, "bp", 1e-5, 0.0)
            .failed(2, "bp", 1e-5, 0.0)
            .finished(0.5, 1, "bp", 1e-4, 0.0);
    for (ReportTable table : ReportTable.CATALOG.members()) {
      TableText text = table.whole(sweep.analysis(directory));
      for (TableFormat format : TableFormat.CATALOG.members()) {
        String file = format.render(text);
        assertTrue(file.contains("PARTIAL: 2 of 1,440 cells, 1 failed or timed out"), file);
      }
    }
    String grid = new MarkdownFormat().render(new GridTable().of(sweep.analysis(directory)));
    assertTrue(grid.contains("0.5000 / 0.4900 (1 failed)"), grid);
    assertTrue(grid.contains("0.5000 / 0.4900 (1 missing)"), grid);
    String main = new MarkdownFormat().render(new MainTable().whole(sweep.analysis(directory)));
    assertTrue(main.contains("none of their runs has ended: 718 of 720 configurations"), main);
    assertTrue(main.contains("partial, none eligible yet"), main);
  }

  @Test
  void metricsThatNoRunMeasuredHaveNoRow() throws IOException {
    Design base = Sweeps.twoByTwo(Stable.IGNORED, 1, 2);
    List<Metric<?>> metrics = new ArrayList<>(base.metrics());
    metrics.addAll(List.of(Sweeps.BEST_VALIDATION, Sweeps.BEST_EPOCH));
    Design design =
        new Design("a", "b", base.grid(), metrics, List.of(), base.select(), base.reference());
    Sweeps sweep = new Sweeps(design).diverged(1, "bp", 1e-5, 0.0);
    assertTrue(sweep.analysis(directory).headline().toString().contains("best validation"));
    sweep.finished(0.5, 1, "bp", 1e-4, 0.0);
    String known = new DetailsTable().of(sweep.analysis(directory)).rows().toString();
    assertTrue(known.contains("final test accuracy"), known);
    assertFalse(known.contains("best validation accuracy"), known);
  }

  @Test
  void oneSeedIsShownWithoutSpread() throws IOException {
    Sweeps sweep =
        new Sweeps(Sweeps.twoByTwo(Stable.REQUIRED, 1, 1)).finished(0.5, 1, "bp", 1e-5, 0.0);
    TableText main = new MainTable().of(sweep.analysis(directory));
    String methods = Methods.of(sweep.analysis(directory)).toString();
    assertTrue(methods.contains("(1 planned, so there is no spread)"), methods);
    assertEquals("1 of 1 cells, 1 seed, 0 diverged, 0 missing", main.notice());
    assertTrue(main.rows().get(0).stream().anyMatch(entry -> entry.text().equals("0.5000")));
    assertFalse(main.rows().toString().contains("±"));
  }

  @Test
  void aValidatedSelectionIsNotCalledOptimistic() throws IOException {
    Design base = Sweeps.twoByTwo(Stable.REQUIRED, 1, 1);
    Analysis onTest = new Sweeps(base).finished(0.5, 1, "bp", 1e-5, 0.0).analysis(directory);
    assertTrue(new MainTable().of(onTest).columns().toString().contains("(optimistic)"));
    List<Metric<?>> metrics = new ArrayList<>(base.metrics());
    metrics.add(Sweeps.BEST_VALIDATION);
    Design validated =
        new Design(
            "a",
            "b",
            base.grid(),
            metrics,
            base.headline(),
            new Select("best_validation_accuracy", Goal.MAX, Stable.IGNORED),
            "");
    Analysis held = new Sweeps(validated).finished(0.5, 1, "bp", 1e-5, 0.0).analysis(directory);
    assertFalse(new MainTable().of(held).columns().toString().contains("(optimistic)"));
    assertTrue(new SelectionTable().of(held).caption().contains("(validation set)"));
  }

  @Test
  void fortyValuesOnAnAxisRunDown() throws IOException {
    Object[] rates = new Object[40];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = 1e-4 * (i + 1);
    }
    Sweeps sweep =
        new Sweeps(
            Sweeps.design(
                Stable.REQUIRED,
                1,
                80,
                Sweeps.axis("lambda", true, 0.0, 0.1),
                Sweeps.axis("learning_rate", true, rates)));
    for (Object rate : rates) {
      sweep.finished(0.5, 1, 0.0, rate).finished(0.4, 1, 0.1, rate);
    }
    TableText grid = new GridTable().of(sweep.analysis(directory));
    assertEquals(
        List.of("learning_rate", "lambda = 0", "lambda = 0.1"),
        grid.columns().stream().map(TableText.Heading::text).toList());
    assertEquals(40, grid.rows().size());
    assertTrue(grid.rows().get(0).get(1).bold());
    assertFalse(grid.rows().get(1).get(1).bold());
    String methods = Methods.of(sweep.analysis(directory)).toString();
    assertTrue(methods.contains("40 values from 1e-4 to 0.004"), methods);
    String tex = new LatexFormat().render(grid);
    assertTrue(tex.contains("\\begin{longtable}{@{}rrr@{}}"), tex);
  }

  @Test
  void gridsOfNoAndOneAndThreeAxesHaveOneEntryAConfiguration() throws IOException {
    Axis algorithm = Sweeps.axis("algorithm", false, "bp", "tp");
    Axis rate = Sweeps.axis("learning_rate", true, 1e-5, 1e-4);
    Axis lambda = Sweeps.axis("lambda", true, 0.0);
    Axis depth = Sweeps.axis("depth", true, 1L, 2L, 3L);
    TableText none =
        new GridTable()
            .of(
                new Sweeps(Sweeps.design(Stable.REQUIRED, 1, 2, algorithm))
                    .finished(0.5, 1, "bp")
                    .finished(0.4, 1, "tp")
                    .analysis(directory));
    assertEquals(
        List.of("algorithm", "peak / final test accuracy"),
        none.columns().stream().map(TableText.Heading::text).toList());
    assertEquals(2, none.rows().size());
    TableText one =
        new GridTable()
            .of(
                new Sweeps(Sweeps.design(Stable.REQUIRED, 1, 2, algorithm, rate))
                    .finished(0.5, 1, "bp", 1e-5)
                    .finished(0.4, 1, "bp", null)
                    .analysis(directory));
    assertEquals(
        List.of(
            "algorithm", "learning_rate = 1e-5", "learning_rate = 1e-4", "without learning_rate"),
        one.columns().stream().map(TableText.Heading::text).toList());
    TableText three =
        new GridTable()
            .of(
                new Sweeps(Sweeps.design(Stable.REQUIRED, 1, 2, rate, lambda, depth))
                    .finished(0.5, 1, 1e-5, 0.0, 1L)
                    .finished(0.4, 1, 1e-4, 0.0, 3L)
                    .analysis(directory));
    assertEquals(
        List.of("learning_rate", "depth = 1", "depth = 2", "depth = 3"),
        three.columns().stream().map(TableText.Heading::text).toList());
    assertEquals(2, three.rows().size());
  }
}
