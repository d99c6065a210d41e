package neurosweep.cli.run;

import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import neurosweep.cli.Shell;
import neurosweep.core.CellResult;
import neurosweep.core.Outcome;
import neurosweep.sweep.FaultyExperiment;
import neurosweep.testing.MeasuredBits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells that fail, time out or diverge, and runs that stop because of them. */
@Tag("environment")
class FailureTest {
  private static final String HEAD = "name: bad\nexperiment: faulty\n";

  @TempDir Path directory;
  private Path sweep;
  private String place;

  @BeforeEach
  void place() {
    sweep = directory.resolve("out/bad");
    place = sweep.toString();
    FaultyExperiment.broken = true;
  }

  /** The states of a sweep's cells by what its cells should do. */
  private Map<String, List<String>> states() {
    return MeasuredBits.results(sweep).values().stream()
        .collect(
            Collectors.groupingBy(
                FailureTest::behaviour,
                TreeMap::new,
                Collectors.mapping(r -> r.outcome().state().name(), Collectors.toList())));
  }

  private static String behaviour(CellResult result) {
    Object behaviour = result.cell().values().get("behaviour");
    return behaviour == null ? "finish" : behaviour.toString();
  }

  /** A sweep with failed cells has no mark of success, and its report used to be made each time. */
  @Test
  void asLongAsNothingRunsAReportWithFailedCellsStays() throws IOException {
    String job = HEAD + "grid: {behaviour: [throw, finish]}\nseeds: 1..2";
    run(directory, job).ends(1);
    Map<Path, Object> before = written();
    assertTrue(Files.exists(sweep.resolve("_INCOMPLETE")));

    Shell.Answer again = run(directory, job).ends(1);

    assertEquals(before, written());
    assertTrue(again.out().contains("PARTIAL"), again.out());
  }

