package neurosweep.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import neurosweep.core.Cell;
import neurosweep.core.Column;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableReader;

/**
 * What a sweep's Parquet holds as text, exact to the bit and the same with every Java: {@code TABLE
 * ROWS}, and below it, indented, a line a column with name, type and values from the first row to
 * the last. Doubles are hexadecimal. More than four values are their digest, and so is what {@code
 * summary} says of one metric, {@code METRIC_ n mean sd ...}, and {@code best} of all of them.
 */
public final class GoldenText {
  /** Columns that tell where and when, in no golden text. */
  public static final Set<String> CIRCUMSTANCES = Set.of("seconds", "host");

  private static final Set<String> BY_CONFIGURATION = Set.of("summary", "best");

  private static final String PART = "part-00000.parquet";

  private static final int MOST_SHOWN = 4;

  private GoldenText() {}

  /**
   * Rows of one table.
   *
   * @param columns in the order of the file, each with its type and its values in words
   */
  public record Table(int rows, Map<String, List<String>> columns) {}

  /** Writes what sweeps hold: {@code SWEEP FILE} in turn. */
  public static void main(String[] args) throws IOException {
    for (int i = 0; i < args.length; i += 2) {
      StringBuilder text = new StringBuilder();
      tables(Path.of(args[i])).values().forEach(text::append);
      Files.writeString(Path.of(args[i + 1]), text);
    }
  }

  /** The texts of the tables that a sweep holds. */
  public static SortedMap<String, String> tables(Path sweep) {
    SortedMap<String, String> texts = new TreeMap<>();
    try (Stream<Path> inside = Files.list(sweep)) {
      for (Path each : inside.filter(path -> Files.exists(path.resolve(PART))).toList()) {
        String name = each.getFileName().toString();
        texts.put(name, text(name, read(each, cell -> true), Set.of()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  /** A table's text without some of its columns. */
  public static String text(String name, Table table, Set<String> without) {
    Map<String, List<String>> columns = new LinkedHashMap<>(table.columns());
    columns.keySet().removeAll(CIRCUMSTANCES);
    columns.keySet().removeIf(column -> without.stream().anyMatch(each -> isOf(column, each)));
    Map<String, String> lines = new LinkedHashMap<>();
    if (BY_CONFIGURATION.contains(name)) {
      columns.keySet().stream()
          .filter(column -> column.endsWith("_ci95_low"))
          .map(column -> column.substring(0, column.length() - "ci95_low".length()))
          .toList()
          .forEach(stem -> fold(stem, columns, lines));
    }
    if (name.equals("best")) {
      String all = lines.toString();
      lines.clear();
      lines.put("of its metrics", " " + Cell.hash(all));
    }
    columns.forEach(
        (column, values) -> {
          List<String> rows = values.subList(1, values.size());
          lines.put(column, " " + values.get(0) + " " + shown(rows));
        });
    return lines.entrySet().stream()
        .map(line -> "  " + line.getKey() + line.getValue() + "\n")
        .collect(Collectors.joining("", name + " " + table.rows() + "\n", ""));
  }

  private static String shown(List<String> values) {
    if (values.size() > 1 && Set.copyOf(values).size() == 1) {
      return values.size() + " * " + values.get(0);
    }
    String text = String.join(" ", values);
    return values.size() <= MOST_SHOWN ? text : Cell.hash(text);
  }

  /** Whether a column is that one or a statistic of it. */
  private static boolean isOf(String column, String metric) {
    return column.equals(metric) || column.startsWith(metric + "_");
  }

  private static void fold(
      String stem, Map<String, List<String>> columns, Map<String, String> lines) {
    List<String> names = columns.keySet().stream().filter(each -> each.startsWith(stem)).toList();
    String values =
        names.stream()
            .map(each -> each + " " + String.join(" ", columns.remove(each)))
            .collect(Collectors.joining("\n"));
    lines.put(
        stem,
        names.stream()
            .map(each -> " " + each.substring(stem.length()))
            .collect(Collectors.joining("", "", " " + Cell.hash(values))));
  }

  /**
   * Reads a table of a sweep.
   *
   * @param cells whether a row is wanted, by its {@code cell_id} where it has one
   */
  public static Table read(Path table, Predicate<String> cells) {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(table.toUri());
    try (ParquetTableReader reader = ParquetTable.read(new neurosweep.store.Files(), path)) {
      List<String> names = reader.columns().stream().map(Column::name).toList();
      List<List<String>> values =
          reader.columns().stream()
              .map(column -> (List<String>) new ArrayList<>(List.of(column.type().name())))
              .toList();
      int id = names.indexOf("cell_id");
      int rows = 0;
      while (reader.hasNext()) {
        Object[] row = reader.next();
        if (id < 0 || cells.test((String) row[id])) {
          rows++;
          for (int i = 0; i < row.length; i++) {
            values.get(i).add(word(row[i]));
          }
        }
      }
      Map<String, List<String>> columns = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        columns.put(names.get(i), values.get(i));
      }
      return new Table(rows, columns);
    }
  }

  private static String word(Object value) {
    if (value instanceof Double real) {
      return Double.toHexString(real);
    }
    if (value instanceof String text) {
      return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
    return String.valueOf(value);
  }
}
