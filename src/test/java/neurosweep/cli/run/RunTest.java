package neurosweep.cli.run;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.contents;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import neurosweep.cli.Shell;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.Manifest;
import neurosweep.testing.MeasuredBits;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code run}: fresh, again, grown, changed, given up, interrupted. */
@Tag("environment")
class RunTest {
  /** A finished sweep of {@link Shell#TINY} that tests copy and never change. */
  @TempDir static Path undisturbed;

  @TempDir Path directory;
  private Path sweep;

  @BeforeAll
  static void runOnce() {
    run(undisturbed, TINY).ends(0);
  }

  private void finished() {
    Shell.copy(undisturbed, directory);
  }

  @BeforeEach
  void place() {
    sweep = directory.resolve("out/tiny");
  }

  private static Manifest manifest(Path sweep) {
    return Manifest.read(SweepDirectory.at(new neurosweep.store.Files(), "DIR", sweep.toString()));
  }

  /** Old results that are not as they were. */
  private static List<String> changed(
      SortedMap<String, CellResult> before, SortedMap<String, CellResult> after) {
    return before.entrySet().stream()
        .filter(
            old -> {
              CellResult now = after.get(old.getKey());
              return now == null
                  || now.seconds() != old.getValue().seconds()
                  || now.attempt() != old.getValue().attempt()
                  || !MeasuredBits.of(now).equals(MeasuredBits.of(old.getValue()));
            })
        .map(Map.Entry::getKey)
        .toList();
  }

  @Test
  void aFreshDirectoryHoldsEverything() {
    Shell.Answer answer = run(directory, TINY).ends(0);

    for (String part :
        List.of(
            "results/part-00000.parquet",
            "history/part-00000.parquet",
            "summary/part-00000.parquet",
            "best/part-00000.parquet",
            "plan.parquet",
            "sweep.yaml",
            "manifest.json",
            "_SUCCESS",
            "tables/main.md",
            "tables/main.csv",
            "tables/main.tex",
            "tables/main.html",
            "report.html",
            "figures/comparison-by-learning_rate.pdf",
            "figures/comparison-by-learning_rate.svg",
            "figures/curves.png",
            "figures/stability.csv",
            "figures/captions.md")) {
      assertTrue(Files.exists(sweep.resolve(part)), part);
    }
    assertEquals(8, MeasuredBits.results(sweep).size());
    assertTrue(answer.out().contains("Figures: "), answer.out());
    assertTrue(answer.out().contains("8 of 8 cells, 2 seeds each, 0 diverged, 0 missing"));
    assertTrue(contents(directory).keySet().stream().noneMatch(name -> name.contains(".tmp")));
  }

  @Test
  void aSecondRunRunsNothingAndSaysSo() {
    finished();
    SortedMap<String, String> before = contents(sweep);

    Shell.Answer again = run(directory, TINY).ends(0);

    assertEquals(List.of("nothing to run: 8 of 8 cells have ended"), again.errors());
    assertEquals(before, contents(sweep));
  }

  @Test
  void quietSaysNothingOfWhatIsAsItShouldBe() {
    assertEquals(new Shell.Answer(0, "", ""), run(directory, TINY, "-q"));
    assertEquals(new Shell.Answer(0, "", ""), run(directory, TINY, "-q"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"seeds=1..4", "learning_rate=1e-4,1e-3,1e-2"})
  void aGrownPlanRunsOnlyWhatIsNew(String growth) {
    finished();
    SortedMap<String, CellResult> before = MeasuredBits.results(sweep);

    Shell.Answer grown = run(directory, TINY, growth).ends(0);

    SortedMap<String, CellResult> after = MeasuredBits.results(sweep);
    assertEquals(growth.startsWith("seeds") ? 16 : 12, after.size());
    assertEquals(List.of(), changed(before, after));
    assertTrue(Files.exists(sweep.resolve("_SUCCESS")));
    assertTrue(grown.out().contains(" 0 missing"), grown.out());
    assertEquals(List.of(growth), manifest(sweep).overrides());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "learning_rate=1e-4,1e-2 | learning_rate: 1e-4, 0.001 -> 1e-4, 0.01",
        "seeds=2..3 | seeds: 1, 2 -> 2, 3",
        "epochs=1 | fixed.epochs: 2 -> 1",
        "glyphs_train=80 | fixed.glyphs_train: 60 -> 80"
      })
  void aChangedPlanIsRefusedWithTheDifference(String change) {
    String[] parts = change.split(" \\| ", -1);
    finished();
    SortedMap<String, String> before = contents(sweep);

    Shell.Answer refused = run(directory, TINY, parts[0]).ends(3);

    assertTrue(refused.err().contains(parts[1]), refused.err());
    assertTrue(refused.err().contains("--overwrite"), refused.err());
    assertEquals(before, contents(sweep));
  }

