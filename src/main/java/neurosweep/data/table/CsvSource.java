package neurosweep.data.table;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import neurosweep.core.Param;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.data.CsvLines;
import neurosweep.store.Files;
import org.apache.hadoop.fs.Path;

/**
 * Labelled tables as CSV: a header line, cells that may be quoted and then hold line breaks. Blank
 * lines are skipped.
 */
public final class CsvSource extends TableSource {
  private static final Param<String> SEPARATOR =
      Param.choice(
          "separator",
          Separator.words(),
          "what stands between cells; auto: whichever divides the first lines alike");

  private static final Param<String> DECIMAL =
      Param.choice("decimal", List.of("point", "comma"), "what stands before decimals");

  private static final Param<String> ENCODING =
      Param.choice(
          "encoding",
          List.of("utf-8", "latin-1"),
          "of files without a byte order mark; latin-1 is read as windows-1252");

  /** For the catalogue. */
  public CsvSource() {
    super("csv");
  }

  @Override
  public String doc() {
    return "labelled table of your own in CSV files with a header line";
  }

  @Override
  List<Param<?>> form() {
    return List.of(SEPARATOR, DECIMAL, ENCODING);
  }

  @Override
  ScannedTable scan(Path file, Files files, Roles roles, Values values) {
    boolean utf8 = ENCODING.of(values).equals("utf-8");
    Charset charset =
        utf8 ? StandardCharsets.UTF_8 : Charset.availableCharsets().get("windows-1252");
    try {
      Separator separator =
          Separator.named(SEPARATOR.of(values))
              .orElseGet(
                  () ->
                      CsvLines.read(
                          file, files, new CsvLines.Format(',', charset), Separator::detect));
      Spelling spelling = new Spelling(DECIMAL.of(values).equals("comma"));
      CsvLines.Format format = new CsvLines.Format(separator.character(), charset);
      return CsvLines.read(
          file, files, format, lines -> table(file, lines, roles, spelling, separator));
    } catch (UserError e) {
      if (utf8 && e.getCause() instanceof CharacterCodingException) {
        throw new UserError(e.getMessage() + ", or say encoding: latin-1", e.getCause());
      }
      throw e;
    }
  }

  private static ScannedTable table(
      Path file, CsvLines lines, Roles roles, Spelling spelling, Separator separator)
      throws IOException {
    if (!lines.next()) {
      throw new UserError(file + ": is empty, must start with a line of column names");
    }
    List<String> header = lines.cells();
    if (header.isEmpty()) {
      throw new UserError(lines.place() + ": " + CsvLines.OPEN_QUOTE);
    }
    TableScan scan = new TableScan(file, "line", header, Set.of(), roles);
    List<TableColumn> columns = new ArrayList<>(scan.columns());
    Supplier<String> place = scan::place;
    while (lines.next()) {
      List<String> cells = lines.cells();
      if (cells.size() != columns.size()) {
        scan.malformed(lines.number(), malformed(cells.size(), columns.size()));
        continue;
      }
      scan.begin(lines.number());
      for (int i = 0; i < cells.size(); i++) {
        columns.get(i).cell(cells.get(i), spelling, place);
      }
    }
    return scan.table(separator.inWords());
  }

  private static String malformed(int cells, int columns) {
    return cells == 0
        ? CsvLines.OPEN_QUOTE
        : String.format(
            Locale.ROOT,
            "has %d cells, must have %d as in the header; complete the row",
            cells,
            columns);
  }
}
