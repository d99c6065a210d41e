package neurosweep.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import neurosweep.analysis.Analysis;
import neurosweep.figure.Figure;

/**
 * Many panels in figures of a size that can be read. What is beyond the last page is left out, and
 * the caption says so.
 */
final class Pages {
  /** Panels of one figure. */
  static final int PANELS = 12;

  /** Figures of one kind. */
  static final int MOST = 4;

  private Pages() {}

  /**
   * What is drawn on one page.
   *
   * @param data what the figure's CSV holds
   * @param panels in order
   * @param shape of the whole
   * @param axes that the panels share
   * @param legend beside them
   */
  record Page(
      Drawing.Data data,
      List<Figure.Panel> panels,
      Figure.Shape shape,
      Figure.Axes axes,
      Figure.Legend legend) {}

  /** A drawing for each page of panels. */
  static List<Drawing> draw(
      List<List<Object>> panels,
      Analysis analysis,
      ChartText text,
      Function<List<List<Object>>, Page> page) {
    List<Drawing> drawings = new ArrayList<>();
    for (List<List<Object>> shown : of(panels)) {
      Page made = page.apply(shown);
      Figure.Heading heading = text.heading(analysis, drawings.size(), panels.size());
      Figure figure = new Figure(heading, made.shape(), made.axes(), made.panels(), made.legend());
      String title = text.title(analysis, drawings.size());
      drawings.add(new Drawing(figure, title, heading.description(), made.data()));
    }
    return drawings;
  }

  /** The items of each page. */
  static <T> List<List<T>> of(List<T> items) {
    List<List<T>> pages = new ArrayList<>();
    for (int from = 0; from < items.size() && pages.size() < MOST; from += PANELS) {
      pages.add(items.subList(from, Math.min(items.size(), from + PANELS)));
    }
    return pages;
  }

  /** How many values the last of several axes has, whose panels belong side by side. */
  static int sideBySide(List<List<Object>> panels) {
    if (panels.isEmpty() || panels.get(0).size() < 2) {
      return 0;
    }
    int last = panels.get(0).size() - 1;
    long values = panels.stream().map(panel -> panel.get(last)).distinct().count();
    long all = panels.size();
    return all % values == 0 ? (int) values : 0;
  }

  static String name(String name, int page) {
    return page == 0 ? name : name + "-" + (page + 1);
  }

  /** What a caption says of the pages, or an empty string. */
  static String note(int page, int panels) {
    if (panels <= PANELS) {
      return "";
    }
    int shown = Math.min(panels, PANELS * MOST);
    int pages = (shown + PANELS - 1) / PANELS;
    String part = String.format(Locale.ROOT, " Part %d of %d.", page + 1, pages);
    return shown == panels
        ? part
        : part
            + String.format(
                Locale.ROOT, " Only the first %d of %,d panels are drawn.", shown, panels);
  }
}
