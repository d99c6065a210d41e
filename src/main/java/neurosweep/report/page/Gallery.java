package neurosweep.report.page;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import neurosweep.report.chart.ComparisonFigure;
import neurosweep.report.chart.Figures;
import neurosweep.report.format.HtmlFormat;
import neurosweep.store.Files;
import org.apache.hadoop.fs.Path;

/** The figures inline: as drawings with tips, as pictures where that would be too much. */
final class Gallery {
  /** Drawings with more bytes have more marks than a browser scrolls smoothly. */
  static final int MOST_DRAWING = 2 << 20;

  /** Of a file that is read at all. */
  private static final int MOST_FILE = 64 << 20;

  private static final Pattern SIZE = Pattern.compile("width=\"([0-9.]+)pt\" height=\"[0-9.]+pt\"");

  /** Points; a figure of one column has 241, of the text 396, of a page 496. */
  private static final double COLUMN = 300;

  private final Files files;
  private final Figures.Written figures;
  private final List<String> leftOut = new ArrayList<>();

  private String first = "";

  Gallery(Files files, Figures.Written figures) {
    this.files = files;
    this.figures = figures;
  }

  /**
   * The figure with which the page opens: a comparison, where there is none the first of all, or
   * nothing.
   *
   * @param most its bytes
   */
  String opening(long most) {
    Markup html = new Markup();
    String wanted = new ComparisonFigure().name();
    List<Map.Entry<String, String>> all = new ArrayList<>(figures.captions().entrySet());
    all.sort(Comparator.comparing(each -> !each.getKey().startsWith(wanted)));
    for (Map.Entry<String, String> each : all) {
      Optional<String> drawn = drawing(each.getKey()).filter(svg -> svg.length() <= most);
      if (drawn.isPresent()) {
        first = each.getKey();
        figure(html, each.getKey(), each.getValue(), drawn.get());
        break;
      }
    }
    return html.toString();
  }

  /**
   * The other figures that fit.
   *
   * @param most bytes of all of them
   */
  String others(long most) {
    Markup html = new Markup();
    long left = most;
    for (Map.Entry<String, String> each : figures.captions().entrySet()) {
      if (each.getKey().equals(first)) {
        continue;
      }
      Optional<String> drawn = drawing(each.getKey()).or(() -> picture(each));
      if (drawn.isEmpty() && isForeign(each.getKey())) {
        continue; // named below
      }
      if (drawn.isEmpty() || drawn.get().length() > left) {
        leftOut.add(each.getKey());
      } else {
        left -= drawn.get().length();
        figure(html, each.getKey(), each.getValue(), drawn.get());
      }
    }
    if (figures.captions().isEmpty()) {
      html.paragraph("No figure applies to this sweep.");
    }
    html.names("Not shown, since it is not as neurosweep wrote it: ", figures.left());
    html.names("Left out, since this page would grow too large; they are in figures/: ", leftOut);
    return html.toString();
  }

  /** A figure with its name and what is said of it. */
  static void figure(Markup html, String name, String caption, String drawn) {
    html.raw("<figure class=\"drawing\" id=\"figure-").text(name).raw("\">\n<h3>");
    html.text(name).raw("</h3>\n<div class=\"scroll\">").raw(drawn);
    html.raw("</div>\n<figcaption>").text(caption).raw("</figcaption>\n</figure>\n");
  }

  /** Whether something else stands in the place of its picture. */
  private boolean isForeign(String name) {
    return figures.left().contains(figures.directory().getName() + "/" + name + ".png");
  }

  private Optional<byte[]> file(String name) {
    Path path = new Path(figures.directory(), name);
    boolean foreign = figures.left().contains(figures.directory().getName() + "/" + name);
    return foreign ? Optional.empty() : files.readIfPresent(path, MOST_FILE);
  }

  /** The drawing without what a file of its own needs: its size and its name space. */
  private Optional<String> drawing(String name) {
    Optional<byte[]> file = file(name + ".svg").filter(bytes -> bytes.length <= MOST_DRAWING);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(inline(new String(file.get(), StandardCharsets.UTF_8)));
  }

  /** The same of a drawing that is at hand. */
  static String inline(String svg) {
    Matcher size = SIZE.matcher(svg);
    boolean column = size.find() && Double.parseDouble(size.group(1)) < COLUMN;
    String shape = column ? "class=\"column\"" : "class=\"page\"";
    return size.replaceFirst(shape).replaceFirst(" xmlns=\"[^\"]*\"", "").strip();
  }

  private Optional<String> picture(Map.Entry<String, String> each) {
    return file(each.getKey() + ".png")
        .map(
            png ->
                String.format(
                    Locale.ROOT,
                    "<img class=\"page\" alt=\"%s\" src=\"data:image/png;base64,%s\">",
                    HtmlFormat.escape(each.getValue()),
                    Base64.getEncoder().encodeToString(png)));
  }
}
