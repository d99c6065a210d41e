package neurosweep.cli.run;

import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.contents;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import neurosweep.cli.Shell;
import neurosweep.testing.MeasuredBits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run refuses, stops at and does not tell. */
@Tag("environment")
class LimitsTest {
  private static final String WIDE =
      """
      name: wide
      experiment: classification
      fixed: {dataset: glyphs, glyphs_train: 60, glyphs_test: 40, pool: 1, epochs: 1, depth: 60}
      seeds: 1..20
      """;

  @TempDir Path directory;

  /** Cells that cannot fit used to fail one after the other, out of memory. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--master in-process --parallelism 20|this process|--parallelism",
        "--parallelism 20|this process|--master local[",
        "--master local-cluster[1,3,1024] -- --conf spark.executor.memory=900m|an executor|"
            + "spark.executor.cores",
        "--master spark://127.0.0.1:1|an executor|spark.executor.memory",
      })
  void whatDoesNotFitIsRefusedBeforeAnythingIsWritten(String optionsWhereRemedy) {
    String[] parts = optionsWhereRemedy.split("\\|", -1);
    String job = Shell.job(directory, WIDE.replace("depth: 60", depth(parts[0])));
    SortedMap<String, String> before = contents(directory);
    String out = directory.resolve("out").toString();
    // A backend that is named is not looked for, so nothing is said of a BLAS that may be missing.
    String[] head = {"run", job, "-o", out, "--backend", "vector"};
    String[] options = parts[0].split(" ", -1);
    String[] args = java.util.Arrays.copyOf(head, head.length + options.length);
    System.arraycopy(options, 0, args, head.length, options.length);

    Shell.Answer refused = call(args).ends(2);

    assertEquals(1, refused.errors().size(), refused.err());
    assertTrue(refused.errors().get(0).startsWith("error: memory: " + parts[1]), refused.err());
    assertTrue(refused.err().contains(parts[2]), refused.err());
    assertEquals(before, contents(directory));
  }

  /** Deep enough that one cell does not fit an executor's default heap. */
  private static String depth(String options) {
    return options.contains("spark://") ? "depth: 150" : "depth: 60";
  }

  @Test
  void noLossAtAllIsNoLimit() {
    String err = Shell.run(directory, Shell.TINY, "--max-lost", "0").ends(2).err();
    assertTrue(err.contains("--max-lost: is 0, must be at least 1"), err);
  }

  @Test
  void thePlanShowsTheTotal() {
    String job = Shell.job(directory, WIDE);
    String out = call("plan", job, "-o", directory.resolve("out").toString()).ends(0).out();
    assertTrue(
        out.matches("(?s).*memory +\\d+ MB a cell, 1 MB data; [0-9.]+ [MG]B for \\d+ at a time.*"),
        out);
  }

  @Test
  void aMachineThatCannotRunCellsStopsTheRunWithOneLine() {
    String job = "name: bad\nexperiment: faulty\nfixed: {behaviour: wrong-host}\nseeds: 1..9";

    Shell.Answer stopped = Shell.run(directory, job).ends(1);

    assertTrue(
        stopped.err().contains(" cannot run cells: no such backend here; run again to continue"),
        stopped.err());
    assertTrue(stopped.err().contains("0 failed, 0 timed out, 9 missing of 9"), stopped.err());
    assertEquals(0, MeasuredBits.results(directory.resolve("out/bad")).size());
    assertFalse(Files.exists(directory.resolve("out/bad/_SUCCESS")));
  }

  @Test
  void theTimeLimitOfARunEndsRunningCells() {
    String job = "name: slow\nexperiment: faulty\ngrid: {behaviour: [linger, finish]}\nseeds: 1..2";

    Shell.Answer stopped = Shell.run(directory, job, "--timeout", "0.5").ends(1);

    assertTrue(stopped.err().contains("stopped: the time limit of 0.5 s"), stopped.err());
    assertTrue(
        MeasuredBits.results(directory.resolve("out/slow")).values().stream()
            .allMatch(result -> result.outcome().state().isResult()),
        "a cell that was cut short has no result at all");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--conf spark.ssl.keyPassword=hush --conf spark.task.cpus=9",
        "spark.ssl.keyPassword=hush",
        "--conf ssl.keyPassword=hush",
      })
  void secretsAreNotTold(String settings) {
    String job = Shell.job(directory, Shell.TINY);
    String[] words = settings.split(" ", -1);
    List<String> head =
        List.of(
            "run", job, "-o", directory.resolve("out").toString(), "--master", "local[1]", "--");
    String[] args =
        java.util.stream.Stream.concat(head.stream(), java.util.Arrays.stream(words))
            .toArray(String[]::new);

    Shell.Answer refused = call(args).ends(2);

    assertFalse((refused.out() + refused.err()).contains("hush"), refused.err());
    assertTrue(refused.err().contains("ssl.keyPassword="), refused.err());
  }
}
