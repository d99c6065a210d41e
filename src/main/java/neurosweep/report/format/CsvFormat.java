package neurosweep.report.format;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import neurosweep.core.PlainText;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;

/**
 * CSV by RFC 4180. A last column {@code cells} repeats how complete the sweep is, since a caption
 * has no place; axes and values have the names of the job; a table without columns has its caption
 * in {@code note}. Text that a spreadsheet would run as a formula gets an apostrophe in front.
 */
public final class CsvFormat implements TableFormat {
  private static final String DECIMAL = "[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?";

  /** What a field is quoted for; some spreadsheets separate by the last two. */
  private static final String SEPARATORS = ",\"\n\r;\t";

  /** A number, also with its deviation and interval: no spreadsheet computes these. */
  private static final Pattern NUMBER =
      Pattern.compile(DECIMAL + "( ± %1$s( \\(%1$s to %1$s\\))?)?".formatted(DECIMAL));

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

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String doc() {
    return "CSV by RFC 4180, safe to open in a spreadsheet";
  }

  @Override
  public String extension() {
    return "csv";
  }

  @Override
  public String render(TableText table) {
    StringBuilder text = new StringBuilder();
    if (table.columns().isEmpty()) {
      line(Stream.of("note", "cells"), text);
      line(Stream.of(table.caption(), table.notice()), text);
      return text.toString();
    }
    line(
        Stream.concat(table.columns().stream().map(TableText.Heading::name), Stream.of("cells")),
        text);
    for (List<Entry> row : table.rows()) {
      line(Stream.concat(row.stream().map(Entry::name), Stream.of(table.notice())), text);
    }
    if (table.rows().isEmpty()) {
      line(Stream.concat(table.columns().stream().map(any -> ""), Stream.of(table.notice())), text);
    }
    return text.toString();
  }

  private static void line(Stream<String> fields, StringBuilder text) {
    text.append(fields.map(CsvFormat::field).collect(Collectors.joining(","))).append("\r\n");
  }

  /**
   * A field, quoted where it must be; a text that a spreadsheet would run gets an apostrophe, and
   * what cannot be seen its code.
   */
  public static String field(String text) {
    String seen = PlainText.text(text).replace("\r\n", "\n");
    String begin = seen.replaceFirst("^[\\s\\p{Z}]+", "");
    boolean formula =
        !seen.isEmpty()
            && (FORMULA.indexOf(seen.charAt(0)) >= 0
                || (!begin.isEmpty() && FORMULA.indexOf(begin.charAt(0)) >= 0))
            && !NUMBER.matcher(begin).matches();
    String safe = INNER_FORMULA.matcher(formula ? "'" + seen : seen).replaceAll("$1'");
    boolean quoted = safe.chars().anyMatch(c -> SEPARATORS.indexOf(c) >= 0);
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
