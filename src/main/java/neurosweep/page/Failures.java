package neurosweep.page;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import neurosweep.core.Outcome.State;

/** What did not finish, by state and cause, with an example of each. */
final class Failures {
  private static final int MOST = 100;

  private Failures() {}

  private record Kind(String state, String cause) {}

  static String html(Cells cells) {
    Map<Kind, List<Cells.Cell>> kinds =
        cells.list().stream()
            .filter(cell -> !cell.state().equals(State.FINISHED.name()))
            .collect(
                Collectors.groupingBy(
                    cell -> new Kind(cell.state(), cell.cause()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    if (kinds.isEmpty()) {
      return new Markup().paragraph("Every cell finished.").toString();
    }
    Markup html = new Markup();
    html.paragraph(
        "A run that diverged is a result: it is counted in every table and enters no mean. Failed,"
            + " timed-out and missing cells have no result.");
    html.raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"failures\">\n");
    html.raw("<table>\n<thead><tr><th scope=\"col\" class=\"number\">cells</th>");
    html.raw("<th scope=\"col\">state</th><th scope=\"col\">cause</th>");
    html.raw("<th scope=\"col\">such as</th><th scope=\"col\">configuration</th></tr></thead>\n");
    html.raw("<tbody>\n");
    kinds.entrySet().stream()
        .sorted(Comparator.comparingInt(kind -> -kind.getValue().size()))
        .limit(MOST)
        .forEach(kind -> row(kind.getKey(), kind.getValue(), cells, html));
    html.raw("</tbody>\n</table>\n</div>\n");
    if (kinds.size() > MOST) {
      html.paragraph((kinds.size() - MOST) + " rarer causes are left out; results/ has them all.");
    }
    return html.toString();
  }

  private static void row(Kind kind, List<Cells.Cell> found, Cells cells, Markup html) {
    Cells.Cell first = found.get(0);
    html.raw("<tr><td class=\"number\">").text(Overview.count(found.size())).raw("</td><td>");
    html.text(kind.state()).raw("</td><td>").text(kind.cause().isEmpty() ? "–" : kind.cause());
    html.raw("</td><td><code>").text(first.id()).raw("</code></td><td>");
    html.text(cells.configuration(first) + " seed=" + first.seed()).raw("</td></tr>\n");
  }
}
