package neurosweep.cli.run;

import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import neurosweep.cli.Shell;
import neurosweep.core.CellResult;
import neurosweep.core.Param;
import neurosweep.search.Search;
import neurosweep.testing.MeasuredBits;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches on the real command line: begun, cut, gone on, grown into a grid and out of one. */
@Tag("environment")
class SearchRunTest {
  private static final String SPACE =
      """
      name: sought
      experiment: classification
      fixed: {dataset: glyphs, glyphs_train: 80, glyphs_test: 40, validation: 0.25, pool: 4,
        epochs: 4, depth: 1, batch_size: 10}
      grid:
        algorithm: [bp, gait]
        learning_rate: {loguniform: {from: 1.0e-4, to: 1.0e-1}}
      seeds: 1..2
      select: {metric: best_validation_accuracy, goal: max}
      """;

  private static final String HALVING = SPACE + "search: {method: halving, samples: 4, eta: 2}\n";

  private static final String LISTED =
      SPACE.replaceAll("\\{loguniform.*\\}\\}", "[0.0001, 0.001, 0.01, 0.1]");

  @TempDir static Path undisturbed;
  @TempDir Path directory;

  @BeforeAll
  static void searchOnce() {
    run(undisturbed, HALVING).ends(0);
  }

  private static SortedMap<String, CellResult> results(Path directory) {
    return MeasuredBits.results(directory.resolve("out/sought"));
  }

  private static SortedMap<String, String> measured(Path directory) {
    return MeasuredBits.measured(directory.resolve("out/sought"));
  }

  private static Map<Object, Integer> byEpochs(Path directory) {
    Map<Object, Integer> counts = new TreeMap<>();
    for (CellResult result : results(directory).values()) {
      counts.merge(result.cell().values().get("epochs"), 1, Integer::sum);
    }
    return counts;
  }

  @Test
  void halvingTrainsAllForLittleAndFewForLongAndLeavesNoCheckpoint() {
    assertEquals(Map.of(1L, 16, 2L, 8, 4L, 4), byEpochs(undisturbed));
    assertFalse(Files.exists(undisturbed.resolve("out/sought/checkpoints")));
    assertTrue(Files.exists(undisturbed.resolve("out/sought/_SUCCESS")));
    String out = run(undisturbed, HALVING).ends(0).err();
    assertTrue(out.contains("the search is over, 28 cells have ended"), out);
  }

  @Test
  void everyRungHasTheBitsOfACellTrainedWhole() {
    Shell.copy(undisturbed, directory);
    String out =
        call("verify", directory.resolve("out/sought").toString(), "--sample", "100%")
            .ends(0)
            .out();
    assertTrue(out.contains("28 of 28"), out);
  }

  @Test
  void onlyWhatIsTrainedToTheEndWithAllSeedsIsAResult() {
    String main = mainTable(undisturbed);
    assertTrue(main.contains("4 of 4 cells"), main);
  }

  private static String mainTable(Path directory) {
    return table(directory, "main");
  }

