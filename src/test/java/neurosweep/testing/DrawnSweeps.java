package neurosweep.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Replicates;
import neurosweep.core.Column;
import neurosweep.core.Metric;
import neurosweep.core.Plot;
import neurosweep.core.Split;
import neurosweep.core.Stable;
import neurosweep.core.Table;
import neurosweep.report.chart.FigureSource;
import neurosweep.result.Design;
import neurosweep.result.ResultColumns;
import neurosweep.store.SweepDirectory;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableWriter;
import org.apache.hadoop.fs.Path;

/** Sweeps that are hard to draw, with a table for every kind of plot. */
public final class DrawnSweeps {
  private static final String ODD = "50 % & _more_ #1 $x$ <b>\"q\"</b> \u4e2d";

  private DrawnSweeps() {}

  private static final Map<String, Supplier<Sweeps>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("usual", () -> grid(3, 1e-4, 1e-3, 1e-2));
    ALL.put("partial", () -> onePoint(axes(2, 2000, 0.001, 0.01)));
    ALL.put("one-point", () -> onePoint(axes(1, 1, 0.001)));
    ALL.put("all-diverged", DrawnSweeps::allDiverged);
    ALL.put("nothing", DrawnSweeps::nothing);
    ALL.put("constant", DrawnSweeps::constant);
    ALL.put("forty-values", DrawnSweeps::forty);
    ALL.put("thirty-groups", DrawnSweeps::thirty);
    ALL.put("odd-names", DrawnSweeps::odd);
    ALL.put("far-apart", DrawnSweeps::farApart);
    ALL.put("gaps", DrawnSweeps::gaps);
  }

  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /** Writes one of them. */
  public static FigureSource write(String name, java.nio.file.Path directory) throws IOException {
    Sweeps sweep = ALL.get(name).get();
    SweepDirectory written = sweep.write(directory);
    return FigureSource.of(written, Analysis.read(written, sweep.design()));
  }

  private static Design axes(long seeds, long cells, Object... rates) {
    return Sweeps.design(
        Stable.PREFERRED,
        seeds,
        cells,
        Sweeps.axis("algorithm", false, "bp", "gait", "tp"),
        Sweeps.axis("depth", false, 1L, 2L, 4L),
        Sweeps.axis("learning_rate", true, rates),
        Sweeps.axis("lambda", true, 0.0, 0.1, 10.0));
  }

  /** A repeatable number from 0 to 1. */
  private static double noise(long i) {
    return (i * 2_654_435_761L & 0xFFFF) / 65_536.0;
  }

  private static Sweeps grid(long seeds, Object... rates) {
    Sweeps sweep = new Sweeps(axes(seeds, seeds * 27, rates));
    long i = 0;
    for (String algorithm : List.of("bp", "gait", "tp")) {
      for (long depth : new long[] {1, 2, 4}) {
        for (Object rate : rates) {
          for (double lambda : new double[] {0, 0.1, 10}) {
            for (long seed = 1; seed <= seeds; seed++) {
              boolean diverges =
                  algorithm.equals("tp") && (double) rate > 5e-3 && (lambda == 0 || seed == depth);
              if (diverges) {
                sweep.diverged(seed, algorithm, depth, rate, lambda);
              } else {
                double value = 0.9 + 0.02 * noise(i++) - 0.05 * lambda / 10 - 0.01 * depth;
                sweep.finished(value, seed, algorithm, depth, rate, lambda);
              }
            }
          }
        }
      }
    }
    return sweep;
  }

  private static Sweeps onePoint(Design design) {
    return new Sweeps(design).finished(0.5, 1, "bp", 1L, 0.001, 0.0);
  }

  private static Sweeps nothing() {
    return new Sweeps(axes(1, 4, 0.001, 0.01))
        .failed(1, "bp", 1L, 0.001, 0.0)
        .failed(1, "bp", 2L, 0.01, 0.1);
  }

  private static Sweeps allDiverged() {
    Sweeps sweep = new Sweeps(axes(2, 8, 0.001, 0.01));
    for (long seed = 1; seed <= 2; seed++) {
      for (String algorithm : List.of("bp", "tp")) {
        sweep.diverged(seed, algorithm, 1L, 0.001, 0.0);
        sweep.diverged(seed, algorithm, 2L, 0.01, 10.0);
      }
    }
    return sweep;
  }

  private static Sweeps constant() {
    Sweeps sweep = new Sweeps(axes(2, 8, 0.001, 0.01));
    for (long seed = 1; seed <= 2; seed++) {
      for (String algorithm : List.of("bp", "tp")) {
        for (double rate : new double[] {0.001, 0.01}) {
          sweep.finished(0.75, seed, algorithm, 2L, rate, 0.0);
          sweep.finished(0.75, seed, algorithm, 2L, rate, 0.1);
        }
      }
    }
    return sweep;
  }

  private static Sweeps forty() {
    Object[] widths = new Object[40];
    Object[] rates = new Object[40];
    for (int i = 0; i < 40; i++) {
      widths[i] = 10L * (i + 1);
      rates[i] = Math.pow(10, -6 + i / 10.0);
    }
    Design design =
        Sweeps.design(
            Stable.IGNORED,
            1,
            1600,
            Sweeps.axis("algorithm", false, "bp", "tp"),
            Sweeps.axis("width", false, widths),
            Sweeps.axis("learning_rate", true, rates),
            Sweeps.axis("lambda", true, 0.0, 0.1, 1.0));
    Sweeps sweep = new Sweeps(design);
    for (String algorithm : List.of("bp", "tp")) {
      for (int w = 0; w < 40; w++) {
        for (int r = 0; r < 40; r++) {
          double value = 0.9 - 0.001 * Math.abs(r - 20) - 0.002 * w + 0.01 * noise(w * 40L + r);
          sweep.finished(value, 1, algorithm, widths[w], rates[r], r % 3 == 0 ? 0.0 : 0.1);
        }
      }
    }
    return sweep;
  }

  private static Sweeps thirty() {
    Object[] tasks = new Object[30];
    for (int i = 0; i < 30; i++) {
      tasks[i] = "a-rather-long-name-of-task-" + i;
    }
    Design design =
        Sweeps.design(
            Stable.IGNORED,
            2,
            120,
            Sweeps.axis("dataset", false, tasks),
            Sweeps.axis("depth", false, 1L, 2L),
            Sweeps.axis("learning_rate", true, 1e-4, 1e-3));
    Sweeps sweep = new Sweeps(design);
    for (int i = 0; i < 30; i++) {
      for (long seed = 1; seed <= 2; seed++) {
        sweep.finished(0.5 + 0.4 * noise(i + seed), seed, tasks[i], 1L, 1e-4);
        sweep.finished(0.5 + 0.4 * noise(i * seed), seed, tasks[i], 2L, 1e-3);
      }
    }
    return sweep;
  }

  private static Sweeps odd() {
    String longer = "x".repeat(90) + " " + ODD;
    Design base =
        Sweeps.design(
            Stable.IGNORED,
            2,
            8,
            Sweeps.axis("algorithm", false, ODD, longer),
            Sweeps.axis("dataset", false, "a_b", "c&d"));
    Sweeps sweep = new Sweeps(base);
    for (long seed = 1; seed <= 2; seed++) {
      for (String set : List.of("a_b", "c&d")) {
        sweep.finished(0.5 + 0.1 * noise(seed), seed, ODD, set);
        sweep.finished(0.6 + 0.1 * noise(seed), seed, longer, set);
      }
    }
    return sweep;
  }

  private static Sweeps farApart() {
    Sweeps sweep = new Sweeps(axes(3, 12, 0.001));
    double[] sizes = {1e-9, 3e-4, 0.7, 2e6};
    for (int i = 0; i < 4; i++) {
      for (long seed = 1; seed <= 3; seed++) {
        double value = sizes[i] * (1 + noise(seed + i));
        sweep.finished(value, seed, i < 2 ? "bp" : "tp", i % 2 == 0 ? 1L : 4L, 0.001, 0.0);
      }
    }
    return sweep;
  }

  private static Sweeps gaps() {
    Sweeps sweep = new Sweeps(axes(2, 12, 0.001, 0.01));
    sweep.finished(0.5, 1, "bp", 1L, 0.001, 0.0).finished(0.6, 2, "bp", 1L, 0.001, 0.0);
    sweep.finished(Double.NaN, 1, "bp", 2L, 0.001, 0.0).finished(0.6, 2, "bp", 4L, 0.01, 10.0);
    sweep.finished(Double.NaN, 1, "tp", 4L, 0.01, 0.1).diverged(2, "tp", 1L, 0.01, 0.1);
    return sweep;
  }

  /** A row a step for every run of the sweep, and what its plots need. */
  public static void history(FigureSource source, int steps) throws IOException {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text(ResultColumns.CELL_ID, ""));
    columns.add(Column.text(ResultColumns.CONFIG_ID, ""));
    source.design().grid().axes().forEach(axis -> columns.add(axis.column()));
    columns.add(Column.integer(ResultColumns.SEED, "", ""));
    columns.add(Column.integer("epoch", "epoch", ""));
    columns.add(Column.real("test_accuracy", "", ""));
    columns.add(Column.real("train_loss", "", ""));
    columns.add(Column.integer("unit", "", ""));
    Path file = new Path(source.directory().history(), "part-00000.parquet");
    try (ParquetTableWriter writer = ParquetTable.write(Sweeps.FILES, file, "history", columns)) {
      for (Replicates each : source.configurations().values()) {
        for (var run : each.runs().entrySet()) {
          boolean diverged = !run.getValue().state().name().equals("FINISHED");
          for (int step = 1; step <= (diverged ? Math.min(steps, 3) : steps); step++) {
            List<Object> row = new ArrayList<>(List.of("cell", each.configId()));
            row.addAll(each.values());
            double loss = (1 + 0.1 * noise(run.getKey() + step)) / step;
            row.add(run.getKey());
            row.add((long) step);
            row.add(diverged ? 0.1 * step : 1 - 0.5 * loss);
            row.add(diverged ? Math.pow(1000, step) : loss);
            row.add(step % 7L);
            writer.write(row.toArray());
          }
        }
      }
      writer.commit();
    }
  }

  /** What {@link #history} writes. */
  public static final List<Table> TABLES =
      List.of(
          new Table(
              Table.HISTORY,
              List.of(
                  Metric.integer("epoch", "epoch", ""),
                  Metric.real("test_accuracy", "", "").on(Split.TEST).share(),
                  Metric.real("train_loss", "", ""),
                  Metric.integer("unit", "", ""))));

  /** A plot of each kind over {@link #history}. */
  public static List<Plot> plots() {
    return List.of(
        Plot.of(Plot.Kind.LINE, "line", "a", "history", "epoch", "train_loss").logY().level(0.5),
        Plot.of(Plot.Kind.POINTS, "points", "a", "history", "unit", "test_accuracy"),
        Plot.of(Plot.Kind.SCATTER, "scatter", "a", "history", "test_accuracy", "train_loss")
            .logY()
            .identity(),
        Plot.of(Plot.Kind.TRACE, "trace", "a", "history", "epoch", "train_loss", "test_accuracy"),
        Plot.of(Plot.Kind.EVENTS, "events", "a", "history", "epoch", "unit"),
        Plot.image("image", "a", "history", "epoch", "unit", "test_accuracy"));
  }
}
