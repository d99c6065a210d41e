package neurosweep.exchange;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import neurosweep.core.Column;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.result.ResultColumns;

/** A table of a sweep as it is exported from: what each of its columns is. */
final class ExportSource {
  private final Design design;
  private final List<Column> columns;
  private final Map<String, Integer> index = new HashMap<>();
  private final Map<String, Long> numbers;
  private final Set<String> knobs;

  /**
   * A table.
   *
   * @param numbers of cells by their id, in the order of the results; grows with what is asked for
   */
  ExportSource(Design design, List<Column> columns, Map<String, Long> numbers) {
    this.design = design;
    this.columns = columns;
    this.numbers = numbers;
    for (int i = 0; i < columns.size(); i++) {
      index.put(columns.get(i).name(), i);
    }
    this.knobs =
        Stream.concat(design.grid().axes().stream().map(Axis::name), Stream.of(ResultColumns.SEED))
            .collect(Collectors.toSet());
  }

  List<Column> columns() {
    return columns;
  }

  String sweep() {
    return design.sweep();
  }

  String metric() {
    return design.select().metric();
  }

  /** Whether it has a row a cell and not several. */
  boolean isResults() {
    return index.containsKey(ResultColumns.STATE);
  }

  /** The knobs, the seed among them. */
  List<Column> knobs() {
    return columns.stream().filter(column -> knobs.contains(column.name())).toList();
  }

  /** What is no knob and none of these. */
  List<Column> rest(String... without) {
    return columns.stream()
        .filter(column -> !knobs.contains(column.name()))
        .filter(column -> !List.of(without).contains(column.name()))
        .toList();
  }

  /** Whether a column was measured and is a number or a flag. */
  boolean isMetric(Column column) {
    return column.type() != Column.Type.TEXT && !ResultColumns.DESCRIPTIONS.contains(column.name());
  }

  Object value(Object[] row, String name) {
    return row[index.get(name)];
  }

  /** The same number for a cell in every table. */
  Object number(Object[] row) {
    String id = (String) value(row, ResultColumns.CELL_ID);
    return numbers.computeIfAbsent(id, key -> (long) numbers.size());
  }

  /** A column under another name. */
  ExportColumn same(String name, String as) {
    Column column = columns.get(index.get(name));
    int at = index.get(name);
    return new ExportColumn(
        new Column(as, column.type(), column.unit(), column.doc()), row -> row[at]);
  }

  /** A column as texts. */
  ExportColumn text(Column column, String as) {
    int at = index.get(column.name());
    return new ExportColumn(
        Column.text(as, column.doc()), row -> row[at] == null ? null : row[at].toString());
  }

  /** A column as reals; a flag is 0 or 1. */
  ExportColumn real(Column column, String as) {
    int at = index.get(column.name());
    return new ExportColumn(
        Column.real(as, column.unit(), column.doc()),
        row -> row[at] instanceof Boolean flag ? (Object) (flag ? 1.0 : 0.0) : widened(row[at]));
  }

  private static Double widened(Object value) {
    return value == null ? null : (Double) ((Number) value).doubleValue();
  }
}
