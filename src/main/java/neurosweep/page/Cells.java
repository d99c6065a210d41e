package neurosweep.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import neurosweep.report.Analysis;
import neurosweep.report.Axis;
import neurosweep.report.NumberText;
import neurosweep.report.ResultColumns;
import neurosweep.store.ParquetTable;
import neurosweep.store.ParquetTableReader;
import neurosweep.store.SweepDirectory;
import org.apache.hadoop.fs.Path;

/**
 * Every planned cell as the page shows it.
 *
 * @param axes the axes that tell cells apart
 * @param metrics what is shown of each cell
 * @param list in the order of {@code results}, then those that have not ended
 * @param work what they took
 */
record Cells(List<Axis> axes, List<String> metrics, List<Cell> list, Work work) {
  /** The state of a planned cell that has not ended. */
  static final String MISSING = "MISSING";

  private static final String CAUSE = "cause";
  private static final String SECONDS = "seconds";

  /**
   * A cell.
   *
   * @param id its key
   * @param seed its replication
   * @param state how it ended, or {@link #MISSING}
   * @param cause why it did not finish, or an empty string
   * @param values on the axes, empty where one does not apply
   * @param numbers the metrics, NaN where not measured
   */
  record Cell(
      String id, long seed, String state, String cause, List<String> values, double[] numbers) {}

  /**
   * What cells took.
   *
   * @param seconds of a processor, all together
   * @param longest seconds of one cell by the clock
   */
  record Work(double seconds, double longest) {}

  /** Reads {@code results}, and {@code plan.parquet} where there is one. */
  static Cells read(SweepDirectory directory, Analysis analysis) {
    Set<Axis> constant = analysis.constant().keySet();
    List<Axis> axes =
        analysis.design().grid().axes().stream().filter(axis -> !constant.contains(axis)).toList();
    List<String> metrics =
        analysis.headline().stream().flatMap(shown -> shown.metrics().stream()).distinct().toList();
    List<String> key = new ArrayList<>(axes.stream().map(Axis::name).toList());
    key.addAll(List.of(ResultColumns.SEED, ResultColumns.CELL_ID));
    List<String> columns = new ArrayList<>(key);
    columns.addAll(List.of(ResultColumns.STATE, CAUSE, SECONDS));
    columns.addAll(metrics);
    List<Cell> list = new ArrayList<>();
    Set<String> ended = new HashSet<>();
    double[] longest = new double[1];
    rows(
        directory,
        directory.results(),
        columns,
        row -> {
          Cell cell = cell(row, axes, metrics);
          double seconds = number(row.get(SECONDS));
          longest[0] = Math.max(longest[0], Double.isFinite(seconds) ? seconds : 0);
          list.add(cell);
          ended.add(cell.id());
        });
    if (directory.files().exists(directory.plan())) {
      rows(
          directory,
          directory.plan(),
          key,
          row -> {
            if (!ended.contains(row.get(ResultColumns.CELL_ID))) {
              list.add(cell(row, axes, metrics));
            }
          });
    }
    return new Cells(axes, metrics, list, new Work(analysis.coreSeconds(), longest[0]));
  }

  private static Cell cell(Map<String, Object> row, List<Axis> axes, List<String> metrics) {
    return new Cell(
        (String) row.get(ResultColumns.CELL_ID),
        (Long) row.get(ResultColumns.SEED),
        (String) row.getOrDefault(ResultColumns.STATE, MISSING),
        Objects.requireNonNullElse((String) row.get(CAUSE), ""),
        axes.stream().map(axis -> NumberText.axis(row.get(axis.name()))).toList(),
        metrics.stream().mapToDouble(metric -> number(row.get(metric))).toArray());
  }

  private static double number(Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** The values of some columns of every row; the map is used again. */
  private static void rows(
      SweepDirectory directory,
      Path table,
      List<String> columns,
      Consumer<Map<String, Object>> use) {
    Map<String, Object> row = new HashMap<>();
    try (ParquetTableReader reader = ParquetTable.read(directory.files(), table, columns)) {
      int[] at = columns.stream().mapToInt(reader::index).toArray();
      while (reader.hasNext()) {
        Object[] values = reader.next();
        for (int i = 0; i < at.length; i++) {
          row.put(columns.get(i), values[at[i]]);
        }
        use.accept(row);
      }
    }
  }

  /** The values of a cell on the axes, such as {@code depth=2 algorithm=bp}. */
  String configuration(Cell cell) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      if (!cell.values().get(i).isEmpty()) {
        parts.add(axes.get(i).name() + "=" + cell.values().get(i));
      }
    }
    return String.join(" ", parts);
  }

  /** How many there are in each state, in the order of their first ones. */
  Map<String, Long> states() {
    Map<String, Long> states = new LinkedHashMap<>();
    list.forEach(cell -> states.merge(cell.state(), 1L, Long::sum));
    return states;
  }
}
