package neurosweep.testing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Measurements;
import neurosweep.core.Origin;
import neurosweep.core.Outcome;
import neurosweep.core.Values;
import neurosweep.journal.Journal;

/** Results of cells to write into journals. */
public final class CellResults {
  /** Of a process that no other disturbs. */
  public static final Journal.Permission ALONE = new Journal.Permission(() -> {}, () -> {});

  private CellResults() {}

  public static Cell cell(long seed) {
    return new Cell(
        "classification",
        2,
        Values.of(
            Map.of("learning_rate", 1e-4, "depth", 3L, "algorithm", "gait", "nesterov", true)),
        seed,
        "0123abcd");
  }

  public static Measurements measured(double accuracy) {
    TreeMap<String, Object> scalars = new TreeMap<>();
    scalars.put("peak_test_accuracy", accuracy);
    scalars.put("peak_epoch", 17L);
    scalars.put("stable", true);
    scalars.put("stop_reason", "epochs");
    TreeMap<String, double[][]> tables = new TreeMap<>();
    tables.put(
        "history", new double[][] {{1, 0.1 + accuracy, Double.NaN}, {2, accuracy / 3, -0.0}});
    return new Measurements(scalars, tables);
  }

  public static CellResult finished(long seed, double accuracy) {
    return new CellResult(
        cell(seed),
        new Outcome.Finished(measured(accuracy)),
        1.25,
        Double.NaN,
        1,
        "host-a",
        Origin.unknown("ejml"));
  }

  public static CellResult failed(long seed) {
    Outcome outcome =
        new Outcome.Failed(
            Measurements.NONE, "IllegalStateException: no", "at a\n\tat b \u00e9 \ud83d\ude00");
    return new CellResult(
        cell(seed), outcome, 0.5, Double.NaN, 1, "host-a", Origin.unknown("ejml"));
  }

  public static CellResult timedOut(long seed) {
    Outcome outcome = new Outcome.TimedOut(measured(0.25), 60);
    return new CellResult(
        cell(seed), outcome, 60.5, Double.NaN, 2, "host-b", Origin.unknown("vector"));
  }

  public static CellResult diverged(long seed) {
    Outcome outcome = new Outcome.Diverged(measured(0.125), "loss is NaN in epoch 3");
    return new CellResult(
        cell(seed), outcome, 0.75, Double.NaN, 1, "host-b", Origin.unknown("vector"));
  }

  /** A result that knows all about what computed it. */
  public static CellResult ofKnownOrigin(long seed) {
    Origin origin =
        new Origin(
            "0123456789abcdef",
            "fedcba9876543210",
            "native",
            "OpenBLAS 0.3.31",
            "SkylakeX",
            "17.0.15+6 (VM)",
            "Linux amd64, processor \u00e9");
    Outcome outcome = new Outcome.Finished(measured(0.75));
    return new CellResult(cell(seed), outcome, 1.25, 1.125, 1, "host-a", origin);
  }

  /** One of each state. */
  public static List<CellResult> ofEveryState() {
    return List.of(finished(1, 0.5), diverged(2), failed(3), timedOut(4));
  }

  /** Everything about a result as text, exact to the bit: records compare arrays by identity. */
  public static String text(CellResult result) {
    StringBuilder text = new StringBuilder();
    Outcome outcome = result.outcome();
    text.append(result.cell()).append('|').append(result.cell().values().map());
    text.append('|').append(result.cell().id()).append('|').append(result.seconds());
    text.append('|').append(result.attempt()).append('|').append(result.host());
    text.append('|').append(result.origin()).append('|').append(result.cpuSeconds());
    text.append('|').append(outcome.state());
    if (outcome instanceof Outcome.Diverged diverged) {
      text.append('|').append(diverged.reason());
    } else if (outcome instanceof Outcome.Failed failed) {
      text.append('|').append(failed.cause()).append('|').append(failed.detail());
    } else if (outcome instanceof Outcome.TimedOut timedOut) {
      text.append('|').append(timedOut.seconds());
    }
    outcome
        .measurements()
        .scalars()
        .forEach((name, value) -> text.append('|').append(name).append(scalar(value)));
    outcome.measurements().tables().forEach((name, rows) -> table(text, name, rows));
    return text.toString();
  }

  private static String scalar(Object value) {
    String type = value.getClass().getSimpleName();
    return value instanceof Double real
        ? type + Long.toHexString(Double.doubleToLongBits(real))
        : type + value;
  }

  private static void table(StringBuilder text, String name, double[][] rows) {
    text.append('|').append(name);
    for (double[] row : rows) {
      text.append('/');
      for (double value : row) {
        text.append(Long.toHexString(Double.doubleToLongBits(value))).append(',');
      }
    }
  }
}
