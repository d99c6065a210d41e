package neurosweep.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import neurosweep.report.format.HtmlFormat;
import org.apache.commons.text.StringSubstitutor;

/** HTML with names such as {@code ${title}}, and the parts that stand for them. */
final class Template {
  private final String html;
  private final Map<String, String> parts = new HashMap<>();

  Template(String html) {
    this.html = html;
  }

  /** A text of this program's own. */
  static String resource(String name) {
    try (InputStream in = Template.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // of the program itself
    }
  }

  /** Markup of this program's own. */
  Template raw(String name, String markup) {
    if (parts.put(name, markup) != null) {
      throw new IllegalArgumentException("the part " + name + " is filled already");
    }
    return this;
  }

  /** Text from anywhere. */
  Template text(String name, String text) {
    return raw(name, HtmlFormat.escape(text));
  }

  /** Texts as items of a list. */
  Template items(String name, List<String> texts) {
    Markup html = new Markup();
    texts.forEach(each -> html.raw("<li>").text(each).raw("</li>\n"));
    return raw(name, html.toString());
  }

  /** Terms with what is said of them. */
  Template facts(String name, Map<String, String> facts) {
    Markup html = new Markup();
    facts.forEach(
        (term, text) ->
            html.raw("<div><dt>").text(term).raw("</dt><dd>").text(text).raw("</dd></div>\n"));
    return raw(name, html.toString());
  }

  /** Characters so far. */
  int length() {
    return html.length() + parts.values().stream().mapToInt(String::length).sum();
  }

  /**
   * The whole. Nothing is looked up but the parts, once and as they are: a part may hold what looks
   * like a name, or end with a dollar.
   *
   * @throws IllegalArgumentException if a name has no part
   */
  String filled() {
    return new StringSubstitutor(parts)
        .setDisableSubstitutionInValues(true)
        .setEnableUndefinedVariableException(true)
        .setEscapeChar('\0')
        .replace(html);
  }
}