  /** Every file, with what tells it from another that took its place. */
  private Map<Path, Object> written() throws IOException {
    Map<Path, Object> written = new TreeMap<>();
    try (Stream<Path> files = Files.walk(sweep)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        written.put(file, List.of(found.lastModifiedTime(), found.size()));
      }
    }
    return written;
  }

  @Test
  void everyFaultIsOneRowAndTheRestRuns() {
    String job =
        HEAD + "grid: {behaviour: [throw, overflow, exhaust, linger, finish]}\nseeds: 1..2";

    Shell.Answer answer = run(directory, job, "--trial-timeout", "0.05").ends(1);

    List<String> failed = List.of("FAILED", "FAILED");
    assertEquals(
        Map.of(
            "throw", failed,
            "overflow", failed,
            "exhaust", failed,
            "linger", List.of("TIMED_OUT", "TIMED_OUT"),
            "finish", List.of("FINISHED", "FINISHED")),
        states());
    assertTrue(
        answer
            .err()
            .contains(
                "6 failed, 2 timed out, 0 missing of 10 cells; see 'neurosweep failures " + sweep),
        answer.err());
    assertFalse(answer.err().contains("\tat "), answer.err());
    assertTrue(
        answer.err().contains(": java.lang.IllegalStateException: broken on purpose\n"),
        answer.err());
    assertFalse(Files.exists(sweep.resolve("_SUCCESS")));
    assertTrue(answer.out().contains("PARTIAL"), answer.out());

    String failures = call("failures", place).ends(0).out();
    assertTrue(
        failures.contains("2 x FAILED: java.lang.IllegalStateException: broken on purpose\n"),
        failures);
    assertTrue(failures.contains("2 x FAILED: java.lang.StackOverflowError\n"), failures);
    assertTrue(failures.contains("2 x FAILED: java.lang.OutOfMemoryError: "), failures);
    assertTrue(failures.contains("2 x TIMED_OUT: after 0.05 s\n"), failures);
    assertEquals(8, failures.lines().count());

    String status = call("status", place).ends(0).out();
    assertTrue(
        status.startsWith("bad: 10/10 done (100%) - 2 finished - 6 failed - 2 timed out"), status);
  }

  @Test
  void runningAgainDoesNotRepeatFailuresByItself() {
    String job = HEAD + "grid: {behaviour: [throw, finish]}";
    run(directory, job).ends(1);

    Shell.Answer again = run(directory, job).ends(1);

    assertTrue(again.err().contains("nothing to run: 2 of 2 cells have ended"), again.err());
    assertTrue(MeasuredBits.results(sweep).values().stream().allMatch(r -> r.attempt() == 1));
  }

  /**
   * Where cells had failed, summaries that a dead run had not reached used to stay as they were.
   */
  @Test
  void withoutItsMarkASweepWithFailuresIsDerivedAgain() throws IOException {
    String job = HEAD + "grid: {behaviour: [throw, finish]}";
    run(directory, job).ends(1);
    Path summary = sweep.resolve("summary/part-00000.parquet");
    byte[] whole = Files.readAllBytes(summary);
    Files.delete(sweep.resolve("_INCOMPLETE"));
    Files.write(summary, new byte[] {1});

    run(directory, job).ends(1);

    assertArrayEquals(whole, Files.readAllBytes(summary));
  }

  @Test
  void retryRunsOnlyWhatFailedAndTakesItsPlace() {
    String job = HEAD + "grid: {behaviour: [finish, throw-until-repaired, linger]}\nseeds: 1..3";
    run(directory, job, "--trial-timeout", "0.02").ends(1);
    SortedMap<String, CellResult> before = MeasuredBits.results(sweep);
    FaultyExperiment.broken = false;

    String[] retry = {"retry", place, "--master", "in-process", "--trial-timeout", "0.02"};
    Shell.Answer failedOnly =
        call("retry", place, "--master", "in-process", "--state", "FAILED").ends(1);
    Shell.Answer all = call(retry).ends(1);

    MeasuredBits.results(sweep)
        .forEach(
            (id, result) -> {
              int attempts =
                  switch (behaviour(result)) {
                    case "finish" -> 1;
                    case "linger" -> 2;
                    default -> 2;
                  };
              assertEquals(attempts, result.attempt(), () -> result.cell().toString());
              if (attempts == 1) {
                assertEquals(before.get(id).seconds(), result.seconds());
              }
            });
    assertEquals(List.of("FINISHED", "FINISHED", "FINISHED"), states().get("throw-until-repaired"));
    assertTrue(failedOnly.err().contains("0 failed, 3 timed out"), failedOnly.err());
    assertTrue(all.err().contains("9/9 done (100%) - 3 timed out - 0 running"), all.err());
  }

  /** A cell that failed before and has been repaired used to be counted as failed until the end. */
  @Test
  void theProgressOfARetryForgetsWhatWasRepaired() {
    run(directory, HEAD + "fixed: {behaviour: throw-until-repaired}\nseeds: 1..2").ends(1);
    FaultyExperiment.broken = false;

    Shell.Answer retried = call("retry", place, "--master", "in-process").ends(0);

    String last =
        retried.err().lines().filter(line -> line.startsWith("2/2")).findFirst().orElseThrow();
    assertFalse(last.contains("failed"), last);
    assertTrue(Files.exists(sweep.resolve("_SUCCESS")));
    assertTrue(
        call("retry", place, "--master", "in-process").ends(0).err().contains("nothing to run"));
  }

  @Test
  void failFastStopsAndStaysResumable() {
    String job =
        HEAD
            + "grid: {item: [9, 8, 7, 6, 5, 4, 3, 2, 1]}\nvariants: [{behaviour: throw, item: 9},"
            + " {item: [9, 8, 7, 6, 5, 4, 3, 2, 1]}]\nseeds: 1..4";

    Shell.Answer stopped = run(directory, job, "--fail-fast").ends(1);

    assertTrue(
        stopped.err().matches("(?s).*stopped: (a cell has|[2-4] cells have) failed; run again.*"),
        stopped.err());
    int ended = MeasuredBits.results(sweep).size();
    assertTrue(ended >= 1 && ended < 40, "ended " + ended);
    run(directory, job).ends(1);
    assertEquals(40, MeasuredBits.results(sweep).size());
    assertEquals(4, states().get("throw").size());
    assertTrue(MeasuredBits.results(sweep).values().stream().allMatch(r -> r.attempt() == 1));
  }

  @Test
  void aNumberOrAShareOfFailuresStops() {
    String job = HEAD + "fixed: {behaviour: throw}\ngrid: {item: {range: {from: 1, to: 40}}}";
    for (String limit : List.of("2", "5%")) {
      Shell.Answer stopped =
          run(directory, job, "--max-failures", limit, "--overwrite", "-y").ends(1);

      assertTrue(stopped.err().matches("(?s).*stopped: [3-6] cells have failed.*"), stopped.err());
      assertTrue(MeasuredBits.results(sweep).size() < 40, limit);
    }
    Shell.Answer enough = run(directory, job, "--max-failures", "100%").ends(1);
    assertFalse(enough.err().contains("stopped"), enough.err());
    assertEquals(40, MeasuredBits.results(sweep).size());
  }

  @Test
  void failuresOfAKindAreShownThreeTimes() {
    String job = HEAD + "fixed: {behaviour: throw}\nseeds: 1..9";

    String err = run(directory, job).ends(1).err();

    long shown = err.lines().filter(line -> line.startsWith("failed: seed=")).count();
    assertEquals(3, shown, err);
    assertTrue(err.contains("further failures of this kind are only counted"), err);
  }

  @Test
  void aGroupThatDivergesIsCountedAndNeverBest() {
    String job =
        HEAD
            + "grid: {behaviour: [diverge, finish]}\nseeds: 1..3\n"
            + "select: {metric: score, goal: max, stable: preferred}";

    Shell.Answer answer = run(directory, job).ends(0);

    assertTrue(answer.err().contains("6/6 done (100%) - 3 diverged"), answer.err());
    assertTrue(answer.err().contains("best score 0.1000 (behaviour=finish)"), answer.err());
    String row =
        answer.out().lines().filter(line -> line.startsWith("| diverge")).findFirst().orElse("");
    assertTrue(row.contains("3 of 3"), answer.out());
    assertFalse(row.contains("selected"), row);
    assertTrue(row.matches(".*[a-z]{3,} [a-z]{2,}.*"), "says why in words: " + row);
    assertTrue(answer.out().contains("6 of 6 cells, 3 seeds each, 3 diverged, 0 missing"));
    String id =
        MeasuredBits.results(sweep).entrySet().stream()
            .filter(entry -> entry.getValue().outcome() instanceof Outcome.Diverged)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(null);
    assertNotNull(id);
    String shown = call("show", place, id).ends(0).out();
    assertTrue(shown.contains("left the numbers on purpose"), shown);
  }

  /** A NaN used to win against the number before it, and the first number after it won again. */
  @Test
  void aNaNIsNeverBest() {
    String job =
        HEAD
            + "grid: {item: [1, 2, 3]}\nvariants: [{behaviour: measure-nan, item: 3}, {item: [1, 2]}]\nseeds: 1..1\nselect: {stable: ignored}";

    String err = run(directory, job).ends(0).err();

    assertFalse(err.contains("NaN"), err);
    assertTrue(err.contains("best score 0.2000 (item=2"), err);
  }

  /** The best cell used to be the one with the greatest of the experiment's own objective. */
  @Test
  void theBestIsWhatTheJobSelects() {
    String job = HEAD + "grid: {item: [3, 1, 2]}\nselect: {metric: score, goal: min}";

    String err = run(directory, job).ends(0).err();

    assertTrue(err.contains("best score 0.1000 (item=1)"), err);
  }

  @Test
  void theBestOfEarlierRunsCounts() {
    String job = HEAD + "grid: {item: [9]}";
    run(directory, job).ends(0);

    String err = run(directory, job, "item=1,9").ends(0).err();

    assertTrue(err.contains("best score 0.9000 (item=9)"), err);
  }
}
