package neurosweep.cli;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.contents;
import static neurosweep.cli.Shell.run;
import static neurosweep.cli.Shell.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.stream.IntStream;
import neurosweep.core.Outcome.State;
import neurosweep.result.Builds;
import neurosweep.sweep.Activity;
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
    List<Activity.Running> cells =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    new Activity.Running(
                        "cell" + i,
                        "data=手写数字 ".repeat(20),
                        "2026-01-01T00:00:00Z",
                        "host",
                        3,
                        "key",
                        "2026-01-01T00:00:00Z"))
            .toList();
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
            List.of("halving: " + "x".repeat(200)),
            Optional.of(new Activity("2026-01-01T00:00:00Z", 7, 2000, cells))),
        rate);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20, 80, 200})
  void noLineIsWiderThanTheTerminal(int columns) {
    for (double rate : new double[] {0, 1e-9, 12.5}) {
      List<String> lines = huge(rate).screen(columns);
      assertEquals(6 + 10, lines.size());
      assertTrue(
          lines.stream().allMatch(line -> FittedLine.columns(line) <= columns), lines.toString());
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
    assertEquals(0, json.get("cells_running").asInt());
    assertEquals(0, json.get("running_cells").size());
    assertEquals(2, csv.size());
    assertEquals("planned,ended,finished,diverged,failed,timed_out", csv.get(0).substring(0, 48));
    assertTrue(csv.get(1).startsWith("8,8,8,0,0,0,"), csv.get(1));
    assertTrue(csv.get(1).endsWith(",,,false,0"), csv.get(1));
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
      JsonNode seen = running(sweep, writer);
      assertEquals(1, seen.get("cells_running").asInt(), seen.toString());
      String values = "item=1 behaviour=gate gate=" + gate + " seed=1";
      assertEquals(values, seen.get("running_cells").get(0).get("values").asText());
      assertTrue(seen.get("cells_per_second").asDouble() > 0, seen.toString());
      assertTrue(seen.get("eta_seconds").isNumber(), seen.toString());
      String told = call("status", sweep).ends(0).out();
      assertTrue(told.contains("\nrunning cells: 1\n  "), told);
      assertTrue(told.contains("  " + values + "  since 20"), told);
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

  /** Once the driver says what it is at, which short runs do not. */
  private static JsonNode running(String sweep, Process writer) throws IOException {
    JsonNode seen;
    do {
      assertTrue(writer.isAlive());
      seen = new ObjectMapper().readTree(call("status", sweep, "--format", "json").ends(0).out());
    } while (seen.get("running_cells").isEmpty());
    return seen;
  }

  /** Of a driver that was killed only what it left is there, which is nobody's word. */
  @Test
  @Timeout(120)
  void noCellRunsWhereNoDriverLives() throws Exception {
    Path gate = directory.resolve("gate");
    String job =
        "name: waits\nexperiment: faulty\nfixed: {behaviour: gate, gate: "
            + gate
            + "}\ngrid: {item: [1, 2]}\n";
    String out = directory.resolve("out").toString();
    String sweep = out + "/waits";
    Process writer =
        Shell.start("run", Shell.job(directory, job), "-o", out, "--master", "in-process");
    try {
      while (!Files.exists(directory.resolve("gate.waiting"))) {
        assertTrue(writer.isAlive());
        LockSupport.parkNanos(10_000_000);
      }
      running(sweep, writer);
    } finally {
      writer.destroyForcibly().waitFor();
    }
    assertTrue(contents(Path.of(sweep)).keySet().stream().anyMatch(n -> n.endsWith(".cells")));
    String told = call("status", sweep).ends(0).out();
    String json = call("status", sweep, "--format", "json").ends(0).out();

    assertTrue(told.contains("was running: "), told);
    assertFalse(told.contains("running cells"), told);
    assertFalse(told.contains("ETA"), told);
    assertTrue(json.contains("\"running\":false,\"cells_running\":0,\"running_cells\":[]"), json);
    write(gate, "");
    run(directory, job).ends(0);
    assertTrue(contents(Path.of(sweep)).keySet().stream().noneMatch(n -> n.contains("lease")));
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
