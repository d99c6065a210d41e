package neurosweep.data;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import neurosweep.core.Names;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import org.apache.hadoop.fs.Path;

/**
 * Collects the rows of a labelled table cell by cell. Every malformed cell is noted with its place,
 * up to a number of them; the rest is counted.
 */
final class LabelledRows {
  /** Greatest label, so that a slip of the pen does not ask for a billion outputs. */
  static final int MOST_LABEL = 65_535;

  /** Malformed cells that are told one by one. */
  static final int MOST_TOLD = 20;

  /** Most columns: a net of that many inputs is beyond any machine. */
  static final int MOST_COLUMNS = 100_000;

  /** Features at first: room for some rows, whatever their width. */
  private static final int FIRST_FEATURES = 1 << 16;

  /** What pandas calls an index that was written along and read again. */
  private static final Pattern ROW_NUMBERS =
      Pattern.compile("Unnamed: \\d+(_level_\\d+)?(\\.\\d+)?|__index_level_\\d+__");

  private final Path file;
  private final String rowWord;
  private final List<String> columns;
  private final int labelColumn;
  private final float[] row;
  private final int mostRows;
  private final Problems problems = new Problems();
  private long faults;
  private long place;
  private boolean sound;
  private int label;
  private float[] reals;
  private int[] labels;
  private int size;

  /**
   * Starts a table.
   *
   * @param rowWord what a row's place counts, {@code line} or {@code row}
   * @param columns names of all columns, in order
   * @throws UserError if the names do not fit
   */
  LabelledRows(Path file, String rowWord, List<String> columns, String labelColumn) {
    this.file = file;
    this.rowWord = rowWord;
    this.columns = columns;
    this.labelColumn = columns.indexOf(labelColumn);
    checkNames();
    if (this.labelColumn < 0) {
      String unknown = Names.unknown("column", labelColumn, columns);
      problems.add(file.toString(), unknown + "; set label_column to the one with the classes");
    } else if (columns.size() < 2) {
      problems.add(file.toString(), "has only the label column, needs at least one feature");
    }
    problems.throwIfAny();
    int features = columns.size() - 1;
    this.row = new float[columns.size()];
    this.mostRows = (int) Math.min(Integer.MAX_VALUE - 8, mostNumbers() / columns.size());
    this.labels = new int[Math.max(1, FIRST_FEATURES / features)];
    this.reals = new float[labels.length * features];
  }

  /** Numbers whose 4 bytes each fill half of the memory: the other half is for growing. */
  private static long mostNumbers() {
    return Math.min(Integer.MAX_VALUE - 8L, Runtime.getRuntime().maxMemory() / 8);
  }

  private void checkNames() {
    if (columns.size() == 1 && columns.get(0).matches(".*[;\t|].*")) {
      throw new UserError(
          file + ": its header has no comma but other separators; save it with commas and points");
    }
    if (columns.size() > MOST_COLUMNS) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s: has %d columns, must be at most %d; is it the right file?",
              file,
              columns.size(),
              MOST_COLUMNS));
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i);
      String rule =
          holdsRowNumbers(name)
              ? "the row numbers that pandas stored, which must not be learned from; drop the column"
                  + " or write the table with index=False"
              : name.isEmpty() || !seen.add(name)
                  ? name.isEmpty()
                      ? "names must be distinct and not empty; rename it, or drop it if it holds row numbers (index=False in pandas, row.names=FALSE in R)"
                      : "names must be distinct and not empty; rename it"
                  : Names.hasInvisible(name)
                      ? "names must hold no control characters; rename it"
                      : "";
      if (!rule.isEmpty() && ++faults <= MOST_TOLD) {
        problems.add(
            file.toString(),
            String.format(
                Locale.ROOT, "column %d is called \"%s\", %s", i + 1, abbreviated(name), rule));
      }
    }
    tellRest();
  }

  /** Whether a name is one that pandas gives to an index without a name. */
  static boolean holdsRowNumbers(String name) {
    return ROW_NUMBERS.matcher(name).matches();
  }

  private void tellRest() {
    if (faults > MOST_TOLD) {
      problems.add(file.toString(), "and " + (faults - MOST_TOLD) + " more faults");
    }
  }

  /** Starts a row at that line or row of the file, from 1. */
  void begin(long at) {
    place = at;
    sound = true;
  }

  /** The value of a column of the current row. */
  void cell(int column, double value) {
    if (column == labelColumn) {
      label = (int) value;
      if (label != value || label < 0 || label > MOST_LABEL) {
        String shown =
            value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : Double.toString(value);
        malformed(column, "is " + shown + ", " + labelRule());
      }
    } else {
      row[column] = (float) value;
      if (!Float.isFinite(row[column])) {
        malformed(column, "is " + value + ", must be finite in 32 bits; correct or drop the row");
      }
    }
  }

  /** A cell of the current row that holds no number. */
  void notNumeric(int column, String shown) {
    String found = shown.isEmpty() ? "is empty" : "is \"" + abbreviated(shown) + "\"";
    String rule =
        column == labelColumn
            ? labelRule()
            : "must be a number; correct the cell or drop the row or column";
    malformed(column, found + ", " + rule);
  }

  private static String labelRule() {
    return "must be a whole number from 0 to " + MOST_LABEL + "; number the classes";
  }

  private static String abbreviated(String text) {
    return text.length() <= 40 ? text : text.substring(0, 37) + "...";
  }

  private void malformed(int column, String message) {
    fault(", column " + (column + 1) + " (" + columns.get(column) + ")", message);
  }

  /** A fault of the current row as a whole. */
  void malformed(String message) {
    fault("", message);
  }

  private void fault(String where, String message) {
    sound = false;
    if (++faults <= MOST_TOLD) {
      problems.add(file + ", " + rowWord + " " + place + where, message);
    }
  }

  /** Keeps the current row if nothing was wrong with it. */
  void end() {
    if (!sound || faults > 0) {
      return;
    }
    int features = columns.size() - 1;
    if (size == mostRows) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              ("%s: has more than %d rows of %d columns, which fill the memory of %d MB; drop rows or"
                  + " columns, or give Java more with -Xmx"),
              file,
              mostRows,
              columns.size(),
              Runtime.getRuntime().maxMemory() >> 20));
    }
    if (size == labels.length) {
      int rows = (int) Math.min(2L * size, mostRows);
      labels = Arrays.copyOf(labels, rows);
      reals = Arrays.copyOf(reals, rows * features);
    }
    int at = size * features;
    System.arraycopy(row, 0, reals, at, labelColumn);
    System.arraycopy(row, labelColumn + 1, reals, at + labelColumn, features - labelColumn);
    labels[size++] = label;
  }

  /**
   * The table.
   *
   * @throws UserError with what was noted, or if there are no rows
   */
  LabelledTable table() {
    tellRest();
    problems.throwIfAny();
    if (size == 0) {
      throw new UserError(file + ": has no rows, needs at least one");
    }
    float[] kept = Arrays.copyOf(reals, size * (columns.size() - 1));
    RawData.Part part = new RawData.Part(null, kept, Arrays.copyOf(labels, size));
    return new LabelledTable(file, columns, part);
  }
}