  @Test
  void overwriteNeedsConsent() {
    finished();
    SortedMap<String, String> before = contents(sweep);

    Shell.Answer refused = run(directory, TINY, "--overwrite").ends(2);

    assertTrue(refused.err().contains("add -y"), refused.err());
    assertEquals(before, contents(sweep));
  }

  /** Only a changed plan used to be given up; the same plan was silently continued. */
  @ParameterizedTest
  @ValueSource(strings = {"seeds=1..2", "seeds=1..3", "seeds=7"})
  void overwriteStartsAnewWhateverThePlan(String seeds) {
    finished();
    Shell.write(sweep.resolve("left-over"), "");

    Shell.Answer anew = run(directory, TINY, "--overwrite", "-y", seeds).ends(0);

    assertTrue(Files.exists(sweep.resolve("left-over")));
    assertFalse(anew.err().contains("nothing to run"), anew.err());
    assertTrue(
        MeasuredBits.results(sweep).values().stream().allMatch(result -> result.attempt() == 1));
  }

  /** It used to be refused for the very damage that it is the remedy for. */
  @Test
  void overwriteGivesUpADamagedManifestToo() {
    finished();
    Shell.write(sweep.resolve("manifest.json"), "{");

    run(directory, TINY).ends(2);
    run(directory, TINY, "--overwrite", "-y").ends(0);

    assertEquals("tiny", manifest(sweep).name());
  }

  /** A journal without a manifest used to be deleted without a question. */
  @Test
  void aJournalWithoutManifestIsNotGivenUpWithoutConsent() throws IOException {
    finished();
    Files.delete(sweep.resolve("manifest.json"));
    SortedMap<String, String> before = contents(sweep);

    assertTrue(run(directory, TINY).ends(2).err().contains("no manifest.json"));
    assertTrue(run(directory, TINY, "--overwrite").ends(2).err().contains("add -y"));
    assertEquals(before, contents(sweep));
    run(directory, TINY, "--overwrite", "-y").ends(0);
  }

