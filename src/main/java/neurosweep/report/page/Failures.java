package neurosweep.report.page;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import neurosweep.core.Outcome.State;

/** What did not finish, by state and cause, with an example of each. */
final class Failures {
  private static final int MOST = 100;

  private Failures() {}

  static String html(Cells cells) {
    Map<Cells.Ending, Cells.Counted> kinds = new LinkedHashMap<>(cells.endings());
    kinds.keySet().removeIf(ending -> ending.state().equals(State.FINISHED.name()));
    if (kinds.isEmpty()) {
      return new Markup().paragraph("Every cell finished.").toString();
    }
    Markup rows = new Markup();
    kinds.entrySet().stream()
        .sorted(Comparator.comparingLong(kind -> -kind.getValue().n()))
        .limit(MOST)
        .forEach(kind -> row(kind.getKey(), kind.getValue(), cells, rows));
    Markup rest = new Markup();
    if (kinds.size() > MOST) {
      rest.paragraph((kinds.size() - MOST) + " rarer causes are left out; results/ has them all.");
    }
    return new Template(Template.resource("failures.html"))
        .raw("rows", rows.toString())
        .raw("rest", rest.toString())
        .filled();
  }

  private static void row(Cells.Ending kind, Cells.Counted found, Cells cells, Markup html) {
    Cells.Cell first = found.first();
    html.raw("<tr><td class=\"number\">").text(Overview.count(found.n())).raw("</td><td>");
    html.text(kind.state()).raw("</td><td>").text(kind.cause().isEmpty() ? "–" : kind.cause());
    html.raw("</td><td><code>").text(first.id()).raw("</code></td><td>");
    html.text(cells.configuration(first) + " seed=" + first.seed()).raw("</td></tr>\n");
  }
}
