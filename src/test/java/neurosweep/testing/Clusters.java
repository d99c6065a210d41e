package neurosweep.testing;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.spark.SparkRunner;
import neurosweep.sweep.CellExecution;
import neurosweep.sweep.DataLibrary;
import neurosweep.sweep.Work;

/** Runs of the experiment of faults on executors of their own. */
public final class Clusters {
  private static final CellExecution EXECUTION =
      new CellExecution("ejml", Double.POSITIVE_INFINITY);

  private Clusters() {}

  /** What executors on this machine need to find the classes of tests. */
  public static Map<String, String> settings(String... more) {
    try {
      Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> settings = new HashMap<>();
    settings.put("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    settings.put("spark.executor.memory", "600m");
    settings.put("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1");
    for (String setting : more) {
      settings.put(
          setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
    }
    return settings;
  }

  public static SparkRunner runner(String master, OptionalInt mostLost, String... settings) {
    SparkRunner.Cluster cluster = new SparkRunner.Cluster(master, settings(settings), mostLost);
    return new SparkRunner(
        "test", cluster, EXECUTION, new DataLibrary(r -> null), List.of(), List.of());
  }

  /** The cells of a job of the experiment of faults. */
  public static List<Cell> cells(String job) {
    return Plans.of("name: n\nexperiment: faulty\n" + job, Plans.library()).cells();
  }

  public static List<List<Cell>> bundles(List<Cell> cells, int size) {
    List<List<Cell>> bundles = new ArrayList<>();
    for (int i = 0; i < cells.size(); i += size) {
      bundles.add(cells.subList(i, Math.min(cells.size(), i + size)));
    }
    return bundles;
  }

  /** What has come of a run: the result of each cell, which must come once, and why it gave up. */
  public static final class Answer {
    public final SortedMap<String, CellResult> results = new TreeMap<>();
    public String why = "";

    public void add(CellResult result) {
      assertNull(results.put(result.cell().id(), result), "ran twice: " + result);
    }

    public List<CellResult> of(String behaviour) {
      return results.values().stream()
          .filter(result -> behaviour.equals(Clusters.of(result.cell())))
          .toList();
    }
  }

  private static Object of(Cell cell) {
    Object given = cell.values().get("behaviour");
    return given == null ? "finish" : given;
  }

  /** Runs bundles and closes the runner. */
  public static Answer run(SparkRunner runner, List<List<Cell>> bundles, BooleanSupplier stop) {
    Answer answer = new Answer();
    try (runner) {
      answer.why = runner.run(Work.of(bundles, answer::add), stop).orElse("");
    }
    return answer;
  }
}
