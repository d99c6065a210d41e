package neurosweep.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import neurosweep.analysis.Analysis;
import neurosweep.core.Cell;
import neurosweep.core.Column;
import neurosweep.core.Goal;
import neurosweep.core.Stable;
import neurosweep.core.Values;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.result.ResultColumns;
import neurosweep.result.Searched;
import neurosweep.result.Select;
import neurosweep.result.TrialColumns;
import neurosweep.search.Search;
import neurosweep.store.SweepDirectory;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableWriter;

/** Small searches for tests, whose cells are added in the order in which they ended. */
public final class SearchedSweeps {
  private final Design design;
  private final Sweeps results;
  private final List<Object[]> trials = new ArrayList<>();
  private final List<Object[]> plan = new ArrayList<>();

  /** Of a method over algorithms, bp and tp, and a drawn learning rate. */
  public SearchedSweeps(String method, long full, long seeds, long cells) {
    Design base =
        Sweeps.design(
            Stable.FINISHED,
            seeds,
            cells,
            Sweeps.axis("algorithm", false, "bp", "tp"),
            new Axis("learning_rate", Column.Type.REAL, "", List.of(), true),
            new Axis("lambda", Column.Type.REAL, "", List.of(), true));
    Searched searched =
        new Searched(
            method,
            Search.CATALOG.get(method).label(),
            "samples=4",
            full == 0 ? "" : "epochs",
            full,
            Search.CATALOG.get(method).givesUp(),
            Search.CATALOG.get(method).isFair(),
            Search.CATALOG.get(method).bySeeds(),
            Map.of("learning_rate", "loguniform(0.001, 0.1)"));
    this.design =
        new Design(
            base.sweep(),
            base.experiment(),
            base.grid(),
            base.metrics(),
            List.of(),
            new Select("peak_test_accuracy", Goal.MAX, Stable.FINISHED, searched),
            "");
    this.results = new Sweeps(design);
  }

  public Design design() {
    return design;
  }

  /**
   * A cell that ended next.
   *
   * @param value NaN if it diverged
   */
  public SearchedSweeps cell(
      long budget, long seed, double value, double seconds, boolean counts, Object... axes) {
    String key = key(axes);
    List<Object> row = new ArrayList<>(List.of(trials.size() + 1L));
    row.addAll(Arrays.asList(axes));
    row.add(budget);
    row.add(seed);
    row.add(key + "-" + budget + "-" + seed);
    row.add(key);
    row.add(Double.isNaN(value) ? "DIVERGED" : "FINISHED");
    row.add(Double.isNaN(value) ? (Object) 0.99 : (Object) value);
    row.add(seconds);
    row.add(Double.isNaN(value) ? "the loss is NaN" : null);
    row.add(counts);
    trials.add(row.toArray());
    if (counts && Double.isNaN(value)) {
      results.diverged(seed, axes);
    } else if (counts) {
      results.finished(value, seed, axes);
    }
    return this;
  }

  /** A planned cell of a configuration at its full budget. */
  public SearchedSweeps planned(double seconds, Object... axes) {
    String key = key(axes);
    plan.add(new Object[] {key + "-" + plan.size(), key, seconds});
    return this;
  }

  private String key(Object... axes) {
    TreeMap<String, Object> values = new TreeMap<>();
    for (int i = 0; i < axes.length; i++) {
      if (axes[i] != null) {
        values.put(design.grid().axes().get(i).name(), axes[i]);
      }
    }
    return new Cell("classification", 1, new Values(values), 0, "digest").configId();
  }

  public SweepDirectory write(Path directory) throws IOException {
    SweepDirectory sweep = results.write(directory);
    write(
        new org.apache.hadoop.fs.Path(sweep.trials(), "part-00000.parquet"),
        TrialColumns.of(design),
        trials);
    write(
        sweep.plan(),
        List.of(
            Column.text(ResultColumns.CELL_ID, ""),
            Column.text(ResultColumns.CONFIG_ID, ""),
            Column.real(ResultColumns.PREDICTED_SECONDS, "s", "")),
        plan);
    return sweep;
  }

  private static void write(
      org.apache.hadoop.fs.Path file, List<Column> columns, List<Object[]> rows)
      throws IOException {
    try (ParquetTableWriter writer =
        ParquetTable.write(Sweeps.FILES, file, "trials", columns, Map.of())) {
      for (Object[] row : rows) {
        writer.write(row);
      }
      writer.commit();
    }
  }

  public Analysis analysis(Path directory) throws IOException {
    return Analysis.read(write(directory), design);
  }

