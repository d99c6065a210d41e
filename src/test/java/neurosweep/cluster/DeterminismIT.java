package neurosweep.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.experiment.DataRequest;
import neurosweep.spark.SparkRunner;
import neurosweep.sweep.CellExecution;
import neurosweep.sweep.Checkpoints;
import neurosweep.sweep.DataLibrary;
import neurosweep.sweep.LocalRunner;
import neurosweep.sweep.Plan;
import neurosweep.sweep.Runner;
import neurosweep.sweep.Work;
import neurosweep.testing.MeasuredBits;
import neurosweep.testing.Plans;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cell's result is the same bits wherever, in whatever order and company it is computed. */
@Tag("environment")
class DeterminismIT {
  private static final String CLASSIFICATION =
      """
      name: n
      experiment: classification
      fixed: {dataset: glyphs, glyphs_train: 60, glyphs_test: 40, pool: 4, epochs: 2,
        order: shuffled, validation: 0.2}
      grid: {depth: [1, 2], learning_rate: [1.0e-3, 1.0e+300], precision: [float32, float64]}
      variants: [{algorithm: bp}, {algorithm: gait, lambda: 0.1}]
      seeds: 1..2
      """;
  private static final String ENDINGS =
      "name: n\nexperiment: faulty\n"
          + "grid: {behaviour: [finish, measure-nan, diverge, throw, overflow]}\nseeds: 1..2";
  private static final CellExecution EXECUTION =
      new CellExecution("ejml", Double.POSITIVE_INFINITY);

  private static final DataLibrary LIBRARY = Plans.library();
  private static final List<Cell> CELLS = new ArrayList<>();
  private static final List<DataRequest> REQUESTS = new ArrayList<>();
  private static SortedMap<String, String> expected;

  @BeforeAll
  static void runOnOneThread() {
    for (String job : List.of(CLASSIFICATION, ENDINGS)) {
      Plan plan = Plans.of(job, LIBRARY);
      CELLS.addAll(plan.cells());
      plan.cells().stream()
          .flatMap(cell -> plan.experiment().data(cell.values()).stream())
          .distinct()
          .forEach(REQUESTS::add);
    }
    expected = measured(new LocalRunner(EXECUTION, LIBRARY, 1), CELLS, 4);
    assertEquals(42, expected.size());
    for (String state : List.of("FINISHED", "DIVERGED", "FAILED")) {
      assertTrue(expected.values().stream().anyMatch(text -> text.startsWith(state)), state);
    }
  }

  /** Runs cells in bundles and closes the runner. */
  private static SortedMap<String, String> measured(Runner runner, List<Cell> cells, int bundle) {
    List<List<Cell>> bundles = new ArrayList<>();
    for (int i = 0; i < cells.size(); i += bundle) {
      bundles.add(cells.subList(i, Math.min(cells.size(), i + bundle)));
    }
    SortedMap<String, String> found = new TreeMap<>();
    Thread caller = Thread.currentThread();
    try (runner) {
      runner.run(
          Work.of(
              bundles,
              (CellResult result) -> {
                assertEquals(caller, Thread.currentThread());
                assertNull(found.put(result.cell().id(), MeasuredBits.of(result)), "ran twice");
              }),
          () -> false);
    }
    return found;
  }

  private static List<Cell> shuffled(long seed) {
    List<Cell> cells = new ArrayList<>(CELLS);
    Collections.shuffle(cells, new Random(seed));
    assertNotEquals(CELLS, cells);
    return cells;
  }

  private static SparkRunner spark(
      String master, Map<String, String> conf, CellExecution execution) {
    SparkRunner.Cluster cluster = new SparkRunner.Cluster(master, conf, OptionalInt.empty());
    return new SparkRunner("test", cluster, execution, LIBRARY, REQUESTS, List.of());
  }

  @Test
  void twoThreads() {
    assertEquals(expected, measured(new LocalRunner(EXECUTION, LIBRARY, 2), shuffled(1), 3));
  }

  @Test
  void sparkWithOneCore() {
    assertEquals(expected, measured(spark("local[1]", Map.of(), EXECUTION), CELLS, 5));
  }

  @Test
  void sparkWithTwoCores() {
    assertEquals(expected, measured(spark("local[2]", Map.of(), EXECUTION), shuffled(2), 1));
  }

  /**
   * And where a cell has been begun elsewhere: with no time at all an attempt makes one step, the
   * third comes to the end if it goes on from those before it, half of the cells by diverging in
   * the second.
   */
  @Test
  void anExecutorOfItsOwn(@TempDir Path directory) throws IOException {
    Checkpoints.Place place = new Checkpoints.Place(directory.toString(), 1e6, "code");
    CellExecution hurried = new CellExecution("ejml", 1e-9, place);
    for (int attempt = 1; attempt <= 2; attempt++) {
      SortedMap<String, String> begun = measured(new LocalRunner(hurried, LIBRARY, 1), CELLS, 4);
      long left = begun.values().stream().filter(text -> text.startsWith("TIMED_OUT")).count();
      assertEquals(32 / attempt, left);
    }
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    Map<String, String> conf =
        Map.of(
            "spark.executor.extraClassPath",
            System.getProperty("java.class.path"),
            "spark.executor.memory",
            "700m");
    SparkRunner cluster = spark("local-cluster[1,1,1024]", conf, hurried);
    assertEquals(expected, measured(cluster, shuffled(3), 7));
  }
}
