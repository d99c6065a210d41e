package neurosweep.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldModifier;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import neurosweep.core.UserError;
import neurosweep.store.Files;
import org.apache.hadoop.fs.Path;

/**
 * The lines of a CSV file of numbers: UTF-8, commas, cells that may be quoted; blank lines are
 * skipped. FastCSV takes each line apart. Lines are found here, since that library bounds cells and
 * not lines, reads a quote that is not closed on through the rest of the file, and takes one that
 * the file ends in for closed.
 */
final class CsvLines implements Closeable {
  /** Characters of the longest line: forty for each of the most columns. */
  static final int LONGEST_LINE = 40 * LabelledRows.MOST_COLUMNS;

  /** What is wrong with a line whose cells cannot be told apart. */
  static final String OPEN_QUOTE = "has a quote that is not closed within a cell; close it";

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final CsvReader.CsvReaderBuilder CSV =
      CsvReader.builder().trimWhitespacesAroundQuotes(true);

  private final Path file;
  private final BufferedReader reader;
  private final StringBuilder line = new StringBuilder();
  private long number;
  private boolean afterReturn;

  private CsvLines(Path file, Files files) throws IOException {
    this.file = file;
    this.reader =
        new BufferedReader(
            new InputStreamReader(files.open(file), StandardCharsets.UTF_8.newDecoder()), 1 << 16);
  }

  /** What makes something of lines. */
  interface Use<T> {
    T of(CsvLines lines) throws IOException;
  }

  /**
   * Reads a file.
   *
   * @throws UserError if it is missing, no text or cannot be read
   */
  static <T> T read(Path file, Files files, Use<T> use) {
    try (CsvLines lines = new CsvLines(file, files)) {
      return use.of(lines);
    } catch (FileNotFoundException e) {
      throw DataHome.unreadable(file, e);
    } catch (CharacterCodingException e) {
      throw new UserError(file + ": is not UTF-8 text; save it as UTF-8", e);
    } catch (IOException e) {
      throw new UserError(file + ": cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /**
   * Goes to the next line that is not blank.
   *
   * @return whether there is one
   * @throws UserError if it is too long, before it fills the memory
   */
  boolean next() throws IOException {
    while (readLine()) {
      if (number == 1 && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK) {
        line.deleteCharAt(0);
      }
      if (!line.chars().allMatch(Character::isWhitespace)) {
        return true;
      }
    }
    return false;
  }

  /** A line ends with a line feed, a carriage return, both, or the file. */
  private boolean readLine() throws IOException {
    number++;
    line.setLength(0);
    int c = reader.read();
    if (afterReturn && c == '\n') {
      c = reader.read();
    }
    boolean any = c >= 0;
    for (; c >= 0 && c != '\n' && c != '\r'; c = reader.read()) {
      line.append((char) c);
      if (line.length() > LONGEST_LINE) {
        throw new UserError(
            String.format(
                Locale.ROOT,
                "%s: is longer than %d characters; is it a CSV file with line ends?",
                place(),
                LONGEST_LINE));
      }
    }
    afterReturn = c == '\r';
    return any;
  }

  /** The number of the current line, from 1. */
  long number() {
    return number;
  }

  /** File and line. */
  String place() {
    return file + ", line " + number;
  }

  /** The cells of the current line, stripped and unquoted; none if a quote is not closed. */
  List<String> cells() {
    StringArrayHandler cells =
        StringArrayHandler.of(c -> c.maxFields(LONGEST_LINE + 1).fieldModifier(new Stripped()));
    try {
      return List.of(CSV.ofSingleCsvRecord(cells, line.append('\n').toString()));
    } catch (CsvParseException e) {
      return List.of();
    }
  }

  /** Strips cells that are not quoted; one that is and holds the line's end is not closed. */
  private static final class Stripped implements FieldModifier {
    @Override
    public String modify(long start, int column, boolean quoted, String cell) {
      if (quoted && cell.endsWith("\n")) {
        throw new CsvParseException(OPEN_QUOTE);
      }
      return quoted ? cell : cell.strip();
    }
  }

  /** A decimal number, or NaN: Java's own parser also takes {@code 1f}, {@code 0x1p3}, NaN. */
  static double number(String cell) {
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

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