  /**
   * Successive halving by hand, two seeds: of bp two of four go from one epoch to two, of tp every
   * run diverges. A whole cell of bp takes 1.5 s, half of it for each epoch.
   */
  public static SearchedSweeps halving() {
    SearchedSweeps sweep = new SearchedSweeps("halving", 2, 2, 4);
    double[] first = {0.5, 0.7, 0.6, 0.4};
    for (int i = 0; i < 4; i++) {
      double rate = 0.001 * (i + 1);
      sweep.cell(1, 1, first[i], 0.75, false, "bp", rate, 1.0);
      sweep.cell(1, 2, i == 3 ? Double.NaN : first[i] + 0.02, 0.75, false, "bp", rate, 1.0);
      sweep.planned(3, "bp", rate, 1.0).planned(3, "bp", rate, 1.0);
    }
    for (int i = 0; i < 3; i++) {
      sweep.cell(1, 1, Double.NaN, 0.25, false, "tp", 0.001 * (i + 1), 1.0);
      sweep.cell(1, 2, Double.NaN, 0.25, false, "tp", 0.001 * (i + 1), 1.0);
      sweep.planned(6, "tp", 0.001 * (i + 1), 1.0).planned(6, "tp", 0.001 * (i + 1), 1.0);
    }
    // the worse one is whole first, the better one had its first seed before
    sweep
        .cell(2, 1, 0.8, 0.75, true, "bp", 0.002, 1.0)
        .cell(2, 1, 0.7, 0.75, true, "bp", 0.003, 1.0);
    return sweep
        .cell(2, 2, 0.72, 0.75, true, "bp", 0.003, 1.0)
        .cell(2, 2, 0.84, 0.75, true, "bp", 0.002, 1.0);
  }

  /** Racing by hand, three seeds: of three configurations one ends after each seed. */
  public static SearchedSweeps racing() {
    SearchedSweeps sweep = new SearchedSweeps("racing", 0, 3, 3);
    sweep.cell(0, 1, 0.6, 1, false, "bp", 0.001, 1.0).cell(0, 1, 0.7, 1, false, "bp", 0.002, 1.0);
    sweep.cell(0, 1, 0.8, 1, true, "bp", 0.003, 1.0).cell(0, 2, 0.9, 1, false, "bp", 0.002, 1.0);
    return sweep
        .cell(0, 2, 0.6, 1, true, "bp", 0.003, 1.0)
        .cell(0, 3, 0.8, 1, true, "bp", 0.003, 1.0);
  }

  /**
   * Twelve configurations of bp by one seed, of which the first rung likes the learning rate and
   * the last one, with eleven, another lambda.
   */
  public static SearchedSweeps reversed() {
    SearchedSweeps sweep = new SearchedSweeps("halving", 2, 1, 11);
    for (int i = 0; i < 12; i++) {
      sweep.cell(1, 1, 0.5 + 0.03 * i, 0.5, false, "bp", 0.001 * (i + 1), 1.0 + i * 7 % 12);
    }
    for (int i = 1; i < 12; i++) {
      double lambda = 1.0 + i * 7 % 12;
      sweep.cell(2, 1, 0.9 - 0.03 * lambda, 0.5, true, "bp", 0.001 * (i + 1), lambda);
    }
    return sweep;
  }

  /**
   * Twelve configurations of bp, three seeds: the first seed likes lambda, its mean with the second
   * one the learning rate alone; the last is that of one configuration.
   */
  public static SearchedSweeps fickle() {
    SearchedSweeps sweep = new SearchedSweeps("racing", 0, 3, 3);
    for (long seed = 1; seed <= 3; seed++) {
      for (int i = seed == 3 ? 11 : 0; i < 12; i++) {
        double lambda = 1.0 + i * 7 % 12;
        double value = 0.5 + 0.01 * i + (seed == 1 ? 0.03 : seed == 2 ? -0.03 : 0) * lambda;
        sweep.cell(0, seed, value, 1, i == 11, "bp", 0.001 * (i + 1), lambda);
      }
    }
    return sweep;
  }

  /** One of each kind, by its name. */
  public static SearchedSweeps of(String name) {
    return switch (name) {
      case "halving" -> halving();
      case "racing" -> racing();
      case "reversed" -> reversed();
      case "fickle" -> fickle();
      default -> drawn(name, 40);
    };
  }

  public static List<String> names() {
    return List.of("halving", "racing", "reversed", "fickle", "tpe", "random");
  }

  /** So many whole configurations of bp by one seed, better with the learning rate alone. */
  public static SearchedSweeps drawn(String method, int configurations) {
    SearchedSweeps sweep = new SearchedSweeps(method, 0, 1, configurations);
    for (int i = 0; i < configurations; i++) {
      double lambda = 1 + i * 7 % configurations;
      sweep.cell(0, 1, 0.5 + 0.4 * i / configurations, 1, true, "bp", 0.001 * (i + 1), lambda);
    }
    return sweep;
  }
}
