package neurosweep.cli.run;

import static java.util.Map.entry;
import static neurosweep.cli.Shell.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import neurosweep.cli.Shell;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Outcome;
import neurosweep.testing.GoldenText;
import neurosweep.testing.MeasuredBits;
import neurosweep.testing.SmallCells;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sweeps of an older build, one of each experiment, read and go on as they did: see README.txt
 * beside them. What fails here has changed what somebody's finished sweep says.
 */
@Tag("environment")
class GoldenSweepTest {
  /** Columns that the older build had not, and why they may be there. */
  private static final Map<String, String> LATER =
      Map.ofEntries(
          entry("cpu_seconds", "time beside that of the clock"),
          entry("inherited_seconds", "time of cells that it went on from"),
          entry("library", "what computed the cell, where that was recorded"),
          entry("kernel", "the same"),
          entry("java", "the same"),
          entry("machine", "the same"),
          entry("code", "the same"),
          entry("computing", "the same"),
          entry("input_correlation", "a metric that is off by default"),
          entry("final_feedback_angle", "a metric that is off by default"),
          entry("distance_slope", "a metric that is off by default"),
          entry("last_optimised_iteration", "a metric that is off by default, or of version 3"),
          entry("optimised_share", "the same"),
          entry("least_singular_value", "a metric of version 3"),
          entry("settling_time", "a metric that is off by default"),
          entry("overshoot", "a metric that is off by default"),
          entry("smooth_settling_time", "a metric that is off by default"),
          entry("smooth_overshoot", "a metric that is off by default"));

  /** Off by default in classification and autoencoding, which had none; regressions had them. */
  private static final Set<String> OF_STABILISATION =
      Set.of(
          "optimised",
          "optimisation_runs",
          "optimisation_iterations",
          "optimisation_failures",
          "optimisation_failed");

  /** Tables that experiments had not yet; they stay empty unless a job asks for them. */
  private static final Set<String> LATER_TABLES =
      Set.of("correlations", "singular-values", "step_response");

  /** Experiments of the older build. */
  private static final int OLDER = 15;

  /** What a sweep consists of but for its results. */
  private static final List<String> KEPT =
      List.of("manifest.json", "plan.parquet", "journal", "results");

  /** Experiments that use functions of {@link Math} which each kind of processor has its own of. */
  private static final Set<String> OF_THE_PROCESSOR =
      Set.of("fixed-point-attractor", "grid-attractor");

  /** What {@link #functions} came to where the older build ran, on x86-64. */
  private static final String FUNCTIONS_THERE = "4d9105af11d961b320d7";

  private static final Path GOLDEN = golden();

  @TempDir Path temporary;
  private Path directory;

