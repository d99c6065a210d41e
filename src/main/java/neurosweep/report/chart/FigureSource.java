package neurosweep.report.chart;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Replicates;
import neurosweep.core.Column;
import neurosweep.report.text.FigureCaption;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.store.SweepDirectory;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableReader;

/**
 * What figures are made from: the scalars of every cell in memory, and the tables of a sweep, which
 * are streamed.
 *
 * @param directory the sweep's
 * @param analysis configurations, groups and selections
 * @param roles which axes are series, panels and scales
 * @param configurations every one by its key
 */
public record FigureSource(
    SweepDirectory directory,
    Analysis analysis,
    Roles roles,
    Map<String, Replicates> configurations) {

  /** The source of all figures of a sweep. */
  public static FigureSource of(SweepDirectory directory, Analysis analysis) {
    Map<String, Replicates> all = new HashMap<>();
    analysis
        .groups()
        .forEach(group -> group.configurations().forEach(each -> all.put(each.configId(), each)));
    return new FigureSource(directory, analysis, Roles.of(analysis), all);
  }

  /** What the sweep compares. */
  public Design design() {
    return analysis.design();
  }

  /** The columns of a table, none where the sweep does not have it. */
  List<Column> columns(String table) {
    if (!directory.files().exists(directory.table(table))) {
      return List.of();
    }
    try (ParquetTableReader reader = ParquetTable.read(directory.files(), directory.table(table))) {
      return reader.columns();
    }
  }

  /**
   * Hands over every row of a table.
   *
   * @param columns names of the columns to read, distinct
   * @param use gets a row's values in the order of {@code columns}; the array is used again
   */
  void rows(String table, List<String> columns, Consumer<Object[]> use) {
    try (ParquetTableReader reader =
        ParquetTable.read(directory.files(), directory.table(table), columns)) {
      int[] at = columns.stream().mapToInt(reader::index).toArray();
      Object[] row = new Object[at.length];
      while (reader.hasNext()) {
        Object[] values = reader.next();
        for (int i = 0; i < at.length; i++) {
          row[i] = values[at[i]];
        }
        use.accept(row);
      }
    }
  }

  /** What a mark of one cell says of it: its seed, its key and its values on the axes. */
  String cell(Observations.Run run) {
    return "seed " + run.seed() + ", cell " + run.cellId() + values(run.configId());
  }

  /** What a mark over several runs says of them: the key and the values of a configuration. */
  String configuration(Stream<String> configIds) {
    List<String> keys = configIds.distinct().toList();
    return keys.size() == 1
        ? "configuration " + keys.get(0) + values(keys.get(0))
        : keys.size() + " configurations";
  }

  private String values(String configId) {
    Replicates known = configurations.get(configId);
    String values = known == null ? "" : FigureCaption.values(design(), known);
    return values.isEmpty() ? "" : " (" + values + ")";
  }

  /** The selected configuration of every group that has one, by its key. */
  Map<String, Replicates> chosen() {
    Map<String, Replicates> chosen = new HashMap<>();
    analysis
        .groups()
        .forEach(group -> group.chosen().ifPresent(each -> chosen.put(each.configId(), each)));
    return chosen;
  }

  /** An axis by its name. */
  Optional<Axis> axis(String name) {
    return design().grid().axes().stream().filter(axis -> axis.name().equals(name)).findFirst();
  }
}
