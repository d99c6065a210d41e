package neurosweep.cli;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.contents;
import static neurosweep.cli.Shell.run;
import static neurosweep.cli.Shell.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import neurosweep.core.Outcome.State;
import neurosweep.result.Builds;
import neurosweep.sweep.SweepStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking at a sweep, once and again. */
@Tag("environment")
class StatusTest {
  @TempDir Path directory;

  private static StatusText huge(double rate) {
    Map<State, Integer> counts = new EnumMap<>(State.class);
    for (State state : State.values()) {
      counts.put(state, 24_999_999);
    }
    return new StatusText(
        new SweepStatus(
            "a-name-that-is-not-short".repeat(3),
            100_000_000,
            counts,
            1e9,
            Double.NaN,
            Builds.NONE,
            Optional.of("running: " + "x".repeat(200)),
            true,
            false,
            List.of("halving: " + "x".repeat(200))),
        rate);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20, 80, 200})
  void noLineIsWiderThanTheTerminal(int columns) {
    for (double rate : new double[] {0, 1e-9, 12.5}) {
      List<String> lines = huge(rate).screen(columns);
      assertEquals(6, lines.size());
      assertTrue(lines.stream().allMatch(line -> line.length() <= columns), lines.toString());
    }
  }

  @Test
  void everyFormatTellsTheSame() throws IOException {
    run(directory, TINY).ends(0);
    String place = directory.resolve("out/tiny").toString();

    JsonNode json =
        new ObjectMapper().readTree(call("status", place, "--format", "json").ends(0).out());
    List<String> csv = call("status", place, "--format", "csv").ends(0).out().lines().toList();

    assertEquals(8, json.get("planned").asInt());
    assertEquals(8, json.get("finished").asInt());
    assertEquals(0, json.get("timed_out").asInt());
    assertTrue(json.get("eta_seconds").isNull());
    assertEquals(false, json.get("running").asBoolean());
    assertEquals(2, csv.size());
    assertEquals("planned,ended,finished,diverged,failed,timed_out", csv.get(0).substring(0, 48));
    assertTrue(csv.get(1).startsWith("8,8,8,0,0,0,"), csv.get(1));
    assertTrue(csv.get(1).endsWith(",,,false"), csv.get(1));
    assertEquals(csv.get(0).split(",", -1).length, csv.get(1).split(",", -1).length);
  }

  /** It used to wait for ever for a sweep that was killed. */
  @Test
  @Timeout(60)
  void aWatchEndsWhereNobodyWrites() throws IOException {
    run(directory, TINY).ends(0);
    Path sweep = directory.resolve("out/tiny");
    Path segment = sweep.resolve("journal/000001.seg");
    List<String> lines = Files.readAllLines(segment);
    write(segment, String.join("\n", lines.subList(0, 4)) + "\n");
    SortedMap<String, String> before = contents(sweep);

    String out = call("status", sweep.toString(), "--watch").ends(0).out();

    assertEquals(1, out.lines().count());
    assertTrue(out.startsWith("tiny: 3/8 done (37%) - 3 finished"), out);
    assertEquals(before, contents(sweep));
  }

  /** A line a change, and the end with the end of the sweep. */
  @Test
  @Timeout(120)
  void aWatchFollowsARunToItsEnd() throws Exception {
    Path gate = directory.resolve("gate");
    String job =
        "name: waits\nexperiment: faulty\nvariants:\n  - {item: [3, 4]}\n  - {item: 1, behaviour:"
            + " gate, gate: "
            + gate
            + "}\n";
    String out = directory.resolve("out").toString();
    Process writer =
        Shell.start(
            "run",
            Shell.job(directory, job),
            "-o",
            out,
            "--master",
            "in-process",
            "--parallelism",
            "1");
    try {
      while (!Files.exists(directory.resolve("gate.waiting"))) {
        assertTrue(writer.isAlive());
        LockSupport.parkNanos(10_000_000);
      }
      String sweep = out + "/waits";
      assertTrue(call("status", sweep).ends(0).out().contains("\nrunning: "));
      CompletableFuture<Shell.Answer> watch =
          CompletableFuture.supplyAsync(
              () -> call("status", sweep, "--watch", "--interval", "0.1", "--format", "csv"));
      write(gate, "");
      List<String> lines = watch.get().ends(0).out().lines().toList();

      assertTrue(lines.get(lines.size() - 1).startsWith("3,3,3,"), lines.toString());
      assertEquals(lines.size(), lines.stream().distinct().count());
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "NaN", "1e9"})
  void anIntervalIsATime(String interval) {
    run(directory, TINY).ends(0);

    Shell.Answer answer =
        call("status", directory.resolve("out/tiny").toString(), "--interval", interval).ends(2);

    assertTrue(answer.err().contains("--interval is "), answer.err());
  }
}
