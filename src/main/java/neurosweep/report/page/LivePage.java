package neurosweep.report.page;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import neurosweep.analysis.Analysis;
import neurosweep.core.Sha256;
import neurosweep.figure.Plate;
import neurosweep.report.chart.Drawing;
import neurosweep.report.chart.FigureSource;
import neurosweep.report.chart.ReportFigure;
import neurosweep.report.format.HtmlFormat;
import neurosweep.report.table.GridTable;
import neurosweep.report.table.MainTable;
import neurosweep.report.table.ReportTable;
import neurosweep.store.SweepDirectory;

/**
 * The page of a sweep that runs: a frame that asks for what has changed, and the same tables,
 * figures and failures as in the report to put into it.
 *
 * @param html the frame
 * @param policy its content security policy
 */
public record LivePage(String html, String policy) {
  private static final int MOST_DRAWN = 8 << 20;

  private static final String NOTHING_ELSE =
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** The frame. */
  public static LivePage frame() {
    String style = Template.resource("page.css") + Template.resource("live.css");
    String script = Template.resource("live.js");
    String html =
        new Template(Template.resource("live.html"))
            .raw("style", style)
            .raw("script", script)
            .filled();
    return new LivePage(html, policy(script, style) + "; connect-src 'self'; " + NOTHING_ELSE);
  }

  /** A policy for {@code report.html}: no script and no style run but those of this program. */
  public static String reportPolicy() {
    return policy(Template.resource("page.js"), Template.resource("page.css"))
        + "; sandbox allow-scripts; "
        + NOTHING_ELSE;
  }

  private static String policy(String script, String style) {
    return String.format(
        Locale.ROOT,
        "default-src 'none'; script-src 'sha256-%s'; style-src 'sha256-%s'; img-src data:",
        digest(script),
        digest(style));
  }

  /** As a policy names a script or a style. */
  static String digest(String content) {
    return Base64.getEncoder().encodeToString(Sha256.of(content.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * What is put into the frame, by the names of its places: markup in which all text is escaped.
   *
   * @param directory the sweep's, which holds {@code results}
   * @param analysis its numbers
   */
  public static Map<String, String> parts(SweepDirectory directory, Analysis analysis) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("main", table(new MainTable(), analysis));
    parts.put("figures", figures(FigureSource.of(directory, analysis)));
    parts.put("failures", Failures.html(Cells.of(directory, analysis)));
    parts.put("configurations", table(new GridTable(), analysis));
    return parts;
  }

  private static String table(ReportTable table, Analysis analysis) {
    if (!table.applies(analysis.design())) {
      return "";
    }
    String html = new HtmlFormat().render(table.whole(analysis));
    return html.length() <= Page.MOST_TABLE
        ? html
        : new Markup().paragraph("This table is too long to be shown here.").toString();
  }

  private static String figures(FigureSource source) {
    Markup html = new Markup();
    List<String> leftOut = new ArrayList<>();
    int left = MOST_DRAWN;
    for (ReportFigure kind : ReportFigure.CATALOG.members()) {
      if (kind.wanted(source.design())) {
        for (Drawing drawing : kind.of(source)) {
          String drawn =
              Gallery.inline(new String(new Plate(drawing.figure()).svg(), StandardCharsets.UTF_8));
          if (drawn.length() > Math.min(left, Gallery.MOST_DRAWING)) {
            leftOut.add(drawing.name());
          } else {
            left -= drawn.length();
            Gallery.figure(html, drawing.name(), drawing.caption(), drawn);
          }
        }
      }
    }
    html.names("Left out, since they have too many marks: ", leftOut);
    return html.toString();
  }
}
