package neurosweep.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Column;
import neurosweep.core.Measurements;
import neurosweep.core.Origin;
import neurosweep.core.Outcome;
import neurosweep.core.Values;
import neurosweep.store.Files;
import neurosweep.store.ParquetTable;
import neurosweep.store.ParquetTableWriter;
import neurosweep.store.SweepDirectory;
import org.apache.hadoop.fs.Path;

/** Small sweeps for tests: cells are added one by one and written as a sweep would write them. */
final class Sweeps {
  static final Files FILES = new Files();
  static final List<Column> METRICS =
      List.of(
          Column.real("peak_train_accuracy", "", ""),
          Column.real("peak_test_accuracy", "", ""),
          Column.integer("peak_epoch", "", ""),
          Column.real("final_train_accuracy", "", ""),
          Column.real("final_test_accuracy", "", ""),
          Column.real("chance_accuracy", "", ""),
          Column.text("stop_reason", ""),
          Column.flag("collapsed", ""),
          Column.flag("stable", ""));

  private final Design design;
  private final List<Object[]> rows = new ArrayList<>();

  Sweeps(Design design) {
    this.design = design;
  }

  static Axis axis(String name, boolean over, Object... values) {
    Column.Type type =
        values[0] instanceof String
            ? Column.Type.TEXT
            : values[0] instanceof Long ? Column.Type.INTEGER : Column.Type.REAL;
    return new Axis(name, type, "", List.of(values), over);
  }

  static Design design(Select.Stable stable, long seeds, long cells, Axis... axes) {
    List<Long> replications = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      replications.add(seed);
    }
    return new Design(
        "small-sweep",
        "classification",
        new Design.Grid(List.of(axes), replications, cells),
        METRICS,
        List.of(),
        new Select("peak_test_accuracy", Select.Goal.MAX, stable),
        "");
  }

  /** Two algorithms, learning rate by lambda, as {@link #design}. */
  static Design twoByTwo(Select.Stable stable, long seeds, long cells) {
    return design(
        stable,
        seeds,
        cells,
        axis("algorithm", false, "bp", "tp"),
        axis("learning_rate", true, 1e-5, 1e-4),
        axis("lambda", true, 0.0, 0.1));
  }

  Design design() {
    return design;
  }

  /** A run that reached a test accuracy, ended 0.01 lower, and was stable. */
  Sweeps finished(double peakTest, long seed, Object... axes) {
    return finished(peakTest, true, seed, axes);
  }

  Sweeps finished(double peakTest, boolean stable, long seed, Object... axes) {
    TreeMap<String, Object> scalars = new TreeMap<>();
    scalars.put("peak_test_accuracy", peakTest);
    scalars.put("final_test_accuracy", peakTest - 0.01);
    scalars.put("peak_train_accuracy", peakTest + 0.02);
    scalars.put("final_train_accuracy", peakTest + 0.02);
    scalars.put("peak_epoch", 40 + seed);
    scalars.put("chance_accuracy", 0.1);
    scalars.put("stop_reason", "epochs");
    scalars.put("collapsed", !stable);
    scalars.put("stable", stable);
    return add(new Outcome.Finished(new Measurements(scalars, new TreeMap<>())), seed, axes);
  }

  Sweeps diverged(long seed, Object... axes) {
    TreeMap<String, Object> scalars = new TreeMap<>();
    scalars.put("peak_test_accuracy", 0.99); // reached before it diverged: must not count
    scalars.put("stable", false);
    Measurements measured = new Measurements(scalars, new TreeMap<>());
    return add(new Outcome.Diverged(measured, "the loss is NaN"), seed, axes);
  }

  Sweeps failed(long seed, Object... axes) {
    return add(new Outcome.Failed(Measurements.NONE, "OutOfMemoryError", "stack"), seed, axes);
  }

  Sweeps timedOut(long seed, Object... axes) {
    return add(new Outcome.TimedOut(Measurements.NONE, 60), seed, axes);
  }

  Sweeps add(Outcome outcome, long seed, Object... axes) {
    TreeMap<String, Object> values = new TreeMap<>();
    for (int i = 0; i < axes.length; i++) {
      if (axes[i] != null) {
        values.put(design.grid().axes().get(i).name(), axes[i]);
      }
    }
    Values given = new Values(values);
    Cell cell = new Cell("classification", 1, given, seed, "digest");
    CellResult result =
        new CellResult(cell, outcome, 1.5, Double.NaN, 1, "localhost", Origin.unknown("ejml"));
    rows.add(ResultColumns.row(design, result, given));
    return this;
  }

  static SweepDirectory at(java.nio.file.Path directory) {
    return new SweepDirectory(new Files(), new Path(directory.toUri()));
  }

  /** Writes {@code results} and gives the sweep's directory. */
  SweepDirectory write(java.nio.file.Path directory) throws IOException {
    SweepDirectory sweep = at(directory);
    try (ParquetTableWriter writer =
        ParquetTable.write(
            FILES,
            new Path(sweep.results(), "part-00000.parquet"),
            "results",
            ResultColumns.of(design),
            Map.of())) {
      for (Object[] row : rows) {
        writer.write(row);
      }
      writer.commit();
    }
    return sweep;
  }

  Analysis analysis(java.nio.file.Path directory) throws IOException {
    return Analysis.read(write(directory), design);
  }
}
