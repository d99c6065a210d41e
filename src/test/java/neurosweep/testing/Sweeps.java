package neurosweep.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import neurosweep.analysis.Analysis;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Column;
import neurosweep.core.Goal;
import neurosweep.core.Measurements;
import neurosweep.core.Metric;
import neurosweep.core.Origin;
import neurosweep.core.Outcome;
import neurosweep.core.Split;
import neurosweep.core.Stable;
import neurosweep.core.Values;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.result.ResultColumns;
import neurosweep.result.Select;
import neurosweep.store.Files;
import neurosweep.store.SweepDirectory;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableWriter;
import org.apache.hadoop.fs.Path;

/** Small sweeps for tests: cells are added one by one and written as a sweep would write them. */
public final class Sweeps {
  public static final Files FILES = new Files();
  private static final Metric<Double> CHANCE = Metric.real("chance_accuracy", "", "");
  private static final Metric<Double> TRAIN = Metric.real("train_accuracy", "", "");
  private static final Metric<Double> TEST = Metric.real("test_accuracy", "", "");
  private static final Metric<Double> VALIDATION = Metric.real("validation_accuracy", "", "");
  public static final Metric<Long> PEAK_EPOCH = Metric.integer("peak_epoch", "", "");
  public static final Metric<Long> BEST_EPOCH = Metric.integer("best_validation_epoch", "", "");
  public static final Metric<Double> BEST_VALIDATION =
      Metric.real("best_validation_accuracy", "", "")
          .on(Split.VALIDATION)
          .bestOf(VALIDATION, BEST_EPOCH)
          .share(CHANCE);
  public static final Metric<Double> CHOSEN_TEST =
      Metric.real("test_accuracy_at_best_validation", "", "")
          .on(Split.TEST)
          .chosenOf(TEST)
          .share(CHANCE);
  public static final List<Metric<?>> METRICS =
      List.of(
          Metric.real("peak_train_accuracy", "", "")
              .on(Split.TRAIN)
              .peakOf(TRAIN, PEAK_EPOCH)
              .share(CHANCE),
          Metric.real("peak_test_accuracy", "", "")
              .on(Split.TEST)
              .peakOf(TEST, PEAK_EPOCH)
              .share(CHANCE),
          PEAK_EPOCH,
          Metric.real("final_train_accuracy", "", "").on(Split.TRAIN).lastOf(TRAIN).share(CHANCE),
          Metric.real("final_test_accuracy", "", "").on(Split.TEST).lastOf(TEST).share(CHANCE),
          CHANCE,
          Metric.text("stop_reason", ""),
          Metric.flag("collapsed", ""),
          Metric.flag("stable", "").verdict());

  private final Design design;
  private final List<Object[]> rows = new ArrayList<>();

  public Sweeps(Design design) {
    this.design = design;
  }

  public static Axis axis(String name, boolean over, Object... values) {
    Column.Type type =
        values[0] instanceof String
            ? Column.Type.TEXT
            : values[0] instanceof Long ? Column.Type.INTEGER : Column.Type.REAL;
    return new Axis(name, type, "", List.of(values), over);
  }

  public static Design design(Stable stable, long seeds, long cells, Axis... axes) {
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
        new Select("peak_test_accuracy", Goal.MAX, stable),
        "");
  }

  /** Two algorithms, learning rate by lambda, as {@link #design}. */
  public static Design twoByTwo(Stable stable, long seeds, long cells) {
    return design(
        stable,
        seeds,
        cells,
        axis("algorithm", false, "bp", "tp"),
        axis("learning_rate", true, 1e-5, 1e-4),
        axis("lambda", true, 0.0, 0.1));
  }

  /** The same comparison with other plots. */
  public static Design with(Design base, Design.Plots plots) {
    return new Design(
        base.sweep(),
        base.experiment(),
        base.grid(),
        base.metrics(),
        base.headline(),
        base.select(),
        base.reference(),
        plots,
        base.tables());
  }

  public Design design() {
    return design;
  }

  /** A run that reached a test accuracy, ended 0.01 lower, and was stable. */
  public Sweeps finished(double peakTest, long seed, Object... axes) {
    return finished(peakTest, true, seed, axes);
  }

  public Sweeps finished(double peakTest, boolean stable, long seed, Object... axes) {
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

  public Sweeps diverged(long seed, Object... axes) {
    TreeMap<String, Object> scalars = new TreeMap<>();
    scalars.put("peak_test_accuracy", 0.99); // reached before it diverged: must not count
    scalars.put("stable", false);
    Measurements measured = new Measurements(scalars, new TreeMap<>());
    return add(new Outcome.Diverged(measured, "the loss is NaN"), seed, axes);
  }

  public Sweeps failed(long seed, Object... axes) {
    return add(new Outcome.Failed(Measurements.NONE, "OutOfMemoryError", "stack"), seed, axes);
  }

  public Sweeps timedOut(long seed, Object... axes) {
    return add(new Outcome.TimedOut(Measurements.NONE, 60), seed, axes);
  }

  public Sweeps add(Outcome outcome, long seed, Object... axes) {
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

  public static SweepDirectory at(java.nio.file.Path directory) {
    return new SweepDirectory(new Files(), new Path(directory.toUri()));
  }

  /** Writes {@code results} and gives the sweep's directory. */
  public SweepDirectory write(java.nio.file.Path directory) throws IOException {
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

  public Analysis analysis(java.nio.file.Path directory) throws IOException {
    return Analysis.read(write(directory), design);
  }
}
