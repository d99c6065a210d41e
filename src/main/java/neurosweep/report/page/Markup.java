package neurosweep.report.page;

import java.util.List;
import neurosweep.report.format.HtmlFormat;

/** HTML as it grows: markup as given, text escaped. */
final class Markup {
  private final StringBuilder html = new StringBuilder();

  /** Markup of this program's own. */
  Markup raw(String markup) {
    html.append(markup);
    return this;
  }

  /** Text from anywhere. */
  Markup text(String text) {
    html.append(HtmlFormat.escape(text));
    return this;
  }

  /** A paragraph of text. */
  Markup paragraph(String text) {
    return raw("<p>").text(text).raw("</p>\n");
  }

  /** What is not here, if there is any. */
  void names(String why, List<String> names) {
    if (!names.isEmpty()) {
      raw("<p class=\"left-out\">").text(why + String.join(", ", names)).raw("</p>\n");
    }
  }

  /** Text of several lines, as it is. */
  Markup lines(String text) {
    raw("<pre tabindex=\"0\">");
    for (String line : text.lines().toList()) {
      for (String part : line.split("(?<=\\s)(?=\\S)|(?<=\\S)(?=\\s)", -1)) {
        if (part.isBlank()) {
          raw(" ".repeat(part.length()));
        } else {
          text(part);
        }
      }
      raw("\n");
    }
    return raw("</pre>\n");
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