  private static Path golden() {
    try {
      return Path.of(GoldenSweepTest.class.getResource("/golden").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<String> experiments() throws IOException {
    try (Stream<Path> all = Files.list(GOLDEN)) {
      return all.filter(Files::isDirectory).map(each -> each.getFileName() + "").sorted().toList();
    }
  }

  @BeforeEach
  void aPathWithABlank() throws IOException {
    directory = Files.createDirectory(temporary.resolve("old sweeps"));
  }

  /** Makes {@code out/NAME} what the older build left, but for what follows from the journal. */
  private Path sweep(String name) throws IOException {
    Path sweep = Files.createDirectories(directory.resolve("out").resolve(name));
    Path from = GOLDEN.resolve(name);
    Files.copy(from.resolve("job.yaml"), sweep.resolve("sweep.yaml"));
    for (String kept : KEPT) {
      if (Files.exists(from.resolve(kept))) {
        Files.copy(from.resolve(kept), sweep.resolve(kept));
        if (Files.isDirectory(from.resolve(kept))) {
          Shell.copy(from.resolve(kept), sweep.resolve(kept));
        }
      }
    }
    return sweep;
  }

  private Shell.Answer run(String name, String... more) {
    String job = GOLDEN.resolve(name).resolve("job.yaml").toString();
    return Shell.runFile(job, directory, more);
  }

  /** The golden texts of the tables. */
  private static SortedMap<String, String> expected(String name) throws IOException {
    SortedMap<String, String> tables = new TreeMap<>();
    String table = "";
    for (String line : Files.readAllLines(GOLDEN.resolve(name).resolve("results.txt"))) {
      table = line.startsWith(" ") ? table : line.substring(0, line.indexOf(' '));
      tables.merge(table, line + "\n", String::concat);
    }
    return tables;
  }

  private static Set<String> later(String experiment) {
    Set<String> later = new TreeSet<>(LATER.keySet());
    if (!experiment.endsWith("regression")) {
      later.addAll(OF_STABILISATION);
    }
    return later;
  }

  private static void assertTables(Map<String, String> expected, Path sweep, Set<String> cells) {
    expected.forEach(
        (table, text) -> {
          GoldenText.Table found = GoldenText.read(sweep.resolve(table), cells::contains);
          assertEquals(text, GoldenText.text(table, found, later(sweep.getFileName() + "")), table);
        });
  }

  private static int exitCode(SortedMap<String, CellResult> results) {
    boolean all = results.values().stream().allMatch(each -> each.outcome().state().isResult());
    return all ? 0 : 1;
  }

  /** Experiments that came later have none. */
  @Test
  void everyExperimentOfTheOlderBuildIsThereStill() throws IOException {
    assertEquals(OLDER, experiments().size());
    assertTrue(SmallCells.ALL.names().containsAll(experiments()), experiments().toString());
  }

  /** Between them they have ended in every way. */
  @Test
  void everyStateIsAmongThem() throws IOException {
    Set<Outcome.State> states =
        experiments().stream()
            .flatMap(name -> MeasuredBits.results(GOLDEN.resolve(name)).values().stream())
            .map(each -> each.outcome().state())
            .collect(Collectors.toSet());
    assertEquals(Set.of(Outcome.State.values()), states);
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void itReadsAsItDidAndHasNothingToRun(String name) throws IOException {
    Path sweep = sweep(name);
    SortedMap<String, CellResult> results = MeasuredBits.results(sweep);
    Map<String, String> expected = expected(name);
    if (Files.exists(sweep.resolve("results"))) {
      assertTables(Map.of("results", expected.get("results")), sweep, results.keySet());
    }
    SortedMap<String, String> journal = Shell.contents(sweep.resolve("journal"));

    call("status", sweep.toString()).ends(0);
    call("report", sweep.toString()).ends(0);
    Shell.Answer again = run(name).ends(exitCode(results));

    String nothing = "nothing to run: " + results.size() + " of " + results.size() + " cells";
    assertTrue(again.err().contains(nothing), again.err());
    assertEquals(journal, Shell.contents(sweep.resolve("journal")));
    Set<String> tables = new TreeSet<>(GoldenText.tables(sweep).keySet());
    tables.removeAll(LATER_TABLES);
    assertEquals(expected.keySet(), tables);
    assertTables(expected, sweep, results.keySet());
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void itGrowsAndItsCellsStayAsTheyWere(String name) throws IOException {
    Path sweep = sweep(name);
    SortedMap<String, CellResult> before = MeasuredBits.results(sweep);
    SortedMap<String, String> bits = MeasuredBits.measured(sweep);
    long seeds = before.values().stream().mapToLong(each -> each.cell().seed()).max().orElseThrow();

    run(name, "seeds=1.." + (seeds + 1), "--mix-builds").ends(exitCode(before));

    SortedMap<String, String> grown = MeasuredBits.measured(sweep);
    assertTrue(grown.size() > bits.size());
    grown.keySet().retainAll(bits.keySet());
    assertEquals(bits, grown);
    Map<String, String> cells = expected(name);
    cells.keySet().removeAll(Set.of("summary", "best"));
    assertTables(cells, sweep, before.keySet());
  }

  /** Digest of values that may differ in their last bit between processors. */
  private static String functions() {
    return Cell.hash(
        IntStream.range(1, 5000)
            .mapToDouble(i -> i * 0.01)
            .flatMap(x -> DoubleStream.of(Math.exp(-x), Math.pow(x, 0.3), Math.cos(x), Math.sin(x)))
            .mapToObj(Double::toHexString)
            .collect(Collectors.joining(" ")));
  }

  /** The backend is the one whose numbers are the same everywhere. */
  @ParameterizedTest
  @MethodSource("experiments")
  void itsCellsGiveTheSameBits(String name) throws IOException {
    assumeTrue(
        !OF_THE_PROCESSOR.contains(name) || functions().equals(FUNCTIONS_THERE),
        "exp, pow, cos or sin of this processor are not those of the older build's");
    Path sweep = sweep(name);
    SortedMap<String, String> before = new TreeMap<>();
    MeasuredBits.results(sweep)
        .forEach(
            (id, result) -> {
              assertEquals("ejml", result.backend());
              if (result.outcome().state().isResult()) {
                before.put(id, MeasuredBits.of(result));
              }
            });
    assertNotEquals(Map.of(), before);
    Path ids = Files.write(directory.resolve("ids"), before.keySet());
    Path again = directory.resolve("again");

    call("recompute", sweep.toString(), again.toString(), ids.toString()).ends(0);

    assertEquals(before, MeasuredBits.measured(again));
  }
}
