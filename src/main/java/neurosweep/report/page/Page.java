package neurosweep.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import neurosweep.analysis.Analysis;
import neurosweep.core.Sha256;
import neurosweep.report.chart.Figures;
import neurosweep.report.table.ReportTable;
import neurosweep.store.DerivedFiles;
import neurosweep.store.SweepDirectory;
import org.apache.hadoop.fs.Path;

/** Writes {@code report.html}. */
public final class Page {
  /** Of the whole page; what would make it larger is left out and named. */
  static final int MOST_BYTES = 20 << 20;

  private static final int MOST_TABLE = 4 << 20;

  /** Of a table that is read at all. */
  private static final int MOST_FRAGMENT = 256 << 20;

  private static final String TABLE_ENDING = ".html";

  private final SweepDirectory directory;
  private final Analysis analysis;
  private final Origin origin;
  private final Map<String, String> sections = new LinkedHashMap<>();

  private Page(SweepDirectory directory, Analysis analysis, Origin origin) {
    this.directory = directory;
    this.analysis = analysis;
    this.origin = origin;
  }

  /**
   * Replaces the page as a whole.
   *
   * @param directory the sweep's, which holds {@code results}
   * @param analysis its numbers
   * @param tables the tables' files, of which those in HTML are shown
   * @param figures which were written
   * @param origin where the numbers come from
   * @return what stands in its place and is not as it was written, if anything does
   * @throws neurosweep.core.UserError if the results are missing or damaged, or it cannot be
   *     written
   */
  public static List<String> write(
      SweepDirectory directory,
      Analysis analysis,
      List<Path> tables,
      Figures.Written figures,
      Origin origin) {
    String html = new Page(directory, analysis, origin).html(tables, figures);
    try (DerivedFiles batch = new DerivedFiles(directory.files(), directory.root())) {
      batch.put("", directory.report().getName(), html.getBytes(StandardCharsets.UTF_8));
      return batch.commit(Set.of());
    }
  }

  private String html(List<Path> tables, Figures.Written figures) {
    Cells cells = Cells.of(directory, analysis);
    String data = CellData.json(cells, origin.command());
    sections.put("Summary", Overview.html(analysis, cells));
    sections.put("Tables", tables(tables));
    sections.put("Figures", "");
    sections.put("Grid explorer", explorer(cells));
    sections.put("Failures", Failures.html(cells));
    sections.put("Provenance", provenance());
    sections.put("NeurIPS checklist", Checklist.html(analysis, cells, origin));
    int used = data.length() + sections.values().stream().mapToInt(String::length).sum();
    sections.put(
        "Figures", Gallery.html(directory.files(), figures, Math.max(0, MOST_BYTES - used)));
    return document(data);
  }

  /** The tables as they are on disk; the longest are left out first: appendices are long. */
  private String tables(List<Path> files) {
    Map<String, String> tables = new LinkedHashMap<>();
    List<String> foreign = new ArrayList<>();
    try (DerivedFiles derived = new DerivedFiles(directory.files(), directory.root())) {
      for (Path file : files) {
        String name = file.getName();
        if (name.endsWith(TABLE_ENDING) && derived.isAsWritten(file)) {
          byte[] fragment = directory.files().read(file, MOST_FRAGMENT);
          String table = name.substring(0, name.length() - TABLE_ENDING.length());
          tables.put(table, new String(fragment, StandardCharsets.UTF_8));
        } else if (name.endsWith(TABLE_ENDING)) {
          foreign.add(name);
        }
      }
    }
    Markup html = new Markup();
    List<String> shown = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    int total = 0;
    for (String name : shortFirst(tables)) {
      int length = tables.get(name).length();
      boolean fits = length <= MOST_TABLE && total + length <= MOST_BYTES / 2;
      (fits ? shown : leftOut).add(name);
      total += fits ? length : 0;
    }
    shown.sort(ReportTable.readingOrder());
    leftOut.sort(ReportTable.readingOrder());
    for (String name : shown) {
      html.raw("<h3>").text(name).raw("</h3>\n").raw(tables.get(name));
    }
    if (!leftOut.isEmpty()) {
      html.raw("<p class=\"left-out\">");
      html.text("Left out, since this page would grow too large; they are in tables/: ");
      html.text(String.join(", ", leftOut)).raw("</p>\n");
    }
    if (!foreign.isEmpty()) {
      html.raw("<p class=\"left-out\">");
      html.text("Not shown, since it is not as neurosweep wrote it in tables/: ");
      html.text(String.join(", ", foreign)).raw("</p>\n");
    }
    return html.toString();
  }

  private static List<String> shortFirst(Map<String, String> tables) {
    return tables.keySet().stream()
        .sorted(Comparator.comparingInt(name -> tables.get(name).length()))
        .toList();
  }

  /** What the script fills. */
  private static String explorer(Cells cells) {
    Markup html = new Markup();
    html.raw("<noscript>");
    html.paragraph("The explorer needs JavaScript; results/ holds the same cells.");
    html.raw("</noscript>\n<div id=\"explorer\" hidden>");
    html.paragraph(
        "Every planned cell, numbers rounded to six digits. Choose values to filter, press a heading"
            + " to sort.");
    if (cells.count() > cells.list().size()) {
      html.paragraph(
          "Only the first "
              + Overview.count(cells.list().size())
              + " of "
              + Overview.count(cells.count())
              + " cells are here; results/ holds all.");
    }
    return html.raw("</div>\n").toString();
  }

  private String provenance() {
    Markup html = new Markup();
    html.raw("<dl class=\"facts\">\n");
    origin
        .provenance()
        .facts(analysis.completeness().results(), analysis.builds())
        .forEach(html::fact);
    html.raw("</dl>\n<h3>Job</h3>\n").lines(origin.job());
    return html.toString();
  }

  private String document(String data) {
    String style = resource("page.css");
    String script = resource("page.js");
    String name = analysis.design().sweep();
    Markup html = new Markup();
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
    html.raw("script-src 'sha256-" + digest(script) + "'; ");
    html.raw("style-src 'sha256-" + digest(style) + "'; img-src data:; ");
    html.raw("base-uri 'none'; form-action 'none'\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    html.text(name).raw(" – report</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>");
    html.raw(style).raw("</style>\n</head>\n<body>\n");
    html.raw("<a class=\"skip\" href=\"#summary\">Skip to the summary</a>\n<header>\n<h1>");
    html.text(name).raw("</h1>\n<nav aria-label=\"sections\"><ul>\n");
    sections.keySet().forEach(title -> link(html, title));
    html.raw("</ul></nav>\n</header>\n<main>\n");
    sections.forEach((title, content) -> section(html, title, content));
    html.raw("</main>\n<script type=\"application/json\" id=\"cells\">").raw(data);
    return html.raw("</script>\n<script>")
        .raw(script)
        .raw("</script>\n</body>\n</html>\n")
        .toString();
  }

  private static String id(String title) {
    return title.toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  private static void link(Markup html, String title) {
    html.raw("<li><a href=\"#" + id(title) + "\">").text(title).raw("</a></li>\n");
  }

  private static void section(Markup html, String title, String content) {
    String id = id(title);
    html.raw("<section id=\"" + id + "\" tabindex=\"-1\" aria-labelledby=\"" + id + "-title\">\n");
    html.raw("<h2 id=\"" + id + "-title\">").text(title).raw("</h2>\n").raw(content);
    html.raw("</section>\n");
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // of the program itself
    }
  }

  private static String digest(String content) {
    return Base64.getEncoder().encodeToString(Sha256.of(content.getBytes(StandardCharsets.UTF_8)));
  }
}
