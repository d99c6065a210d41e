package neurosweep.report.chart;

import neurosweep.analysis.Analysis;
import neurosweep.figure.Figure;
import neurosweep.report.text.FigureCaption;

/**
 * What a chart says beside its marks.
 *
 * @param name of its first figure
 * @param shows what is drawn, which is its title too
 * @param marks what the marks are, a part of the same sentence, or an empty string
 * @param y label and unit of what is drawn upwards
 * @param selects whether only selected configurations are drawn
 * @param notes further sentences, each with a blank in front
 */
record ChartText(String name, String shows, String marks, String y, boolean selects, String notes) {

  /** The heading of a page, whose description is the caption. */
  Figure.Heading heading(Analysis analysis, int page, int panels) {
    String caption =
        FigureCaption.of(analysis, shows + marks, selects, notes + Pages.note(page, panels));
    return FigureCaption.heading(analysis, Pages.name(name, page), caption);
  }

  /** For a list of figures. */
  String title(Analysis analysis, int page) {
    return analysis.design().sweep() + ": " + shows + (page == 0 ? "" : ", part " + (page + 1));
  }

  ChartText noting(String note) {
    return new ChartText(name, shows, marks, y, selects, notes + note);
  }
}
