package neurosweep.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import neurosweep.core.Column;
import neurosweep.core.Metric;
import neurosweep.core.Outcome.State;
import neurosweep.core.UserError;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.result.SummaryColumns;
import neurosweep.store.DerivedFiles;
import neurosweep.store.Files;
import neurosweep.store.IoFault;
import neurosweep.store.SweepDirectory;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableWriter;
import org.apache.hadoop.fs.Path;

/**
 * The tables {@code summary} (one row a configuration, over its seeds) and {@code best} (one row a
 * group: the selected configuration's row of {@code summary}, or nulls, and the verdict).
 */
public final class Summary {
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
      write(files, batch, directory.summary(), SummaryColumns.of(design), rows);
      write(files, batch, directory.best(), SummaryColumns.best(design), best);
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

  static Object[] row(Design design, Replicates each) {
    List<Object> row = new ArrayList<>(each.values());
    row.add(each.configId());
    row.add((long) design.grid().seeds().size());
    row.add((long) each.n());
    for (State state : List.of(State.FINISHED, State.DIVERGED, State.FAILED, State.TIMED_OUT)) {
      row.add((long) each.n(state));
    }
    row.add((long) each.stable());
    for (Metric<?> metric : design.numbers()) {
      Sample sample = each.computed(metric.name());
      row.add((long) sample.n());
      row.add(present(sample.mean()));
      row.add(present(sample.sd()));
      row.add(present(sample.low()));
      row.add(present(sample.high()));
      row.add(present(sample.min()));
      row.add(present(sample.max()));
    }
    for (Metric<?> flag : design.flags()) {
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

  static Object[] bestRow(Design design, Group group) {
    Object[] chosen =
        group
            .chosen()
            .map(each -> row(design, each))
            .orElseGet(() -> new Object[SummaryColumns.of(design).size()]);
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
