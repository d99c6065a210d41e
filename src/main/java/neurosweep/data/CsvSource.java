package neurosweep.data;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import neurosweep.core.UserError;
import neurosweep.store.Files;
import org.apache.hadoop.fs.Path;

/**
 * Labelled tables as CSV: UTF-8, a header line, commas, cells that may be quoted, decimal numbers
 * with a point. Blank lines are skipped. A quoted line break is an error: no number holds one.
 */
public final class CsvSource extends TableSource {
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
    return CsvLines.read(file, files, lines -> table(file, lines, labelColumn));
  }

  private static LabelledTable table(Path file, CsvLines lines, String labelColumn)
      throws IOException {
    if (!lines.next()) {
      throw new UserError(file + ": is empty, must start with a line of column names");
    }
    List<String> header = lines.cells();
    if (header.isEmpty()) {
      throw new UserError(lines.place() + ": " + CsvLines.OPEN_QUOTE);
    }
    LabelledRows rows = new LabelledRows(file, "line", header, labelColumn);
    while (lines.next()) {
      rows.begin(lines.number());
      readRow(lines.cells(), header.size(), rows);
      rows.end();
    }
    return rows.table();
  }

  private static void readRow(List<String> cells, int columns, LabelledRows rows) {
    if (cells.size() != columns) {
      rows.malformed(
          cells.isEmpty()
              ? CsvLines.OPEN_QUOTE
              : String.format(
                  Locale.ROOT,
                  "has %d cells, must have %d as in the header; complete the row",
                  cells.size(),
                  columns));
      return;
    }
    for (int i = 0; i < columns; i++) {
      double value = CsvLines.number(cells.get(i));
      if (Double.isNaN(value)) {
        rows.notNumeric(i, cells.get(i));
      } else {
        rows.cell(i, value);
      }
    }
  }
}
