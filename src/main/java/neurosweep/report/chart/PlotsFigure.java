package neurosweep.report.chart;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Plot;
import neurosweep.result.Design;

/** The plots that the experiment declares over its own tables. */
public final class PlotsFigure implements ReportFigure {
  @Override
  public String name() {
    return "plots";
  }

  @Override
  public String doc() {
    return "the plots that the experiment declares, each of which a job can name too";
  }

  @Override
  public boolean wanted(Design design) {
    return design.plots().declared().stream()
        .anyMatch(plot -> design.plots().asksFor(name(), plot.name()));
  }

  @Override
  public List<Drawing> of(FigureSource source) {
    List<Drawing> drawings = new ArrayList<>();
    for (Plot plot : source.design().plots().declared()) {
      if (source.design().plots().asksFor(name(), plot.name())) {
        drawings.addAll(TableDrawings.of(plot, source, false));
      }
    }
    return drawings;
  }
}
