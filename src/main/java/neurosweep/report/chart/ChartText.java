package neurosweep.report.chart;

import neurosweep.analysis.Analysis;
import neurosweep.figure.Figure;
import neurosweep.report.text.FigureCaption;

/**
 * What a chart says beside its marks.
 *
 * @param name of its first figure
 * @param shows what is drawn, a sentence without its full stop
 * @param y label and unit of what is drawn upwards
 * @param selects whether only selected configurations are drawn
 * @param notes further sentences, each with a blank in front
 */
record ChartText(String name, String shows, String y, boolean selects, String notes) {

  /** The heading of a page, whose description is the caption. */
  Figure.Heading heading(Analysis analysis, int page, int panels) {
    String caption = FigureCaption.of(analysis, shows, selects, notes + Pages.note(page, panels));
    return FigureCaption.heading(analysis, Pages.name(name, page), caption);
  }

  ChartText noting(String note) {
    return new ChartText(name, shows, y, selects, notes + note);
  }
}
