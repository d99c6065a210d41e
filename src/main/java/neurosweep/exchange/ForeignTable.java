package neurosweep.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import neurosweep.core.Column;
import neurosweep.core.Problems;
import neurosweep.core.Sha256;
import neurosweep.core.UserError;
import neurosweep.data.CsvLines;
import neurosweep.data.table.Separator;
import neurosweep.store.Files;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableReader;
import org.apache.hadoop.fs.Path;

/**
 * Another tool's table, as texts.
 *
 * @param header a name a column, each once
 * @param rows as many texts as there are columns; empty where nothing stands
 * @param digest SHA-256 of the file
 */
record ForeignTable(List<String> header, List<List<String>> rows, String digest) {
  /** A job file can name no more. */
  static final int MOST_ROWS = 100_000;

  private static final int MOST_FAULTS = 10;

  /**
   * Reads a file: Parquet by its name, otherwise text with a header line.
   *
   * @throws UserError if it cannot be read or is no such table
   */
  static ForeignTable read(Path file, Files files) {
    ForeignTable table =
        file.getName().endsWith(".parquet") ? parquet(file, files) : text(file, files);
    Problems problems = new Problems();
    Set<String> names = new HashSet<>();
    for (String name : table.header) {
      if (!names.add(name)) {
        problems.add(file.toString(), "has two columns \"" + name + "\"; rename one");
      }
    }
    if (table.rows.isEmpty()) {
      problems.add(file.toString(), "has no rows, must have one a trial");
    }
    problems.throwIfAny();
    return table;
  }

  private static ForeignTable text(Path file, Files files) {
    CsvLines.Format format = new CsvLines.Format(',', StandardCharsets.UTF_8);
    try {
      Separator separator = CsvLines.read(file, files, format, Separator::detect);
      CsvLines.Format known = new CsvLines.Format(separator.character(), StandardCharsets.UTF_8);
      String digest = digest(file, files);
      return CsvLines.read(file, files, known, lines -> text(file, lines, digest));
    } catch (UserError e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw new UserError(
            e.getMessage()
                + ", as by iconv -f windows-1252 -t utf-8 if it is Latin-1 or Windows-1252",
            e.getCause());
      }
      throw e;
    }
  }

  private static ForeignTable text(Path file, CsvLines lines, String digest) throws IOException {
    if (!lines.next()) {
      throw new UserError(file + ": is empty, must start with a line of column names");
    }
    List<String> header = lines.cells();
    if (header.isEmpty()) {
      throw new UserError(lines.place() + ": " + CsvLines.OPEN_QUOTE);
    }
    List<String> faults = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    while (lines.next() && faults.size() < MOST_FAULTS) {
      List<String> cells = lines.cells();
      if (cells.size() == header.size()) {
        add(rows, cells, file);
      } else if (cells.isEmpty()) {
        faults.add(lines.place() + ": " + CsvLines.OPEN_QUOTE);
      } else {
        faults.add(
            String.format(
                Locale.ROOT,
                "%s: has %d cells, must have %d as in the header; complete the row",
                lines.place(),
                cells.size(),
                header.size()));
      }
    }
    if (!faults.isEmpty()) {
      throw new UserError(faults, UserError.USAGE);
    }
    return new ForeignTable(header, rows, digest);
  }

  private static ForeignTable parquet(Path file, Files files) {
    List<List<String>> rows = new ArrayList<>();
    try (ParquetTableReader reader = ParquetTable.readForeign(files, file, name -> true)) {
      List<String> header = reader.columns().stream().map(Column::name).toList();
      TimeDeltas deltas = TimeDeltas.of(reader.metadata());
      while (reader.hasNext()) {
        Object[] values = reader.next();
        List<String> row = new ArrayList<>(header.size());
        for (int i = 0; i < values.length; i++) {
          row.add(deltas.text(header.get(i), values[i]));
        }
        add(rows, row, file);
      }
      return new ForeignTable(header, rows, digest(file, files));
    }
  }

  private static void add(List<List<String>> rows, List<String> row, Path file) {
    if (rows.size() == MOST_ROWS) {
      throw new UserError(
          file + ": has more than " + MOST_ROWS + " rows; import a part of it, or summarise it");
    }
    rows.add(row);
  }

  private static String digest(Path file, Files files) {
    try (InputStream in = files.open(file)) {
      return Sha256.hex(in);
    } catch (IOException e) {
      throw new UserError(file + ": cannot be read (" + e.getMessage() + ")", e);
    }
  }
}
