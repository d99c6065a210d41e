package neurosweep.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldModifier;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import neurosweep.core.UserError;
import neurosweep.store.Files;
import org.apache.hadoop.fs.Path;

/**
 * The lines of a CSV file: cells may be quoted and then hold line breaks; blank lines are skipped;
 * a byte order mark of UTF-8 or UTF-16 decides the encoding. FastCSV takes each line apart. Lines
 * are found here, since that library bounds cells and not lines, reads a quote that is not closed
 * on through the rest of the file, and takes one that the file ends in for closed.
 */
public final class CsvLines implements Closeable {
  /** Most cells of a line: a net of that many inputs is beyond any machine. */
  public static final int MOST_CELLS = 100_000;

  /** Characters of the longest line: forty for each of the most cells. */
  static final int LONGEST_LINE = 40 * MOST_CELLS;

  /** What is wrong with a line whose cells cannot be told apart. */
  public static final String OPEN_QUOTE = "has a quote that is not closed within a cell; close it";

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** Strips cells that are not quoted. */
  private static final FieldModifier STRIPPED =
      new FieldModifier() {
        @Override
        public String modify(long start, int column, boolean quoted, String cell) {
          return quoted ? cell : cell.strip();
        }
      };

  private final Path file;
  private final char separator;
  private final CsvReader.CsvReaderBuilder csv;
  private final BufferedReader reader;
  private final StringBuilder line = new StringBuilder();
  private long ended;
  private long number;
  private boolean afterReturn;
  private boolean open;
  private boolean atStart;
  private boolean closed; // by the character before

  private CsvLines(Path file, InputStream in, Format format) throws IOException {
    this.file = file;
    this.separator = format.separator;
    this.csv = CsvReader.builder().fieldSeparator(separator).trimWhitespacesAroundQuotes(true);
    this.reader = new BufferedReader(decoded(in, format.charset), 1 << 16);
  }

  /**
   * How a file is written.
   *
   * @param separator between cells
   * @param charset of a file without a byte order mark
   */
  public record Format(char separator, Charset charset) {
    /** Commas and UTF-8. */
    static final Format PLAIN = new Format(',', StandardCharsets.UTF_8);
  }

  private static Reader decoded(InputStream in, Charset given) throws IOException {
    PushbackInputStream bytes = new PushbackInputStream(in, 2);
    byte[] head = bytes.readNBytes(2);
    bytes.unread(head);
    int mark = head.length < 2 ? 0 : (head[0] & 0xff) << 8 | (head[1] & 0xff);
    Charset charset =
        switch (mark) {
          case 0xfeff -> StandardCharsets.UTF_16BE;
          case 0xfffe -> StandardCharsets.UTF_16LE;
          case 0xefbb -> StandardCharsets.UTF_8;
          default -> given;
        };
    return new InputStreamReader(bytes, charset.newDecoder());
  }

  /** What makes something of lines. */
  public interface Use<T> {
    /** What the lines come to. */
    T of(CsvLines lines) throws IOException;
  }

  /**
   * Reads a file.
   *
   * @throws UserError if it is missing, no text or cannot be read
   */
  public static <T> T read(Path file, Files files, Format format, Use<T> use) {
    try (InputStream in = files.open(file);
        CsvLines lines = new CsvLines(file, in, format)) {
      return use.of(lines);
    } catch (FileNotFoundException e) {
      throw DataHome.unreadable(file, e);
    } catch (CharacterCodingException e) {
      String name = format.charset.displayName(Locale.ROOT);
      throw new UserError(file + ": is not " + name + " text; save it as UTF-8", e);
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
  public boolean next() throws IOException {
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

  /** A line ends with a line feed, a carriage return, both, or the file, but not in a quote. */
  private boolean readLine() throws IOException {
    number = ended + 1;
    line.setLength(0);
    open = false;
    closed = false;
    atStart = true;
    boolean any = readPart();
    while (open && more()) {
      line.append('\n');
      atStart = false;
      readPart();
    }
    return any;
  }

  private boolean more() throws IOException {
    reader.mark(2);
    int c = reader.read();
    if (afterReturn && c == '\n') {
      c = reader.read();
    }
    reader.reset();
    return c >= 0;
  }

  private boolean readPart() throws IOException {
    ended++;
    int c = reader.read();
    if (afterReturn && c == '\n') {
      c = reader.read();
    }
    boolean any = c >= 0;
    for (; c >= 0 && c != '\n' && c != '\r'; c = reader.read()) {
      line.append((char) c);
      follow((char) c);
      if (line.length() > LONGEST_LINE) {
        throw tooLong();
      }
    }
    afterReturn = c == '\r';
    return any;
  }

  /** Whether a quote is open after this character. */
  private void follow(char c) {
    boolean doubled = c == '"' && closed;
    closed = c == '"' && open;
    if (doubled || (c == '"' && (open || atStart))) {
      open = !open;
      atStart = false;
    } else if (!open) {
      atStart = c == separator || (atStart && (c <= ' ' || c == BYTE_ORDER_MARK));
    }
  }

  private UserError tooLong() {
    return new UserError(
        String.format(
            Locale.ROOT,
            "%s: is longer than %d characters; %s",
            place(),
            LONGEST_LINE,
            open ? "close its quote" : "is it a CSV file with line ends?"));
  }

  /** The number of the current line, from 1; of one with line breaks, that of its beginning. */
  public long number() {
    return number;
  }

  /** File and line. */
  public String place() {
    return file + ", line " + number;
  }

  /** The current line as it is in the file. */
  public String text() {
    return line.toString();
  }

  /** The cells of the current line, stripped and unquoted; none if a quote is not closed. */
  public List<String> cells() {
    if (open) {
      return List.of();
    }
    StringArrayHandler cells =
        StringArrayHandler.of(c -> c.maxFields(LONGEST_LINE + 1).fieldModifier(STRIPPED));
    try {
      return List.of(csv.ofSingleCsvRecord(cells, line.toString()));
    } catch (CsvParseException e) {
      return List.of();
    }
  }

  /** A decimal number, or NaN: Java's own parser also takes {@code 1f}, {@code 0x1p3}, NaN. */
  public static double number(String cell) {
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
