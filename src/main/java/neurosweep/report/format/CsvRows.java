package neurosweep.report.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import neurosweep.core.PlainText;

/**
 * Writes rows of values as CSV by RFC 4180. Nothing stands for null. A text that a spreadsheet
 * would run as a formula gets an apostrophe in front, and what cannot be seen its code.
 */
public final class CsvRows {
  private static final String DECIMAL = "[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?";

  /** A number, also with its deviation and interval: no spreadsheet computes these. */
  private static final Pattern NUMBER =
      Pattern.compile(DECIMAL + "( ± %1$s( \\(%1$s to %1$s\\))?| to %1$s)?".formatted(DECIMAL));

  /** What begins a formula, in the wide forms of East Asian keyboards too. */
  private static final String FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n";

  /**
   * A formula behind what separates fields in other countries' spreadsheets, which take the quotes
   * of this one for text.
   */
  private static final Pattern INNER_FORMULA =
      Pattern.compile(
          "([;\\t\r\n][\\s\\p{Z}]*)(?=[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20])(?!%s([;,\\s]|$))"
              .formatted(DECIMAL));

  /** No comments: a sign that no text holds would begin them. */
  private static final CsvWriter.CsvWriterBuilder CSV =
      CsvWriter.builder().commentCharacter('\0').quoteStrategy(new OtherSeparators());

  private final CsvWriter csv;

  /** Writes into {@code out}, which is left open. */
  public CsvRows(Writer out) {
    this.csv = CSV.build(out);
  }

  /** Rows as one text. */
  public static String text(Stream<? extends List<?>> rows) {
    StringWriter text = new StringWriter();
    CsvRows csv = new CsvRows(text);
    try {
      for (Iterator<? extends List<?>> each = rows.iterator(); each.hasNext(); ) {
        csv.row(each.next());
      }
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text has no faults
    }
    return text.toString();
  }

  /** Writes a row. */
  public void row(List<?> values) throws IOException {
    try {
      csv.writeRecord(values.stream().map(CsvRows::field).toList());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Writes what is held back. */
  public void flush() throws IOException {
    csv.flush();
  }

  private static String field(Object value) {
    return value instanceof String text ? safe(text) : Objects.toString(value, "");
  }

  private static String safe(String text) {
    String seen = PlainText.text(text).replace("\r\n", "\n");
    String begin = seen.replaceFirst("^[\\s\\p{Z}]+", "");
    boolean formula =
        !seen.isEmpty()
            && (FORMULA.indexOf(seen.charAt(0)) >= 0
                || (!begin.isEmpty() && FORMULA.indexOf(begin.charAt(0)) >= 0))
            && !NUMBER.matcher(begin).matches();
    return INNER_FORMULA.matcher(formula ? "'" + seen : seen).replaceAll("$1'");
  }

  /** Some spreadsheets separate by semicolons or tabs. */
  private static final class OtherSeparators implements QuoteStrategy {
    @Override
    public boolean quoteValue(int line, int field, String value) {
      return value.indexOf(';') >= 0 || value.indexOf('\t') >= 0;
    }
  }
}
