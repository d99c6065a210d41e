package neurosweep.report.chart;

import java.util.List;
import java.util.Optional;
import neurosweep.analysis.Group;
import neurosweep.analysis.Replicates;
import neurosweep.figure.ColourRange;
import neurosweep.figure.LinearScale;
import neurosweep.report.text.TableText.Heading;
import neurosweep.result.Axis;
import neurosweep.result.Design;

/**
 * The share of runs that were stable, over the first two axes selected over; over the only one and
 * the series, where there is just one.
 */
public final class StabilityFigure implements ReportFigure {
  @Override
  public String name() {
    return "stability";
  }

  @Override
  public String doc() {
    return "the share of runs that finished and were stable, over the axes selected over";
  }

  @Override
  public List<Drawing> of(FigureSource source) {
    Design design = source.design();
    List<Axis> over = source.roles().over();
    boolean measured = design.stable().isPresent();
    Optional<Axis> second =
        over.size() > 1
            ? Optional.of(over.get(1))
            : source.roles().series().filter(axis -> !over.contains(axis));
    if (!measured || over.isEmpty() || second.isEmpty()) {
      return List.of();
    }
    ChartText text =
        new ChartText(
            name(),
            "share of the runs with a result that finished and were stable",
            "; hatched where runs"
                + " diverged, with their number; empty cells are not in the sweep or have no result",
            Heading.of(second.get()).text(),
            false,
            over.size() > 2 ? HeatMapFigure.pairNote(source) : "");
    ColourRange range =
        new ColourRange("share of stable runs", new LinearScale(0, 1, List.of(), false));
    return new GridChart(source, over.get(0), second.get(), new Share())
        .drawings(text, range.label(), Optional.of(range));
  }

  /** Stable runs of those with a result. */
  private static final class Share implements GridChart.Content {
    @Override
    public double value(Group here) {
      int stable = here.configurations().stream().mapToInt(Replicates::stable).sum();
      return here.results() == 0 ? Double.NaN : (double) stable / here.results();
    }

    @Override
    public boolean chosen(Group whole, Group here) {
      return false;
    }
  }
}
