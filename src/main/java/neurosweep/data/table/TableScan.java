package neurosweep.data.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import neurosweep.core.Names;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.data.CsvLines;
import org.apache.hadoop.fs.Path;

/** Collects the columns of a table row by row. What is wrong with rows is counted by its kind. */
final class TableScan {
  private static final int MOST_TOLD = 20;

  private final Path file;
  private final String rowWord;
  private final List<TableColumn> columns = new ArrayList<>();
  private final int mostRows;
  private final List<String> faults = new ArrayList<>();
  private long malformed;
  private String firstFault = "";
  private long place;
  private long numbers;
  private int rows;

  /**
   * Starts a table.
   *
   * @param rowWord what a row's place counts, {@code line} or {@code row}
   * @param names of all columns, in order
   * @param index names that the file says are of an index
   * @throws UserError if the names do not fit
   */
  TableScan(Path file, String rowWord, List<String> names, Collection<String> index, Roles roles) {
    this.file = file;
    this.rowWord = rowWord;
    if (names.size() > CsvLines.MOST_CELLS) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s: has %d columns, must be at most %d; is it the right file?",
              file,
              names.size(),
              CsvLines.MOST_CELLS));
    }
    Problems problems = new Problems();
    checkNames(names, roles, problems);
    roles.check(file.toString(), names, problems);
    problems.throwIfAny();
    names.forEach(name -> columns.add(new TableColumn(name, roles.of(name, index))));
    if (columns.stream().noneMatch(column -> column.use().isFeature())) {
      throw new UserError(file + ": has only the label column, needs at least one feature");
    }
    this.mostRows = (int) Math.min(Integer.MAX_VALUE - 8, mostNumbers() / names.size());
  }

  /** Numbers of 4 bytes each, of which columns and examples hold one each. */
  private static long mostNumbers() {
    return Math.min(Integer.MAX_VALUE - 8L, Runtime.getRuntime().maxMemory() / 12);
  }

  private void checkNames(List<String> names, Roles roles, Problems problems) {
    Set<String> seen = new HashSet<>();
    long wrong = 0;
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      String rule =
          Names.hasInvisible(name)
              ? "names must hold no control characters; rename it"
              : name.isEmpty() || seen.add(name) || roles.drop().contains(name)
                  ? ""
                  : "names must be distinct; rename it or say drop";
      if (!rule.isEmpty() && ++wrong <= MOST_TOLD) {
        String shown = ColumnProfile.abbreviated(name);
        problems.add(
            file.toString(),
            String.format(Locale.ROOT, "column %d is called \"%s\", %s", i + 1, shown, rule));
      }
    }
    if (wrong > MOST_TOLD) {
      problems.add(file.toString(), "and " + (wrong - MOST_TOLD) + " more faults");
    }
    boolean nameless =
        !names.contains(roles.label())
            && names.size() > 1
            && names.stream().noneMatch(name -> Double.isNaN(CsvLines.number(name)));
    if (nameless) {
      problems.add(
          file + ", " + rowWord + " 1",
          "holds numbers where the names of the columns must stand; put a line of names above it");
    }
  }

  List<TableColumn> columns() {
    return columns;
  }

  /** Starts a row at that line or row of the file, from 1. */
  void begin(long at) {
    place = at;
    if (rows == mostRows) {
      throw tooLarge();
    }
    rows++;
  }

  /** Makes sure that there is room for a list. */
  void room(int more) {
    numbers += more;
    if (numbers > mostNumbers()) {
      throw tooLarge();
    }
  }

  private UserError tooLarge() {
    return new UserError(
        String.format(
            Locale.ROOT,
            ("%s: has more than %d rows of %d columns, which fill the memory of %d MB; drop rows or"
                + " columns, or give Java more with -Xmx"),
            file,
            rows,
            columns.size(),
            Runtime.getRuntime().maxMemory() >> 20));
  }

  /** Where the current row is, in words. */
  String place() {
    return file.getName() + ", " + rowWord + " " + place;
  }

  /** A row at that line or row that is passed over. */
  void malformed(long at, String message) {
    if (malformed++ == 0) {
      firstFault = file + ", " + rowWord + " " + at + ": " + message;
    }
  }

  /**
   * The table.
   *
   * @param form how it is written, in words
   * @throws UserError if there are no rows
   */
  ScannedTable table(String form) {
    if (malformed > 0) {
      String more =
          malformed == 1
              ? ""
              : malformed == 2
                  ? "; another row is malformed, too"
                  : String.format(Locale.ROOT, "; %,d more rows are malformed, too", malformed - 1);
      faults.add(firstFault + more);
    } else if (rows == 0) {
      throw new UserError(file + ": has no rows, needs at least one");
    }
    Map<String, TableColumn> byName = new HashMap<>();
    columns.forEach(column -> byName.putIfAbsent(column.name(), column));
    return new ScannedTable(file, form, columns, byName, rows, faults);
  }
}
