package neurosweep.report.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;

/**
 * How a column is set: plain numbers by siunitx, aligned at their decimal points; long texts in
 * paragraphs; everything else to the right or the left.
 *
 * @param form of the column in the table's preamble
 * @param heading with what it needs around it
 * @param number whether entries are numbers for siunitx
 * @param width in characters
 */
record LatexColumn(String form, String heading, boolean number, int width) {
  private static final Pattern NUMBER =
      Pattern.compile("([+-]?)(\\d+)(?:\\.(\\d+))?(?:e([+-]?\\d+))?");

  /** Characters beyond which a text is broken into lines. */
  private static final int LONG = 36;

  /** Ragged by the column: a paragraph that an entry ended itself would be a line taller. */
  private static final String PARAGRAPH = ">{\\raggedright\\arraybackslash}p{0.3\\linewidth}";

  /** A word that fits into no line. */
  private static final Pattern LONG_WORD = Pattern.compile("\\S{" + LONG + "}");

  /** Characters of a long word that stay together. */
  private static final int PART = 8;

  /** Characters beyond which a number, such as one drawn from a range, is not aligned. */
  private static final int LONGEST_NUMBER = 10;

  /** Characters of a heading's line, which may be wider than the numbers below it. */
  private static final int HEADING = 12;

  /** The columns of a table. */
  static List<LatexColumn> of(TableText table) {
    List<LatexColumn> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      int at = i;
      List<String> texts = table.rows().stream().map(row -> row.get(at).text()).toList();
      columns.add(of(table.columns().get(i), texts));
    }
    return columns;
  }

  private static LatexColumn of(Heading heading, List<String> texts) {
    int longest = texts.stream().mapToInt(String::length).max().orElse(0);
    List<String> lines = lines(heading.text());
    int wide = lines.stream().mapToInt(String::length).max().orElse(0);
    String head = stacked(lines, heading.number() ? "r" : "l");
    long raised = texts.stream().filter(text -> text.matches(".*\\de.*")).count();
    long given = texts.stream().filter(text -> !text.isEmpty()).count();
    boolean plain = given > 0 && (raised == 0 || raised == given);
    for (String text : texts) {
      plain &=
          text.length() <= LONGEST_NUMBER && (text.isEmpty() || NUMBER.matcher(text).matches());
    }
    if (heading.number() && plain) {
      return new LatexColumn(numbers(texts), "{" + head + "}", true, Math.max(wide, longest));
    }
    if (longest > LONG) {
      return new LatexColumn(PARAGRAPH, head, false, LONG);
    }
    return new LatexColumn(heading.number() ? "r" : "l", head, false, Math.max(wide, longest));
  }

  /** The most digits that any entry has on each side. */
  private static String numbers(List<String> texts) {
    int whole = 1;
    int decimals = 0;
    int exponent = 0;
    boolean sign = false;
    boolean plus = false;
    boolean exponentSign = false;
    for (String text : texts) {
      Matcher number = NUMBER.matcher(text);
      if (number.matches()) {
        sign |= !number.group(1).isEmpty();
        plus |= number.group(1).equals("+");
        whole = Math.max(whole, number.group(2).length());
        decimals = Math.max(decimals, number.group(3) == null ? 0 : number.group(3).length());
        if (number.group(4) != null) {
          exponentSign |= number.group(4).startsWith("-");
          exponent = Math.max(exponent, number.group(4).replaceAll("[+-]", "").length());
        }
      }
    }
    String format = (sign ? plus ? "+" : "-" : "") + whole + (decimals > 0 ? "." + decimals : "");
    if (exponent > 0) {
      format += "e" + (exponentSign ? "-" : "") + exponent;
    }
    return "S[table-format=" + format + "]";
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > HEADING) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static String stacked(List<String> lines, String side) {
    List<String> escaped = lines.stream().map(LatexFormat::escape).toList();
    return escaped.size() == 1
        ? escaped.get(0)
        : "\\shortstack[" + side + "]{" + String.join("\\\\", escaped) + "}";
  }

  /** An entry in it. */
  String entry(Entry entry) {
    if (entry.text().isEmpty()) {
      return number ? "{--}" : "--";
    }
    if (number) {
      return (entry.bold() ? "\\bfseries " : "") + entry.text();
    }
    String text = LatexFormat.escape(entry.text());
    if (form.equals(PARAGRAPH)) {
      boolean endless = LONG_WORD.matcher(entry.text()).find();
      return (entry.bold() ? "\\bfseries " : "") + (endless ? breakable(entry.text()) : text);
    }
    return entry.bold() ? "\\textbf{" + text + "}" : text;
  }

  /** A long word, such as a digest, may break anywhere: it would leave the table. */
  private static String breakable(String text) {
    StringBuilder broken = new StringBuilder();
    for (int from = 0; from < text.length(); from += PART) {
      String part = text.substring(from, Math.min(text.length(), from + PART));
      broken.append(from == 0 ? "" : "\\allowbreak{}");
      broken.append(part.startsWith(" ") ? " " : "").append(LatexFormat.escape(part));
      broken.append(part.endsWith(" ") ? " " : "");
    }
    return broken.toString();
  }
}