  @Test
  void aTimeLimitStopsAndTheNextRunContinues() {
    Shell.Answer stopped = run(directory, TINY, "--timeout", "1e-9").ends(1);

    assertTrue(stopped.err().contains("stopped: the time limit of 1.0E-9 s has passed"));
    assertTrue(stopped.err().contains("missing of 8 cells"), stopped.err());
    assertFalse(stopped.err().contains("retry"), "nothing failed: " + stopped.err());
    assertFalse(Files.exists(sweep.resolve("_SUCCESS")));
    SortedMap<String, CellResult> before = MeasuredBits.results(sweep);
    run(directory, TINY).ends(0);
    assertEquals(List.of(), changed(before, MeasuredBits.results(sweep)));
    assertEquals(
        MeasuredBits.measured(undisturbed.resolve("out/tiny")), MeasuredBits.measured(sweep));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 200, 3000})
  void aKilledRunContinuesWhereItWas(int lostBytes) throws IOException {
    finished();
    kill(lostBytes);
    SortedMap<String, CellResult> before = MeasuredBits.results(sweep);
    assertTrue(before.size() < 8 && !before.isEmpty(), "lost " + (8 - before.size()));

    Shell.Answer continued = run(directory, TINY).ends(0);

    assertEquals(List.of(), changed(before, MeasuredBits.results(sweep)));
    assertEquals(
        MeasuredBits.measured(undisturbed.resolve("out/tiny")), MeasuredBits.measured(sweep));
    assertTrue(continued.err().contains("dropped"), continued.err());
    for (String table : List.of("tables/main.csv", "tables/grid.csv", "plan.parquet")) {
      assertEquals(
          contents(undisturbed.resolve("out/tiny")).get(table), contents(sweep).get(table), table);
    }
  }

  /** What a kill leaves: an unsealed segment with a torn end, and nothing derived. */
  private void kill(int lostBytes) throws IOException {
    Path journal = sweep.resolve("journal");
    Path last;
    try (Stream<Path> segments = Files.list(journal)) {
      last = segments.sorted().reduce((first, second) -> second).orElseThrow();
    }
    byte[] content = Files.readAllBytes(last);
    Files.delete(last);
    String open = last.getFileName().toString().replace(".seg", ".open");
    Files.write(journal.resolve(open), Arrays.copyOf(content, content.length - lostBytes));
    Files.delete(sweep.resolve("_SUCCESS"));
    for (String part : List.of("results", "history", "summary", "best")) {
      Files.delete(sweep.resolve(part).resolve("part-00000.parquet"));
      Files.delete(sweep.resolve(part));
    }
  }

  /** Every file of the sweep with when it was written and what is in it. */
  private SortedMap<String, String> state() throws IOException {
    SortedMap<String, String> state = new TreeMap<>();
    try (Stream<Path> files = Files.walk(sweep)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Arrays.toString(Files.readAllBytes(file));
        state.put(file.toString(), Files.getLastModifiedTime(file) + " " + Cell.hash(content));
      }
    }
    return state;
  }

  /** It used to make tables, figures and page again. */
  @Test
  void aRunThatHasNothingToDoRewritesNothing() throws IOException {
    finished();
    SortedMap<String, String> before = state();

    Shell.Answer again = run(directory, TINY).ends(0);

    assertEquals(before, state());
    assertTrue(again.out().contains(Files.readString(sweep.resolve("tables/main.md"))));
    assertTrue(again.out().contains("Page: " + sweep.resolve("report.html")), again.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tables/main.tex", "figures/captions.md", "report.html"})
  void aReportThatIsNotWholeIsMadeAgain(String part) throws IOException {
    finished();
    byte[] whole = Files.readAllBytes(sweep.resolve(part));
    for (byte[] damage : new byte[][] {null, {}}) {
      Files.delete(sweep.resolve(part));
      if (damage != null) {
        Files.write(sweep.resolve(part), damage);
      }

      run(directory, TINY).ends(0);

      assertTrue(Arrays.equals(whole, Files.readAllBytes(sweep.resolve(part))));
    }
  }

  /** What a run leaves that dies after the results: an empty mark. */
  @Test
  void aReportThatWasNotFinishedIsMadeAgain() throws IOException {
    finished();
    byte[] mark = Files.readAllBytes(sweep.resolve("_SUCCESS"));
    Files.delete(sweep.resolve("tables/main.md"));
    Files.write(sweep.resolve("_SUCCESS"), new byte[0]);

    run(directory, TINY).ends(0);

    assertTrue(Arrays.equals(mark, Files.readAllBytes(sweep.resolve("_SUCCESS"))));
    assertTrue(Files.readString(sweep.resolve("tables/main.md")).contains("|"));
  }

  @Test
  void withoutItsMarkADirectoryIsDerivedAgain() throws IOException {
    finished();
    byte[] summary = Files.readAllBytes(sweep.resolve("summary/part-00000.parquet"));
    Files.delete(sweep.resolve("_SUCCESS"));
    Files.write(sweep.resolve("summary/part-00000.parquet"), new byte[] {1});

    Shell.Answer again = run(directory, TINY).ends(0);

    assertTrue(again.err().contains("is now part-00000.parquet.aside-1"), again.err());
    assertTrue(
        Arrays.equals(summary, Files.readAllBytes(sweep.resolve("summary/part-00000.parquet"))));
  }

  /** The manifest used to keep the time and the machine of the first run. */
  @Test
  void aContinuedSweepSaysWhereItRanLast() {
    run(directory, TINY, "--timeout", "1e-9").ends(1);
    Manifest first = manifest(sweep);

    call(
            "run",
            Shell.job(directory, TINY),
            "-o",
            sweep.getParent().toString(),
            "--master",
            "in-process",
            "--parallelism",
            "2")
        .ends(0);

    Manifest second = manifest(sweep);
    assertEquals(first.created(), second.created());
    assertNotEquals(first.updated(), second.updated());
    assertEquals(
        Map.of("runner", "in-process", "threads", "2"), second.environment().get("runner"));
    assertEquals(first.planHash(), second.planHash());
  }

  /** Spark asks for a minute, and prints a page of stack traces. */
  @Test
  void aMasterThatDoesNotAnswerIsSaidInALine() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    String master = "spark://127.0.0.1:" + free;
    Path empty = directory.resolve("unreachable");
    String job = Shell.job(Files.createDirectory(empty), Shell.TINY);

    Shell.Answer refused =
        Shell.call("run", job, "-o", empty.resolve("out").toString(), "--master", master).ends(2);

    assertEquals(1, refused.errors().size(), refused.err());
    String said = refused.errors().get(0);
    assertTrue(said.startsWith("error: no Spark master answers at " + master + " ("), said);
    assertTrue(said.endsWith("); start it, or correct --master"), said);
  }

  @Test
  void anotherReferenceMakesTablesAnewButRunsNothing() {
    finished();
    SortedMap<String, CellResult> before = MeasuredBits.results(sweep);

    Shell.Answer answer = run(directory, TINY.replace("reference: bp", "reference: gait")).ends(0);

    assertTrue(answer.err().contains("nothing to run: 8 of 8 cells have ended"), answer.err());
    assertEquals("gait", manifest(sweep).design().reference());
    assertEquals(List.of(), changed(before, MeasuredBits.results(sweep)));
    assertTrue(Files.exists(sweep.resolve("_SUCCESS")));
  }

  @Test
  void aDryRunPrintsThePlanAndWritesNothing() {
    SortedMap<String, String> before = contents(directory);

    Shell.Answer dry = run(directory, TINY, "-n").ends(0);
    Shell.Answer plan =
        call("plan", Shell.job(directory, TINY), "-o", directory.resolve("out").toString()).ends(0);

    for (Shell.Answer answer : List.of(dry, plan)) {
      assertTrue(answer.out().contains("learning_rate (2): 1e-4, 0.001\n"), answer.out());
      assertTrue(answer.out().contains("lambda (2): 0, 0.1\n"), answer.out());
      assertTrue(answer.out().contains("8 = 4 configurations x 2 seeds"), answer.out());
      assertTrue(answer.out().contains("8 (0 already done)"), answer.out());
    }
    assertEquals(before.keySet(), withoutJob(contents(directory)).keySet());
  }

  private static SortedMap<String, String> withoutJob(SortedMap<String, String> contents) {
    contents.remove("job.yaml");
    return contents;
  }

  /** The best cell used to be named by every knob that is not at its default. */
  @Test
  void theBestCellIsNamedByTheAxesAlone() {
    String err = run(directory, TINY).ends(0).err();

    assertTrue(err.contains("8/8 done (100%) - 0 running"), err);
    assertTrue(
        err.lines()
            .anyMatch(
                line ->
                    line.matches(
                        "8/8 .* - best peak_test_accuracy 0\\.\\d{4} \\(learning_rate=(1e-4|0.001)"
                            + " algorithm=(bp|gait) lambda=(0|0.1)\\)")),
        err);
  }
}
