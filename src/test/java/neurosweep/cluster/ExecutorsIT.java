package neurosweep.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import neurosweep.core.Cell;
import neurosweep.core.Outcome;
import neurosweep.spark.SparkRunner;
import neurosweep.testing.Clusters;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors that die, lack memory or cannot run cells, and a run that is stopped. */
@Tag("environment")
@Tag("cluster")
class ExecutorsIT {
  private static final String TWO = "local-cluster[2,1,1024]";

  @TempDir Path place;

  private List<String> marks() {
    try (Stream<Path> files = Files.list(place)) {
      return files.map(file -> file.getFileName().toString()).filter(n -> n.contains(".")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Cell> waiting(String behaviour, String seeds) {
    return Clusters.cells(
        String.format(
            Locale.ROOT,
            "fixed: {behaviour: %s, place: '%s'}\nseeds: %s",
            behaviour,
            place,
            seeds));
  }

  private static void requireFinished(Clusters.Answer answer, int cells) {
    assertEquals("", answer.why);
    assertEquals(cells, answer.results.size());
    answer.results.values().forEach(r -> assertInstanceOf(Outcome.Finished.class, r.outcome()));
  }

  /** Polled while a run waits: kills the first executor in which a cell waits, then lets all go. */
  private final class KillOne implements BooleanSupplier {
    private boolean killed;

    @Override
    public boolean getAsBoolean() {
      List<String> marks = marks();
      if (!killed && !marks.isEmpty()) {
        long pid = Long.parseLong(marks.get(0).split("\\.", -1)[1]);
        killed = ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      } else if (killed && !Files.exists(place.resolve("go"))) {
        try {
          Files.createFile(place.resolve("go"));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return false;
    }
  }

  @Test
  void anExecutorThatIsKilledCostsNoCell() {
    List<Cell> cells = new ArrayList<>(waiting("wait", "1..4"));
    cells.addAll(Clusters.cells("fixed: {behaviour: finish}\nseeds: 1..8"));
    KillOne kill = new KillOne();

    Clusters.Answer answer =
        Clusters.run(Clusters.runner(TWO, OptionalInt.empty()), Clusters.bundles(cells, 2), kill);

    assertTrue(kill.killed);
    requireFinished(answer, 12);
  }

  /** A machine that lacked the backend used to turn cell after cell into a failure. */
  @Test
  void cellsGoWhereTheyCanRun() {
    List<Cell> cells = waiting("wrong-host", "1..12");

    requireFinished(
        Clusters.run(
            Clusters.runner(TWO, OptionalInt.empty()), Clusters.bundles(cells, 1), () -> false),
        12);
  }

  @Test
  void withoutAMachineThatCanTheRunStops() {
    List<Cell> cells = Clusters.cells("fixed: {behaviour: wrong-host}\nseeds: 1..12");

    Clusters.Answer answer =
        Clusters.run(
            Clusters.runner("local[2]", OptionalInt.empty()),
            Clusters.bundles(cells, 2),
            () -> false);

    assertTrue(answer.why.endsWith(" cannot run cells: no such backend here"), answer.why);
    assertEquals(0, answer.results.size());
  }

  /** What a cell has used up, its neighbours in the same executor may miss. */
  @Test
  void aCellThatTakesAllMemoryIsOneFailure() {
    List<Cell> cells = new ArrayList<>(Clusters.cells("fixed: {behaviour: finish}\nseeds: 1..6"));
    cells.add(0, Clusters.cells("fixed: {behaviour: hoard}\nseeds: [1]").get(0));

    Clusters.Answer answer =
        Clusters.run(
            Clusters.runner("local-cluster[1,2,1024]", OptionalInt.empty()),
            Clusters.bundles(cells, 1),
            () -> false);

    assertEquals("", answer.why);
    assertEquals(7, answer.results.size());
    Outcome.Failed failed =
        assertInstanceOf(Outcome.Failed.class, answer.of("hoard").get(0).outcome());
    assertTrue(
        failed.cause().matches("java.lang.OutOfMemoryError.*|its executor died .*"),
        failed.cause());
    assertTrue(answer.of("hoard").get(0).attempt() > 1, "was run alone, too");
    answer.of("finish").forEach(r -> assertInstanceOf(Outcome.Finished.class, r.outcome()));
  }

  @Test
  void aStopEndsRunningCellsAndLeavesThemWithoutAResult() {
    Clusters.Answer answer =
        Clusters.run(
            Clusters.runner("local[2]", OptionalInt.empty()),
            Clusters.bundles(waiting("wait", "1..5"), 1),
            () -> marks().size() == 2);

    assertEquals("", answer.why);
    assertEquals(0, answer.results.size());
    assertEquals(2, marks().size());
  }

  /** A context that a master drops used to end the run with a stack, without results or tables. */
  @Test
  void sparkThatStopsByItselfEndsTheRunWithAReason() {
    SparkRunner runner = Clusters.runner("local[2]", OptionalInt.empty());
    SparkContext context = SparkContext.getOrCreate();
    List<Cell> cells = new ArrayList<>(Clusters.cells("fixed: {behaviour: finish}\nseeds: [1]"));
    cells.addAll(waiting("wait", "1..3"));

    Clusters.Answer answer =
        Clusters.run(
            runner,
            Clusters.bundles(cells, 1),
            () -> {
              if (marks().size() == 2 && !context.isStopped()) {
                context.stop();
              }
              return false;
            });

    assertTrue(answer.why.startsWith("Spark has stopped: "), answer.why);
    assertEquals(1, answer.results.size());
  }
}
