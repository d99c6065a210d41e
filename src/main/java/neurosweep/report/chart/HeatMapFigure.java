package neurosweep.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import neurosweep.analysis.Group;
import neurosweep.report.text.FigureCaption;
import neurosweep.report.text.TableText.Heading;
import neurosweep.result.Axis;
import neurosweep.result.Design;

/** The selection's metric over each pair of axes that are selected over. */
public final class HeatMapFigure implements ReportFigure {
  /** Pairs that are drawn. */
  static final int MOST_PAIRS = 3;

  @Override
  public String name() {
    return "heat-map";
  }

  @Override
  public String doc() {
    return "the selection's metric over pairs of axes selected over, diverged cells hatched";
  }

  @Override
  public List<Drawing> of(FigureSource source) {
    List<Axis> over = source.roles().over();
    List<Drawing> drawings = new ArrayList<>();
    int pairs = 0;
    for (int i = 0; i < over.size(); i++) {
      for (int k = i + 1; k < over.size() && pairs < MOST_PAIRS; k++) {
        drawings.addAll(over(over.get(i), over.get(k), source));
        pairs++;
      }
    }
    return drawings;
  }

  private List<Drawing> over(Axis x, Axis y, FigureSource source) {
    Design design = source.design();
    String metric = design.select().metric();
    String best = source.roles().over().size() > 2 ? ", the best configuration of each cell" : "";
    ChartText text =
        new ChartText(
            name() + "-" + x.name() + "-" + y.name(),
            "mean " + design.label(metric) + " over the finished seeds" + best,
            "; hatched where runs diverged, with their number where it fits; empty cells are not in the"
                + " sweep or have no result; the selected configuration is framed",
            Heading.of(y).text(),
            true,
            pairNote(source));
    return new GridChart(source, x, y, new BestMean())
        .drawings(text, FigureCaption.axis(design, metric), Optional.empty());
  }

  static String pairNote(FigureSource source) {
    int axes = source.roles().over().size();
    int pairs = axes * (axes - 1) / 2;
    return pairs <= MOST_PAIRS
        ? ""
        : " Only the first " + MOST_PAIRS + " of " + pairs + " pairs of axes are drawn.";
  }

  /** The best configuration at a place. */
  private static final class BestMean implements GridChart.Content {
    @Override
    public double value(Group here) {
      return here.configurations().stream()
          .filter(each -> each.selected().n() > 0)
          .map(each -> here.chosen().orElse(each))
          .mapToDouble(each -> each.selected().mean())
          .findFirst()
          .orElse(Double.NaN);
    }

    @Override
    public boolean chosen(Group whole, Group here) {
      return whole.chosen().filter(here.configurations()::contains).isPresent();
    }
  }
}
