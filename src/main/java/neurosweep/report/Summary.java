package neurosweep.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import neurosweep.core.Column;
import neurosweep.core.Outcome.State;
import neurosweep.core.UserError;
import neurosweep.store.DerivedFiles;
import neurosweep.store.Files;
import neurosweep.store.IoFault;
import neurosweep.store.ParquetTable;
import neurosweep.store.ParquetTableWriter;
import neurosweep.store.SweepDirectory;
import org.apache.hadoop.fs.Path;

/**
 * The tables {@code summary} (one row a configuration, over its seeds) and {@code best} (one row a
 * group: the selected configuration's row of {@code summary}, or nulls, and the verdict).
 */
public final class Summary {
  /** The names that neither an axis nor a metric may have. */
  static final List<String> FIXED =
      List.of(
          "n_planned",
          "n",
          "n_finished",
          "n_diverged",
          "n_failed",
          "n_timed_out",
          "n_stable",
          "verdict",
          "group_configurations",
          "group_n",
          "group_n_diverged");

  /** The file inside each of the two directories; a rewrite replaces it. */
  private static final String PART = "part-00000.parquet";

  private Summary() {}

  /**
   * Writes {@code summary} and {@code best}.
   *
   * @param directory the sweep's, which holds {@code results}
   * @param analysis what these come to
   * @param notices gets what was moved out of the way, in words
   * @throws UserError if the directory cannot be written
   */
  public static void write(SweepDirectory directory, Analysis analysis, Consumer<String> notices) {
    Files files = directory.files();
    Design design = analysis.design();
    Stream<Object[]> rows =
        analysis.groups().stream()
            .flatMap(group -> group.configurations().stream())
            .map(each -> row(design, each));
    Stream<Object[]> best = analysis.groups().stream().map(group -> bestRow(design, group));
    try (DerivedFiles batch = new DerivedFiles(directory.files(), directory.derived())) {
      write(files, batch, directory.summary(), columns(design), rows);
      write(files, batch, directory.best(), bestColumns(design), best);
      batch
          .commitAll(Set.of(directory.summary().getName(), directory.best().getName()))
          .forEach(notices);
    }
  }

  private static void write(
      Files files,
      DerivedFiles batch,
      Path directory,
      List<Column> columns,
      Stream<Object[]> rows) {
    Path file = batch.stage(directory.getName(), PART);
    try (ParquetTableWriter writer =
        ParquetTable.write(files, file, directory.getName(), columns)) {
      for (Object[] row : (Iterable<Object[]>) rows::iterator) {
        writer.write(row);
      }
      writer.commit();
    } catch (IOException e) {
      throw IoFault.error("write", directory, e);
    }
  }

  /** The columns of {@code summary}. */
  public static List<Column> columns(Design design) {
    List<Column> columns = new ArrayList<>();
    design.grid().axes().forEach(axis -> columns.add(axis.column()));
    columns.add(
        Column.text(ResultColumns.CONFIG_ID, "key of the configuration, which the seeds share"));
    columns.add(Column.integer("n_planned", "", "planned seeds"));
    columns.add(Column.integer("n", "", "seeds that ran, in any state"));
    columns.add(Column.integer("n_finished", "", "seeds that ran to the end"));
    columns.add(Column.integer("n_diverged", "", "seeds that diverged, by the experiment's rule"));
    columns.add(Column.integer("n_failed", "", "seeds that failed"));
    columns.add(Column.integer("n_timed_out", "", "seeds that passed the time limit"));
    columns.add(Column.integer("n_stable", "", "seeds that finished and were stable"));
    for (Column metric : design.numbers()) {
      String name = metric.name();
      String unit = metric.unit();
      columns.add(Column.integer(name + "_n", "", "finished seeds with a finite value"));
      columns.add(Column.real(name + "_mean", unit, "mean over them"));
      columns.add(Column.real(name + "_sd", unit, "standard deviation over them, with n - 1"));
      columns.add(Column.real(name + "_ci95_low", unit, "lower end of the 95 % t interval"));
      columns.add(Column.real(name + "_ci95_high", unit, "upper end of the 95 % t interval"));
      columns.add(Column.real(name + "_min", unit, "least"));
      columns.add(Column.real(name + "_max", unit, "greatest"));
    }
    for (Column flag : design.flags()) {
      columns.add(
          Column.integer(flag.name() + "_count", "", "finished or diverged seeds with the flag"));
    }
    if (design.chance().isPresent()) {
      columns.add(
          Column.real(
              design.select().metric() + "_itt_mean", "", "mean with diverged seeds at chance"));
    }
    return columns;
  }

  static Object[] row(Design design, Replicates each) {
    List<Object> row = new ArrayList<>(each.values());
    row.add(each.configId());
    row.add((long) design.grid().seeds().size());
    row.add((long) each.n());
    for (State state : List.of(State.FINISHED, State.DIVERGED, State.FAILED, State.TIMED_OUT)) {
      row.add((long) each.n(state));
    }
    row.add((long) each.stable());
    for (Column metric : design.numbers()) {
      Sample sample = each.computed(metric.name());
      row.add((long) sample.n());
      row.add(present(sample.mean()));
      row.add(present(sample.sd()));
      row.add(present(sample.low()));
      row.add(present(sample.high()));
      row.add(present(sample.min()));
      row.add(present(sample.max()));
    }
    for (Column flag : design.flags()) {
      row.add((long) each.count(flag.name()));
    }
    if (design.chance().isPresent()) {
      row.add(present(each.intentionToTreat()));
    }
    return row.toArray();
  }

  /** What could not be computed is missing, not a measured NaN. */
  private static Double present(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /** The columns of {@code best}: those of {@code summary}, then the group's own. */
  public static List<Column> bestColumns(Design design) {
    List<Column> columns = new ArrayList<>(columns(design));
    columns.add(Column.text("verdict", "what the selection came to"));
    columns.add(Column.integer("group_configurations", "", "configurations compared"));
    columns.add(Column.integer("group_n", "", "runs of all of them, in any state"));
    columns.add(Column.integer("group_n_diverged", "", "runs of all of them that diverged"));
    return columns;
  }

  static Object[] bestRow(Design design, Group group) {
    Object[] chosen =
        group
            .chosen()
            .map(each -> row(design, each))
            .orElseGet(() -> new Object[columns(design).size()]);
    List<Object> row = new ArrayList<>(Arrays.asList(chosen));
    List<Axis> axes = design.grid().axes();
    int next = 0;
    for (int i = 0; i < axes.size(); i++) {
      if (!axes.get(i).over()) {
        row.set(i, group.values().get(next++));
      }
    }
    Collections.addAll(
        row,
        group.verdict().words(),
        (long) group.configurations().size(),
        (long) group.n(),
        (long) group.n(State.DIVERGED));
    return row.toArray();
  }
}
