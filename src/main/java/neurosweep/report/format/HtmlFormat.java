package neurosweep.report.format;

import java.util.List;
import java.util.Map;
import neurosweep.core.Names;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;
import org.apache.commons.text.translate.AggregateTranslator;
import org.apache.commons.text.translate.CharSequenceTranslator;
import org.apache.commons.text.translate.EntityArrays;
import org.apache.commons.text.translate.LookupTranslator;

/**
 * HTML as a fragment: a figure with its caption and a table in a box of its own, which scrolls
 * where the screen is narrow. It holds no style and no script, and fits into any page.
 */
public final class HtmlFormat implements TableFormat {
  /** No more than HTML must have: letters stay letters. */
  private static final CharSequenceTranslator ESCAPES =
      new AggregateTranslator(
          new LookupTranslator(EntityArrays.BASIC_ESCAPE),
          new LookupTranslator(Map.of("'", "&#39;")));

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
    return text.append("</tbody>\n</table>\n</div>\n</figure>\n").toString();
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
    return ESCAPES.translate(Names.visible(text));
  }
}
