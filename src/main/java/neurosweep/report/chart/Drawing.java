package neurosweep.report.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import neurosweep.core.Split;
import neurosweep.figure.Figure;
import neurosweep.report.format.CsvRows;

/**
 * A figure with what belongs to it.
 *
 * @param figure what is drawn
 * @param title for a list of figures
 * @param caption what a reader needs to know to read it
 * @param data the numbers that are drawn
 */
public record Drawing(Figure figure, String title, String caption, Data data) {

  /** The name of its files without their endings. */
  public String name() {
    return figure.heading().name();
  }

  /**
   * Numbers in tidy form: a row a mark.
   *
   * @param columns names
   * @param rows a value a column, null where there is none
   */
  public record Data(List<String> columns, List<List<Object>> rows) {
    /** No rows yet. */
    static Data of(List<String> columns) {
      return new Data(List.copyOf(columns), new ArrayList<>());
    }

    /** Adds a row. */
    void add(List<?> before, Object... after) {
      List<Object> row = new ArrayList<>(before);
      row.addAll(Arrays.asList(after));
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(row + " for " + columns);
      }
      rows.add(Collections.unmodifiableList(row));
    }

    /** CSV by RFC 4180; what is not finite is empty. */
    String csv() {
      Stream<List<?>> numbers = rows.stream().map(row -> row.stream().map(Data::shown).toList());
      return CsvRows.text(Stream.concat(Stream.of(columns), numbers));
    }

    private static Object shown(Object value) {
      if (value instanceof Split set) {
        return set.label();
      }
      return value == null || (value instanceof Double real && !Double.isFinite(real)) ? "" : value;
    }
  }
}
