package neurosweep.report.page;

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

  /** A term and what is said of it, within a list of terms. */
  void fact(String label, String text) {
    raw("<div><dt>").text(label).raw("</dt><dd>").text(text).raw("</dd></div>\n");
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

  int length() {
    return html.length();
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
