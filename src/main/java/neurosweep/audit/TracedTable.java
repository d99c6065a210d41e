package neurosweep.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import neurosweep.analysis.Analysis;
import neurosweep.core.Names;
import neurosweep.core.UserError;
import neurosweep.report.format.TableFormat;
import neurosweep.report.table.ReportTable;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.result.Design;
import neurosweep.store.SweepDirectory;
import org.apache.hadoop.fs.Path;

/**
 * A table computed anew from a sweep's results, with a way to name its entries: {@code ROW:COLUMN},
 * where ROW is {@code #3} or values that only this row begins with, in any order, such as {@code
 * gait,2} or {@code depth=2,algorithm=gait}, and COLUMN is a heading or an unambiguous part of one.
 *
 * @param text the table
 */
public record TracedTable(TableText text) {
  private static final int MOST_BYTES = 256 << 20;

  /**
   * An entry.
   *
   * @param row its row's values, such as {@code depth = 2, algorithm = gait}
   * @param column its heading
   * @param entry what stands there
   */
  public record Place(String row, String column, Entry entry) {}

  /**
   * Computes a table.
   *
   * @param directory a sweep with results
   * @throws UserError if there is no such kind of table, or the results cannot be read
   */
  public static TracedTable of(SweepDirectory directory, Design design, String name) {
    if (!ReportTable.CATALOG.has(name)) {
      throw new UserError(Names.unknown("table", name, ReportTable.CATALOG.names()));
    }
    Analysis analysis = Analysis.read(directory, design);
    return new TracedTable(ReportTable.CATALOG.get(name).whole(analysis));
  }

  /** The headings in the words of the job. */
  public List<String> columns() {
    return text.columns().stream().map(TableText.Heading::name).toList();
  }

  /** The rows as they may be asked for. */
  public List<String> rows() {
    return IntStream.range(0, text.rows().size())
        .mapToObj(i -> ("#" + (i + 1) + "  " + label(i)).strip())
        .toList();
  }

  /** The leading columns, which come from no run. */
  private int labels() {
    int labels = 0;
    while (labels < text.columns().size() && isLabel(labels)) {
      labels++;
    }
    return labels;
  }

  private boolean isLabel(int column) {
    return text.rows().stream().allMatch(row -> row.get(column).from().isEmpty());
  }

  private String label(int row) {
    return IntStream.range(0, labels())
        .filter(i -> !text.rows().get(row).get(i).text().isEmpty())
        .mapToObj(i -> heading(i) + " = " + text.rows().get(row).get(i).name())
        .collect(Collectors.joining(", "));
  }

  /** Without the unit. */
  private String heading(int column) {
    return columns().get(column).replaceFirst(" \\[.*]$", "");
  }

  /**
   * Finds an entry.
   *
   * @throws UserError if row or column is unknown or could be several, or the entry comes from no
   *     run
   */
  public Place find(String asked) {
    int colon = colon(asked);
    int column = column(asked.substring(colon + 1).strip());
    int row = row(asked.substring(0, colon).strip());
    Entry entry = text.rows().get(row).get(column);
    Place place = new Place(label(row), columns().get(column), entry);
    if (entry.from().isEmpty()) {
      throw new UserError(
          "entry \""
              + asked
              + "\" is "
              + (entry.text().isEmpty() ? "empty" : "\"" + entry.text() + "\"")
              + " and comes from no run; ask for a number");
    }
    return place;
  }

  /** The colon behind which a column is named; headings and values may hold colons, too. */
  private int colon(String asked) {
    int last = asked.lastIndexOf(':');
    if (last < 0) {
      throw new UserError(
          "entry \"" + asked + "\" must be ROW:COLUMN, such as \"#1:" + example() + "\"");
    }
    for (int i = asked.indexOf(':'); i >= 0; i = asked.indexOf(':', i + 1)) {
      if (candidates(asked.substring(i + 1).strip()).size() == 1) {
        return i;
      }
    }
    return last;
  }

  private String example() {
    List<String> all = columns();
    return all.get(Math.min(labels(), all.size() - 1));
  }

