package neurosweep.report.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import neurosweep.core.Names;
import neurosweep.report.text.Methods;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;

/** A Markdown table whose pipes line up, so that it reads in a terminal too. */
public final class MarkdownFormat implements TableFormat {
  /** Within a word an underscore is no markup, and names such as learning_rate stay readable. */
  private static final String MARKUP = "\\|<>*`$~&[]";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]");

  @Override
  public String name() {
    return "markdown";
  }

  @Override
  public String doc() {
    return "Markdown with aligned pipes";
  }

  @Override
  public String extension() {
    return "md";
  }

  @Override
  public String render(TableText table) {
    if (table.columns().isEmpty()) {
      return escape(table.caption()) + "\n";
    }
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.columns().stream().map(heading -> escape(heading.text())).toList());
    for (List<Entry> row : table.rows()) {
      lines.add(row.stream().map(MarkdownFormat::entry).toList());
    }
    int[] widths = widths(lines, table.columns().size());
    StringBuilder text = new StringBuilder();
    text.append(escape(table.caption())).append("\n\n");
    line(lines.get(0), table.columns(), widths, text);
    rule(table.columns(), widths, text);
    lines.subList(1, lines.size()).forEach(row -> line(row, table.columns(), widths, text));
    return text.toString();
  }

  private static String entry(Entry entry) {
    if (entry.text().isEmpty()) {
      return "–";
    }
    String text = escape(entry.text());
    return entry.bold() ? "**" + text + "**" : text;
  }

  /** The methods note as a file of its own. */
  static String methods(List<Methods.Paragraph> paragraphs) {
    StringBuilder text = new StringBuilder("# Methods\n");
    paragraphs.forEach(
        each ->
            text.append("\n**")
                .append(escape(each.title()))
                .append(".** ")
                .append(escape(each.text()))
                .append('\n'));
    return text.toString();
  }

  /** A text of which Markdown makes nothing but text. */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    String line = Names.visible(text);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (isAutomatic(line, i)
          || MARKUP.indexOf(c) >= 0
          || (c == '_' && !withinWord(line, i))
          || (c == '#' && i == 0)) {
        escaped.append('\\');
      }
      escaped.append(c);
      if (c == '@' && i + 1 < line.length() && Character.isLetterOrDigit(line.charAt(i + 1))) {
        escaped.append("<!-- -->"); // a name behind it would be told that it was named
      }
    }
    return escaped.toString();
  }

  /** The colon or the dot by which an address becomes a link that nobody asked for. */
  private static boolean isAutomatic(String line, int i) {
    return line.startsWith("://", i)
        || (line.charAt(i) == '.' && line.regionMatches(true, i - 3, "www", 0, 3));
  }

  /** The name of a file beside this one as the address of a link. */
  public static String address(String name) {
    StringBuilder address = new StringBuilder();
    for (byte unit : name.getBytes(StandardCharsets.UTF_8)) {
      String sign = Character.toString(unit & 0xFF);
      address.append(
          PLAIN.matcher(sign).matches() ? sign : String.format(Locale.ROOT, "%%%02X", unit & 0xFF));
    }
    return address.toString();
  }

  private static boolean withinWord(String text, int i) {
    return i > 0
        && i < text.length() - 1
        && Character.isLetterOrDigit(text.charAt(i - 1))
        && Character.isLetterOrDigit(text.charAt(i + 1));
  }

  private static int[] widths(List<List<String>> lines, int columns) {
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(Math.max(widths[i], 3), length(line.get(i)));
      }
    }
    return widths;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static void line(
      List<String> cells, List<Heading> columns, int[] widths, StringBuilder text) {
    for (int i = 0; i < widths.length; i++) {
      String pad = " ".repeat(widths[i] - length(cells.get(i)));
      boolean right = columns.get(i).number();
      text.append("| ").append(right ? pad : "").append(cells.get(i)).append(right ? "" : pad);
      text.append(' ');
    }
    text.append("|\n");
  }

  private static void rule(List<Heading> columns, int[] widths, StringBuilder text) {
    for (int i = 0; i < widths.length; i++) {
      String dashes = "-".repeat(widths[i] + 1);
      text.append('|').append(columns.get(i).number() ? dashes + ":" : ":" + dashes);
    }
    text.append("|\n");
  }
}
