package neurosweep.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import neurosweep.cli.Shell;
import neurosweep.core.Outcome;
import neurosweep.testing.MeasuredBits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells that throw, overflow the stack or take all memory, beside others in one process. */
@Tag("environment")
class FaultyCellsIT {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"in-process", "local[2]"})
  void eachIsOneRowAndNeighboursFinish(String master) throws Exception {
    String job =
        Shell.job(
            directory,
            """
            name: faults
            experiment: faulty
            grid: {behaviour: [finish, hoard, overflow, throw]}
            seeds: 1..3
            """);
    String out = directory.resolve("out").toString();

    Process process = Shell.start("run", job, "-o", out, "--master", master);
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(1, process.waitFor(), said);
    assertFalse(said.contains("\tat neurosweep"), said);
    Map<String, String> causes =
        MeasuredBits.results(directory.resolve("out/faults")).values().stream()
            .collect(
                Collectors.toMap(
                    result -> result.cell().toString(),
                    result ->
                        result.outcome() instanceof Outcome.Failed failed
                            ? failed.cause()
                            : result.outcome().state().name(),
                    (a, b) -> a + b,
                    TreeMap::new));
    assertEquals(12, causes.size());
    causes.forEach(
        (cell, cause) -> {
          String expected =
              cell.contains("hoard")
                  ? "java.lang.OutOfMemoryError"
                  : cell.contains("overflow")
                      ? "java.lang.StackOverflowError"
                      : cell.contains("throw") ? "java.lang.IllegalStateException" : "FINISHED";
          assertTrue(cause.startsWith(expected), cell + ": " + cause);
        });
  }
}
