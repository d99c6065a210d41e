package neurosweep.report.format;

import java.util.List;
import neurosweep.core.Names;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;

/**
 * HTML as a fragment: a figure with its caption and a table in a box of its own, which scrolls
 * where the screen is narrow. It holds no style and no script, and fits into any page.
 */
public final class HtmlFormat implements TableFormat {
  @Override
  public String name() {
    return "html";
  }

  @Override
  public String doc() {
    return "HTML, a fragment for any page";
  }

  @Override
  public String extension() {
    return "html";
  }

  @Override
  public String render(TableText table) {
    StringBuilder text = new StringBuilder("<figure class=\"table\" id=\"");
    text.append(escape(table.label())).append("\">\n<figcaption>").append(escape(table.caption()));
    text.append("</figcaption>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\"");
    text.append(" aria-label=\"table ")
        .append(escape(table.name()))
        .append("\">\n<table>\n<thead>");
    text.append("<tr>");
    for (Heading heading : table.columns()) {
      text.append("<th scope=\"col\"").append(number(heading)).append('>');
      text.append(escape(heading.text())).append("</th>");
    }
    text.append("</tr></thead>\n<tbody>\n");
    table.rows().forEach(row -> row(row, table.columns(), text));
    text.append("</tbody>\n</table>\n</div>\n<p class=\"notice\">").append(escape(table.notice()));
    return text.append("</p>\n</figure>\n").toString();
  }

  private static String number(Heading heading) {
    return heading.number() ? " class=\"number\"" : "";
  }

  private static void row(List<Entry> row, List<Heading> columns, StringBuilder text) {
    text.append("<tr>");
    for (int i = 0; i < row.size(); i++) {
      Entry entry = row.get(i);
      String shown = entry.text().isEmpty() ? "–" : escape(entry.text());
      text.append("<td").append(number(columns.get(i))).append('>');
      text.append(entry.bold() ? "<strong>" + shown + "</strong>" : shown).append("</td>");
    }
    text.append("</tr>\n");
  }

  /** Text that HTML takes as text, within elements and within quoted attributes, on one line. */
  public static String escape(String text) {
    String line = Names.visible(text);
    StringBuilder safe = new StringBuilder(line.length() + 16);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }
}