  private int column(String name) {
    List<Integer> found = candidates(name);
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      throw new UserError(Names.unknown("column", name, columns()));
    }
    throw new UserError(
        "column \""
            + name
            + "\" could be "
            + found.stream().map(columns()::get).collect(Collectors.joining(" or "))
            + "; write more of it");
  }

  /** The columns that a name may mean: that very heading, else what begins so, else contains it. */
  private List<Integer> candidates(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    List<Integer> found = List.of();
    for (int rule = 0; rule < 3 && found.isEmpty() && !wanted.isEmpty(); rule++) {
      int level = rule;
      found =
          IntStream.range(0, text.columns().size())
              .filter(i -> matches(text.columns().get(i), wanted, level))
              .boxed()
              .toList();
    }
    return found;
  }

  private static boolean matches(TableText.Heading heading, String wanted, int level) {
    return matches(heading.name().toLowerCase(Locale.ROOT), wanted, level)
        || matches(heading.text().toLowerCase(Locale.ROOT), wanted, level);
  }

  private static boolean matches(String heading, String wanted, int level) {
    return switch (level) {
      case 0 -> heading.equals(wanted);
      case 1 -> heading.startsWith(wanted);
      default -> heading.contains(wanted);
    };
  }

  private int row(String name) {
    int rows = text.rows().size();
    if (name.matches("#\\d{1,9}")) {
      int number = Integer.parseInt(name.substring(1));
      if (number < 1 || number > rows) {
        throw new UserError("row " + name + " does not exist; the table has rows #1 to #" + rows);
      }
      return number - 1;
    }
    List<String> asked = List.of(name.split("\\s*,\\s*", -1));
    List<Integer> found = IntStream.range(0, rows).filter(i -> isCalled(i, asked)).boxed().toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    String rule = "; name it by #NUMBER or by values, such as " + rowExample();
    throw new UserError(
        found.isEmpty()
            ? "no row is called \"" + name + "\"" + rule
            : found.size() + " rows are called \"" + name + "\"" + rule);
  }

  private String rowExample() {
    String label = text.rows().isEmpty() ? "" : label(0).replace(" = ", "=").replace(", ", ",");
    return label.isEmpty() ? "#1" : "\"" + label + "\"";
  }

  /** Whether every value asked for is one of the row's, each of another column. */
  private boolean isCalled(int row, List<String> asked) {
    List<Integer> left = new ArrayList<>(IntStream.range(0, labels()).boxed().toList());
    for (String value : asked) {
      Optional<Integer> column =
          left.stream()
              .filter(i -> isCalled(value, heading(i), text.rows().get(row).get(i)))
              .findFirst();
      if (column.isEmpty()) {
        return false;
      }
      left.remove(column.get());
    }
    return true;
  }

  private static boolean isCalled(String asked, String heading, Entry value) {
    int equals = asked.indexOf('=');
    boolean named = equals > 0 && asked.substring(0, equals).strip().equalsIgnoreCase(heading);
    String wanted = named ? asked.substring(equals + 1).strip() : asked;
    return isSame(wanted, value.name()) || isSame(wanted, value.text());
  }

  private static boolean isSame(String asked, String value) {
    if (asked.equalsIgnoreCase(value)) {
      return true;
    }
    try {
      return Double.parseDouble(asked) == Double.parseDouble(value);
    } catch (NumberFormatException e) {
      return false; // words, which differ
    }
  }

  /**
   * Whether a file holds this table.
   *
   * @param file one whose ending names a format
   * @return what is wrong with it, empty if it is the table to the byte
   */
  public Optional<String> difference(SweepDirectory directory, Path file) {
    String name = file.getName();
    String ending = name.substring(name.lastIndexOf('.') + 1);
    Optional<TableFormat> format =
        TableFormat.CATALOG.members().stream()
            .filter(each -> each.extension().equals(ending))
            .findFirst();
    if (format.isEmpty()) {
      List<String> known =
          TableFormat.CATALOG.members().stream().map(TableFormat::extension).toList();
      throw new UserError(
          file + " is not a table: its name must end in one of " + String.join(", ", known));
    }
    return directory
        .files()
        .readIfPresent(file, MOST_BYTES)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .map(
            found ->
                found.equals(format.get().render(text))
                    ? Optional.<String>empty()
                    : Optional.of(
                        file
                            + " is not what the results give now: it was edited, or made from other"
                            + " results; make it anew with 'neurosweep report'"))
        .orElseGet(() -> Optional.of(file + " does not exist; make it with 'neurosweep report'"));
  }
}
