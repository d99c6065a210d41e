package neurosweep.report.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Replicates;
import neurosweep.analysis.Sample;
import neurosweep.core.Plot;
import neurosweep.core.Stable;
import neurosweep.figure.Plate;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.testing.DrawnSweeps;
import neurosweep.testing.Sweeps;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("environment")
class FiguresTest {
  @TempDir Path directory;

  static List<String> sweeps() {
    return DrawnSweeps.names();
  }

  private static List<Drawing> all(FigureSource source) {
    List<Drawing> drawings = new ArrayList<>();
    ReportFigure.CATALOG.members().forEach(kind -> drawings.addAll(kind.of(source)));
    return drawings;
  }

  private FigureSource source(String name) throws IOException {
    return DrawnSweeps.write(name, directory);
  }

  private static List<String> names(List<Drawing> drawings) {
    return drawings.stream().map(Drawing::name).toList();
  }

  private static Drawing named(List<Drawing> drawings, String name) {
    Optional<Drawing> found = drawings.stream().filter(d -> d.name().equals(name)).findFirst();
    return found.orElseThrow(() -> new AssertionError(name + " is not in " + names(drawings)));
  }

  private static String svg(Drawing drawing) {
    return new String(new Plate(drawing.figure()).svg(), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void anIntervalTakesNoAxisOfAnglesBelowZero() {
    Extent angles = new Extent();
    angles.add(1);
    angles.add(90);
    angles.add(Sample.of(new double[] {1, 90}));
    assertTrue(angles.scale(false).place(-20) < 0, "-20 degrees are outside");
  }

  @ParameterizedTest
  @MethodSource("sweeps")
  void everyKindDrawsEverySweepOrSaysThatItDoesNotApply(String name) throws IOException {
    FigureSource source = source(name);
    DrawnSweeps.history(source, 5);
    List<Drawing> drawings = all(source);
    for (Plot plot : DrawnSweeps.plots()) {
      drawings.addAll(TableDrawings.of(plot, source, false));
    }
    assertEquals(drawings.size(), new HashSet<>(names(drawings)).size(), "names are distinct");
    for (Drawing drawing : drawings) {
      assertTrue(new Plate(drawing.figure()).pdf().length > 0);
      assertTrue(svg(drawing).endsWith("</svg>\n"));
      boolean complete = source.analysis().completeness().complete();
      String notice = complete ? "" : source.analysis().completeness().notice();
      assertEquals(notice, drawing.figure().heading().notice());
      String title = drawing.title().replaceAll(", part [0-9]+$", "");
      assertTrue(drawing.caption().startsWith(title), drawing.caption());
      assertFalse(drawing.data().rows().isEmpty(), drawing.name());
      long lines = drawing.data().csv().lines().count();
      assertEquals(drawing.data().rows().size() + 1, lines, drawing.name());
      assertTrue(drawing.name().matches("[a-z0-9_-]+"), drawing.name());
    }
    assertTrue(drawings.size() < 48, names(drawings).toString());
  }

  @Test
  void theUsualSweepGetsTheUsualFigures() throws IOException {
    FigureSource source = source("usual");
    DrawnSweeps.history(source, 20);
    List<Drawing> drawings = all(source);
    assertEquals(
        List.of(
            "comparison-by-depth",
            "curves-test-accuracy",
            "expected-best",
            "heat-map-learning_rate-lambda",
            "stability"),
        names(drawings));
    Drawing comparison = named(drawings, "comparison-by-depth");
    assertEquals(27, comparison.data().rows().size(), "a point for each seed of each group");
    assertTrue(comparison.caption().contains("95 % t interval"), comparison.caption());
    Drawing map = named(drawings, "heat-map-learning_rate-lambda");
    assertEquals(9, map.figure().panels().size());
    assertEquals(9, map.data().rows().stream().filter(row -> row.contains(true)).count());
    String drawn = svg(map);
    assertTrue(drawn.contains(">3/3<") && drawn.contains(">1/3<"), "diverged runs are counted");
    assertTrue(drawn.contains("0 of 3 runs finished, 3 diverged"));
  }

  @Test
  void anUnfinishedSweepSaysPartialOnTheFigure() throws IOException {
    FigureSource source = source("gaps");
    DrawnSweeps.history(source, 5);
    for (Drawing drawing : all(source)) {
      assertTrue(svg(drawing).contains(">PARTIAL: 6 of 12 cells<"), drawing.name());
    }
  }

  @Test
  void aMarkOfOneCellNamesItAndAMeanItsConfiguration() throws IOException {
    FigureSource source = source("usual");
    DrawnSweeps.history(source, 5);
    Replicates any = source.configurations().values().iterator().next();
    for (Drawing drawing : all(source)) {
      if (drawing.name().startsWith("expected-best")) {
        continue; // an expectation over a whole grid
      }
      List<String> columns = drawing.data().columns();
      assertTrue(columns.contains("config_id"), drawing.name());
      int cell = columns.indexOf("cell_id");
      int config = columns.indexOf("config_id");
      int seed = columns.indexOf("seed");
      assertEquals(seed >= 0, cell >= 0, drawing.name() + " has rows of one cell");
      for (List<Object> row : drawing.data().rows()) {
        if (cell >= 0 && row.get(cell) != null) {
          Replicates known = source.configurations().get(row.get(config));
          assertEquals(
              known.runs().get(row.get(seed)).trace().cellId(), row.get(cell), drawing.name());
        }
      }
      assertTrue(svg(drawing).contains("configuration "), drawing.name());
    }
    String dots = svg(named(all(source), "comparison-by-depth"));
    assertTrue(dots.matches("(?s).*; seed 1, cell [0-9a-f]{20} \\(algorithm = .*"), "a dot");
    assertEquals(20, any.runs().get(1L).trace().cellId().length());
  }

  /** A million seeds were a million dots: a blot, and no memory for the page. */
  @Test
  void moreValuesThanAnybodySeesAreNotDrawnOneByOne() throws IOException {
    int seeds = PointChart.MOST_DOTS / 2 + 1;
    Axis axis = Sweeps.axis("algorithm", false, "bp", "tp");
    Sweeps sweep = new Sweeps(Sweeps.design(Stable.REQUIRED, seeds, 2L * seeds, axis));
    for (int seed = 1; seed <= seeds; seed++) {
      sweep.finished(0.5 + seed % 7 * 0.01, seed, "bp").finished(0.6 + seed % 5 * 0.01, seed, "tp");
    }
    FigureSource source =
        FigureSource.of(
            sweep.write(directory), Analysis.read(Sweeps.at(directory), sweep.design()));

    Drawing comparison = named(all(source), "comparison-by-algorithm");

    assertTrue(comparison.caption().contains("Single values are not drawn: 20,002."));
    assertFalse(svg(comparison).contains("; seed "), "dots");
    assertTrue(svg(comparison).contains("n = " + seeds), "means");
    assertEquals(2, comparison.data().rows().size());
  }

  /** Each optimizer had learning rates of its own, and one line went through those of both. */
  @Test
  void groupsWithoutACommonValueAreStillToldApart() throws IOException {
    Axis optimizer = Sweeps.axis("optimizer", false, "adam", "sgd");
    Axis rate = Sweeps.axis("learning_rate", true, 1e-4, 1e-3, 0.1, 1.0);
    Sweeps sweep = new Sweeps(Sweeps.design(Stable.REQUIRED, 2, 8, optimizer, rate));
    for (long seed = 1; seed <= 2; seed++) {
      sweep.finished(0.8, seed, "adam", 1e-4).finished(0.7, seed, "adam", 1e-3);
      sweep.finished(0.6, seed, "sgd", 0.1).finished(0.5, seed, "sgd", 1.0);
    }
    FigureSource source =
        FigureSource.of(
            sweep.write(directory), Analysis.read(Sweeps.at(directory), sweep.design()));

    Drawing comparison = named(all(source), "comparison-by-learning_rate");

    assertTrue(svg(comparison).contains(">adam<"), "a name for each line");
    assertTrue(svg(comparison).contains(">sgd<"), "a name for each line");
  }

  @Test
  void whereEqualityCountsPanelsAreSquareAndAxesEqual() throws IOException {
    FigureSource source = source("usual");
    DrawnSweeps.history(source, 5);
    Plot plot =
        Plot.of(Plot.Kind.SCATTER, "pairs", "a", "history", "test_accuracy", "train_loss")
            .identity();
    for (Drawing drawing : TableDrawings.of(plot, source, false)) {
      assertTrue(drawing.figure().shape().square());
      assertEquals(drawing.figure().axes().x().scale(), drawing.figure().axes().y().scale());
    }
  }

  @Test
  void curvesOfDivergedRunsEndInACross() throws IOException {
    FigureSource source = source("all-diverged");
    DrawnSweeps.history(source, 9);
    List<Drawing> drawings = all(source);
    String curves = svg(named(drawings, "curves-test-accuracy"));
    assertTrue(curves.contains("diverged; seed 1, cell "), "each run alone");
    assertFalse(curves.contains("mean of 2 seeds"), "no mean of what diverged");
    assertTrue(svg(named(drawings, "comparison-by-depth")).contains("bp, depth = 1: all diverged"));
  }

  @Test
  void whatIsLeftOutIsSaid() throws IOException {
    Object[] tasks = new Object[100];
    for (int i = 0; i < tasks.length; i++) {
      tasks[i] = "task" + i;
    }
    Sweeps sweep =
        new Sweeps(
            Sweeps.design(
                Stable.IGNORED,
                1,
                200,
                Sweeps.axis("dataset", false, tasks),
                Sweeps.axis("learning_rate", true, 1e-4, 1e-3),
                Sweeps.axis("lambda", true, 0.0, 1.0)));
    for (Object task : tasks) {
      sweep.finished(0.5, 1, task, 1e-4, 0.0).finished(0.6, 1, task, 1e-3, 1.0);
      sweep.finished(0.5, 1, task, 1e-3, 0.0);
    }
    FigureSource source = FigureSource.of(sweep.write(directory), sweep.analysis(directory));
    DrawnSweeps.history(source, 3);
    List<Drawing> drawings = all(source);
    Drawing map = named(drawings, "heat-map-learning_rate-lambda-4");
    assertTrue(map.caption().contains("Only the first 48 of 100 panels are drawn"));
    assertTrue(map.caption().contains("Part 4 of 4."));
    String curves = named(drawings, "curves-test-accuracy").caption();
    assertTrue(curves.contains("Only the first 48 of 100 panels are drawn"), curves);
  }

  @Test
  void aKnobThatAVariantSetsIsNoAxis() throws IOException {
    Sweeps sweep =
        new Sweeps(
            Sweeps.design(
                Stable.IGNORED,
                1,
                4,
                Sweeps.axis("init", false, "xavier", "orthogonal"),
                Sweeps.axis("algorithm", false, "bp", "gait", "tp"),
                Sweeps.axis("depth", false, 1L, 2L),
                Sweeps.axis("learning_rate", true, 1e-4, 1e-5)));
    for (long depth : new long[] {1, 2}) {
      sweep.finished(0.5, 1, "xavier", "bp", depth, 1e-4);
      sweep.finished(0.5, 1, "orthogonal", "gait", depth, 1e-4);
      sweep.finished(0.5, 1, "orthogonal", "tp", depth, 1e-5);
    }
    Roles roles = Roles.of(sweep.analysis(directory));
    assertEquals(List.of("algorithm", "depth"), roles.free().stream().map(Axis::name).toList());
    assertEquals("algorithm", roles.series().orElseThrow().name());
  }

  @Test
  void filesAreWrittenWholeAndTheSameAgain() throws IOException {
    FigureSource source = source("usual");
    DrawnSweeps.history(source, 10);
    Design design = source.design();
    Figures.Written written =
        Figures.write(source.directory(), Analysis.read(source.directory(), design));
    Map<String, byte[]> first = files();
    assertEquals(5, written.names().size());
    assertEquals(5 * 4 + 2, first.size(), first.keySet().toString());
    assertTrue(first.containsKey("comparison-by-depth.pdf"));
    String tex = new String(first.get("figures.tex"), java.nio.charset.StandardCharsets.UTF_8);
    assertTrue(tex.contains("\\nsfigure{comparison-by-depth.pdf}"), tex);
    assertTrue(tex.contains("peak test accuracy") && !tex.contains("peak_test"), tex);
    Files.writeString(directory.resolve("figures/of-a-user.svg"), "");
    Figures.write(source.directory(), Analysis.read(source.directory(), design));
    Map<String, byte[]> again = files();
    assertEquals(0, again.remove("of-a-user.svg").length);
    assertEquals(first.keySet(), again.keySet());
    first.forEach((name, content) -> assertArrayEquals(content, again.get(name), name));
  }

  private Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory.resolve("figures"))) {
      for (Path file : files.toList()) {
        found.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return found;
  }

  @Test
  void aJobChoosesKindsAndPlots() throws IOException {
    FigureSource source = source("usual");
    DrawnSweeps.history(source, 10);
    Design design =
        Sweeps.with(
            source.design(),
            new Design.Plots(
                DrawnSweeps.plots(), List.of("stability", "image"), DrawnSweeps.TABLES));
    assertEquals(
        List.of("image", "stability"),
        Figures.write(source.directory(), Analysis.read(source.directory(), design)).names());
    ObjectMapper json = new ObjectMapper();
    assertEquals(design, json.readValue(json.writeValueAsString(design), Design.class));
  }

  /**
   * It began at a thousandth of the greatest value once there was a zero, and cut what was less.
   */
  @Test
  void aLogarithmicAxisAcrossHoldsAllThatIsAboveZero() throws IOException {
    FigureSource source = source("usual");
    DrawnSweeps.history(source, 10);
    Plot plot = Plot.of(Plot.Kind.LINE, "log", "a", "history", "unit", "train_loss").logX();
    Design design =
        Sweeps.with(
            source.design(), new Design.Plots(List.of(plot), List.of("log"), DrawnSweeps.TABLES));
    Figures.write(source.directory(), Analysis.read(source.directory(), design));
    String drawn = Files.readString(directory.resolve("figures/log.svg"));
    assertTrue(drawn.contains(">5<"), "units are 0 to 6");
    assertFalse(drawn.contains(">0.1<"), "nothing is between 0 and 1");
  }

  /** A tenth of the size that has to be done in a minute; memory is bounded by what is drawn. */
  @Test
  void aLargeSweepIsDrawnFromStreams() throws IOException {
    Object[] rates = new Object[10];
    Object[] lambdas = new Object[10];
    for (int i = 0; i < 10; i++) {
      rates[i] = Math.pow(10, -i);
      lambdas[i] = (double) i;
    }
    Sweeps sweep =
        new Sweeps(
            Sweeps.design(
                Stable.PREFERRED,
                5,
                1000,
                Sweeps.axis("algorithm", false, "bp", "tp"),
                Sweeps.axis("learning_rate", true, rates),
                Sweeps.axis("lambda", true, lambdas)));
    for (Object rate : rates) {
      for (Object lambda : lambdas) {
        for (long seed = 1; seed <= 5; seed++) {
          sweep.finished(0.5 + 0.01 * seed, seed, "bp", rate, lambda);
          sweep.diverged(seed, "tp", rate, lambda);
        }
      }
    }
    FigureSource source = FigureSource.of(sweep.write(directory), sweep.analysis(directory));
    DrawnSweeps.history(source, 100);
    List<Drawing> drawings = all(source);
    Drawing curves = named(drawings, "curves-test-accuracy");
    assertEquals(5 * 100 + 5 * 3, curves.data().rows().size(), "two configurations, five seeds");
    assertEquals(200, named(drawings, "heat-map-learning_rate-lambda").data().rows().size());
  }
}
