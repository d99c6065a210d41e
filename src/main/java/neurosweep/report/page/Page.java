package neurosweep.report.page;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import neurosweep.analysis.Analysis;
import neurosweep.report.chart.Figures;
import neurosweep.report.table.MainTable;
import neurosweep.report.table.ReportTable;
import neurosweep.report.text.Methods;
import neurosweep.store.DerivedFiles;
import neurosweep.store.SweepDirectory;
import org.apache.hadoop.fs.Path;

/** Writes {@code report.html}. */
public final class Page {
  /** Of the whole page; what would make it larger is left out and named. */
  static final int MOST_BYTES = 20 << 20;

  /** Characters of one table. */
  static final int MOST_TABLE = 4 << 20;

  /** Of a table that is read at all. */
  private static final int MOST_FRAGMENT = 256 << 20;

  private static final String TABLE_ENDING = ".html";

  private final SweepDirectory directory;
  private final Analysis analysis;
  private final Origin origin;

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
    String style = Template.resource("page.css");
    String script = Template.resource("page.js");
    Template page =
        new Template(Template.resource("page.html"))
            .text("name", analysis.design().sweep())
            .raw("style", style)
            .raw("styleDigest", LivePage.digest(style))
            .raw("script", script)
            .raw("scriptDigest", LivePage.digest(script))
            .raw("cells", CellData.json(cells, origin.command()))
            .raw("methods", methods())
            .raw(
                "explored",
                cells.planned() == cells.endings() ? "planned cell" : "cell that counts")
            .raw("explorerCut", explorerCut(cells))
            .raw("failures", Failures.html(cells))
            .facts(
                "provenance",
                origin.provenance().facts(analysis.completeness().results(), analysis.builds()))
            .raw("job", new Markup().lines(origin.job()).toString());
    ClaimList.fill(page, analysis);
    Overview.fill(page, analysis, cells);
    new Checklist(analysis, cells, origin).fill(page);
    tables(page, tables);
    Gallery gallery = new Gallery(directory.files(), figures);
    page.raw("opening", gallery.opening(MOST_BYTES / 4));
    long left = Math.max(0, MOST_BYTES - page.length());
    return page.raw("figures", gallery.others(left)).filled();
  }

  private String methods() {
    Markup html = new Markup();
    for (Methods.Paragraph each : Methods.of(analysis)) {
      html.raw("<p><strong>").text(each.title()).raw(".</strong> ").text(each.text());
      html.raw("</p>\n");
    }
    return html.toString();
  }

  /**
   * The tables as they are on disk, the main one first of all; the longest are left out first:
   * appendices are long.
   */
  private void tables(Template page, List<Path> files) {
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
    String first = new MainTable().name();
    page.raw("main", shown.contains(first) ? tables.get(first) : "");
    shown.remove(first);
    for (String name : shown) {
      html.raw("<h3>").text(name).raw("</h3>\n").raw(tables.get(name));
    }
    html.names("Left out, since this page would grow too large; they are in tables/: ", leftOut);
    html.names("Not shown, since it is not as neurosweep wrote it in tables/: ", foreign);
    page.raw("tables", html.toString());
  }

  private static List<String> shortFirst(Map<String, String> tables) {
    return tables.keySet().stream()
        .sorted(Comparator.comparingInt(name -> tables.get(name).length()))
        .toList();
  }

  private static String explorerCut(Cells cells) {
    int shown = cells.list().size();
    return cells.count() == shown
        ? ""
        : new Markup()
            .paragraph(
                String.format(
                    Locale.ROOT,
                    "Only the first %,d of %,d cells are here; results/ holds all.",
                    shown,
                    cells.count()))
            .toString();
  }
}