  private static String table(Path directory, String name) {
    try {
      return Files.readString(directory.resolve("out/sought/tables/" + name + ".md"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 16, 20, 27})
  void whatWasCutGoesOnToTheSameCellsWithTheSameBits(int kept) throws IOException {
    Shell.copy(undisturbed, directory);
    cut(directory.resolve("out/sought"), kept);

    run(directory, HALVING).ends(0);

    assertEquals(measured(undisturbed), measured(directory));
  }

  /** As a killed driver leaves it: the first results, in an open segment, and nothing derived. */
  private static void cut(Path sweep, int kept) throws IOException {
    List<String> lines = new ArrayList<>();
    try (var segments = Files.list(sweep.resolve("journal"))) {
      for (Path segment : segments.sorted().toList()) {
        List<String> all = Files.readAllLines(segment, StandardCharsets.UTF_8);
        lines.addAll(lines.isEmpty() ? all : all.subList(1, all.size()));
        Files.delete(segment);
      }
    }
    String text = String.join("\n", lines.subList(0, kept + 1)) + "\n";
    Files.writeString(sweep.resolve("journal/000001.open"), text);
    Files.delete(sweep.resolve("_SUCCESS"));
  }

  @Test
  void aSearchTrainsNothingThatAGridHasTrained() {
    run(directory, LISTED).ends(0);
    SortedMap<String, CellResult> grid = results(directory);

    run(directory, LISTED, "search=halving", "search.eta=2").ends(0);

    SortedMap<String, CellResult> all = results(directory);
    grid.forEach((id, result) -> assertEquals(result.attempt(), all.get(id).attempt()));
    assertEquals(16, byEpochs(directory).get(4L));
    assertEquals(Map.of(1L, 16, 2L, 8, 4L, 16), byEpochs(directory));
  }

  @Test
  void aSearchGrowsIntoTheWholeGrid() throws IOException {
    run(directory, LISTED, "search=halving", "search.eta=2").ends(0);
    assertEquals(Map.of(1L, 16, 2L, 8, 4L, 4), byEpochs(directory));

    run(directory, LISTED).ends(0);

    assertEquals(Map.of(1L, 16, 2L, 8, 4L, 16), byEpochs(directory));
    String main = mainTable(directory);
    assertTrue(main.contains("16 of 16 cells"), main);
    Path apart = Files.createDirectory(directory.resolve("apart"));
    run(apart, LISTED).ends(0);
    SortedMap<String, String> whole = measured(directory);
    measured(apart).forEach((id, bits) -> assertEquals(bits, whole.get(id)));
  }

  static List<String> searches() {
    return Search.CATALOG.names().stream().filter(name -> !name.equals("grid")).toList();
  }

  /** With settings under which little is enough for every decision. */
  private static String small(String method) {
    StringBuilder settings = new StringBuilder("{method: " + method + ", samples: 5");
    Map<String, Integer> small = Map.of("eta", 2, "startup", 3, "population", 4);
    Search.CATALOG.get(method).params().stream()
        .map(Param::name)
        .filter(small::containsKey)
        .forEach(name -> settings.append(", " + name + ": " + small.get(name)));
    return SPACE.replace("seeds: 1..2", "seeds: 1..4") + "search: " + settings + "}\n";
  }

  @ParameterizedTest
  @MethodSource("searches")
  void everySearchEndsAndHasNothingToDoThen(String method) throws IOException {
    String job = small(method);
    run(directory, job).ends(0);
    SortedMap<String, String> first = measured(directory);

    String again = run(directory, job).ends(0).err();

    assertTrue(again.contains("nothing to run: the search is over"), again);
    assertEquals(first, measured(directory));
    assertTrue(Files.exists(directory.resolve("out/sought/_SUCCESS")));

    cut(directory.resolve("out/sought"), first.size() / 2);
    run(directory, job).ends(0);
    assertEquals(first, measured(directory));
  }

  /** A group of which nothing reached the end used to be refused as a design without cells. */
  @ParameterizedTest
  @ValueSource(strings = {"halving", "asynchronous-halving", "racing", "tpe"})
  void whereAllDivergeTheReportSaysSo(String method) {
    String job = small(method).replaceAll("from: .*\\}", "from: 1.0e7, to: 1.0e8}}");

    run(directory, job, "algorithm=gait").ends(0);

    String table = table(directory, "search");
    assertTrue(table.contains("diverged"), table);
    call("status", directory.resolve("out/sought").toString()).ends(0);
    call("retry", directory.resolve("out/sought").toString(), "--master", "in-process").ends(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "tpe", "asynchronous-halving"})
  void fewerSamplesAreAnotherPlan(String method) {
    String job = small(method);
    run(directory, job, "algorithm=bp").ends(0);

    String err = run(directory, job, "algorithm=bp", "search.samples=4").ends(3).err();

    assertTrue(err.contains("search.samples: 5 -> 4"), err);
  }

  @Test
  void whatWasTriedCanBeExported() throws IOException {
    String sweep = undisturbed.resolve("out/sought").toString();
    Path out = directory.resolve("exported");

    call("export", sweep, "-o", out.toString()).ends(0);

    assertEquals(1 + 4, Files.readAllLines(out.resolve("results.csv")).size());
    assertEquals(1 + 28, Files.readAllLines(out.resolve("trials.csv")).size());
  }

  @Test
  void aBudgetBecomesANumberOfSamples() {
    String job = Shell.job(directory, SPACE + "search: {method: random}\n");
    String out = directory.resolve("out").toString();

    String needs = call("plan", job, "-o", out).ends(2).err();
    assertTrue(needs.contains("needs samples"), needs);
    String little = call("plan", job, "-o", out, "--budget", "0.001s").ends(2).err();
    assertTrue(little.contains("even with one sample"), little);
    String plan = call("plan", job, "-o", out, "--budget", "20 core-seconds").ends(0).out();
    assertTrue(plan.contains("core-hours: search.samples="), plan);
    for (String wrong : List.of("0h", "-1h", "2", "two hours")) {
      call("plan", job, "-o", out, "--budget=" + wrong).ends(2);
    }
    call("plan", job, "-o", out, "--until", "25:00").ends(2);
    call("plan", job, "-o", out, "--until", "2020-01-01T10:00").ends(2);
  }

  @Test
  void settingsOfASearchMayComeInAnyOrder() {
    String job = Shell.job(directory, SPACE);
    String out = directory.resolve("out").toString();

    String plan =
        call(
                "plan",
                job,
                "search.samples=5",
                "search=random",
                "learning_rate=uniform(0.1,0.2)",
                "-o",
                out)
            .ends(0)
            .out();

    assertTrue(plan.contains("search      random samples=5"), plan);
    String merged =
        call(
                "plan",
                job,
                "search.samples=5",
                "search=random",
                "batch_size=int-uniform(9,10)",
                "learning_rate=0.1",
                "-o",
                out)
            .ends(0)
            .out();
    assertTrue(merged.contains("(6 draws merged or excluded)"), merged);
  }

  @Test
  void stepsOnTheWayAreNotCompared() {
    Shell.copy(undisturbed, directory);
    String sweep = directory.resolve("out/sought").toString();

    String out = call("compare", sweep, sweep).ends(0).out();

    assertTrue(out.contains("2 configurations in both"), out);
  }

  @Test
  void moreSamplesAddToFewer() {
    String job = SPACE + "search: {method: random, samples: 2}\n";
    run(directory, job).ends(0);
    SortedMap<String, String> few = measured(directory);

    run(directory, job, "search.samples=3").ends(0);

    SortedMap<String, String> more = measured(directory);
    assertEquals(few.size() * 3 / 2, more.size());
    assertTrue(more.keySet().containsAll(few.keySet()));
  }

  /** The cells at the ends of what is drawn used to be the same whatever else a job said. */
  @ParameterizedTest
  @ValueSource(strings = {"random", "tpe", "cma-es"})
  void anotherFixedKnobIsAnotherPlan(String method) {
    String job = small(method);
    run(directory, job, "algorithm=bp").ends(0);

    String err = run(directory, job, "algorithm=bp", "batch_size=20").ends(3).err();

    assertTrue(err.contains("batch_size"), err);
  }

  @Test
  void moreSeedsAddToFewerOfASearchThatLearns() {
    String job = small("tpe");
    run(directory, job, "algorithm=bp", "seeds=1..2").ends(0);
    Set<String> few = Set.copyOf(measured(directory).keySet());

    run(directory, job, "algorithm=bp", "seeds=1..3").ends(0);

    assertTrue(measured(directory).keySet().containsAll(few));
  }

  /** A search is complete when its course is, not when no cell of its plan is left. */
  @ParameterizedTest
  @ValueSource(strings = {"halving", "asynchronous-halving", "tpe", "cma-es"})
  void whatTimedOutIsTriedAgainAndTheSearchGoesOn(String method) {
    String job = small(method);
    run(directory, job, "algorithm=bp", "--trial-timeout", "1e-9").ends(1);
    String sweep = directory.resolve("out/sought").toString();

    call("retry", sweep, "--master", "in-process");
    run(directory, job, "algorithm=bp").ends(0);

    String nothing = run(directory, job, "algorithm=bp").ends(0).err();
    assertTrue(nothing.contains("nothing to run: the search is over"), nothing);
    assertTrue(Files.exists(directory.resolve("out/sought/_SUCCESS")));
  }

  /** Steps on the way of a search that was here before are no cells of the grid. */
  @Test
  void aGridAfterASearchCountsItsOwnCells() {
    run(directory, LISTED, "search=halving", "search.eta=2").ends(0);
    run(directory, LISTED).ends(0);

    String status = call("status", directory.resolve("out/sought").toString()).ends(0).out();

    assertTrue(status.startsWith("sought: 16/16 done (100%) - 16 finished"), status);
  }
}
