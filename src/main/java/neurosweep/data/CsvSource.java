package neurosweep.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import neurosweep.core.UserError;
import neurosweep.store.Files;
import org.apache.hadoop.fs.Path;

/**
 * Labelled tables as CSV: UTF-8, a header line, commas, cells that may be quoted, decimal numbers
 * with a point. Empty lines are skipped. A quoted line break is an error: no number holds one.
 */
public final class CsvSource extends TableSource {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** For the catalogue. */
  public CsvSource() {
    super("csv");
  }

  @Override
  public String doc() {
    return "labelled table in two CSV files with a header line";
  }

  @Override
  LabelledTable read(Path file, Files files, String labelColumn) {
    try (BoundedLines lines =
        new BoundedLines(
            new InputStreamReader(files.open(file), StandardCharsets.UTF_8.newDecoder()))) {
      return table(file, lines, labelColumn);
    } catch (FileNotFoundException e) {
      throw DataHome.unreadable(file, e);
    } catch (CharacterCodingException e) {
      throw new UserError(file + ": is not UTF-8 text; save it as UTF-8", e);
    } catch (IOException e) {
      throw new UserError(file + ": cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static LabelledTable table(Path file, BoundedLines lines, String labelColumn)
      throws IOException {
    String first = lines.next();
    refuseEndless(file, 1, lines);
    List<String> header = header(file, first);
    LabelledRows rows = new LabelledRows(file, "line", header, labelColumn);
    long number = 1;
    for (String line = lines.next(); line != null; line = lines.next()) {
      number++;
      if (!line.isBlank()) {
        rows.begin(number);
        readRow(line, header.size(), rows);
        rows.end();
      }
    }
    refuseEndless(file, number + 1, lines);
    return rows.table();
  }

  private static void refuseEndless(Path file, long number, BoundedLines lines) {
    if (lines.isTooLong()) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s, line %d: is longer than %d characters; is it a CSV file with line ends?",
              file,
              number,
              BoundedLines.LONGEST_LINE));
    }
  }

  private static List<String> header(Path file, String line) {
    if (line == null) {
      throw new UserError(file + ": is empty, must start with a line of column names");
    }
    boolean marked = !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK;
    List<String> names = cells(marked ? line.substring(1) : line);
    if (names == null) {
      throw new UserError(
          file + ", line 1: has a quote that is not closed within a cell; close it");
    }
    return names;
  }

  private static void readRow(String line, int columns, LabelledRows rows) {
    List<String> cells = cells(line);
    if (cells == null) {
      rows.malformed("has a quote that is not closed within a cell; close it");
      return;
    }
    if (cells.size() != columns) {
      rows.malformed(
          String.format(
              Locale.ROOT,
              "has %d cells, must have %d as in the header; complete the row",
              cells.size(),
              columns));
      return;
    }
    for (int i = 0; i < columns; i++) {
      String cell = cells.get(i);
      double value = number(cell);
      if (Double.isNaN(value)) {
        rows.notNumeric(i, cell);
      } else {
        rows.cell(i, value);
      }
    }
  }

  /** A decimal number, or NaN: Java's own parser also takes {@code 1f}, {@code 0x1p3}, NaN. */
  private static double number(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      if ("0123456789+-.eE".indexOf(cell.charAt(i)) < 0) {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** The cells of a line, stripped and unquoted, or null if a quote does not enclose a cell. */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    int from = 0;
    while (true) {
      int start = from;
      while (start < line.length() && line.charAt(start) == ' ') {
        start++;
      }
      if (start < line.length() && line.charAt(start) == '"') {
        StringBuilder cell = new StringBuilder();
        int end = unquote(line, start + 1, cell);
        if (end < 0) {
          return null;
        }
        cells.add(cell.toString());
        from = end;
      } else {
        int comma = line.indexOf(',', start);
        from = comma < 0 ? line.length() : comma;
        cells.add(line.substring(start, from).strip());
      }
      if (from == line.length()) {
        return cells;
      }
      from++;
    }
  }

  /** Appends what is quoted; returns where the next comma or the line's end is, or -1. */
  private static int unquote(String line, int start, StringBuilder cell) {
    int i = start;
    while (i < line.length()) {
      if (line.charAt(i) != '"') {
        cell.append(line.charAt(i++));
      } else if (i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append('"');
        i += 2;
      } else {
        do {
          i++;
        } while (i < line.length() && line.charAt(i) == ' ');
        return i == line.length() || line.charAt(i) == ',' ? i : -1;
      }
    }
    return -1;
  }
}
