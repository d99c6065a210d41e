package neurosweep.report.chart;

import java.util.Arrays;
import java.util.List;
import neurosweep.analysis.BestSoFar;
import neurosweep.analysis.Group;
import neurosweep.core.Goal;
import neurosweep.figure.Figure;
import neurosweep.figure.LinearScale;
import neurosweep.report.text.Caption;
import neurosweep.report.text.FigureCaption;
import neurosweep.report.text.SearchText;
import neurosweep.result.Design;

/** The best that a search had found in each group against what it had spent there. */
public final class BestSoFarFigure implements ReportFigure {
  private static final double HOUR = 3600;

  @Override
  public String name() {
    return "best-so-far";
  }

  @Override
  public String doc() {
    return "the best that a search had found against its cost in core-hours";
  }

  @Override
  public List<Drawing> of(FigureSource source) {
    GroupLines lines = new GroupLines(source);
    for (Group group : source.analysis().groups()) {
      BestSoFar found = BestSoFar.of(source.analysis(), group);
      if (!found.isEmpty()) {
        lines.add(group, Arrays.stream(found.seconds()).map(s -> s / HOUR).toArray(), found.best());
      }
    }
    if (lines.isEmpty()) {
      return List.of();
    }
    Design design = source.design();
    String metric = design.select().metric();
    boolean log = design.select().goal() == Goal.MIN && lines.up().wide();
    Figure.Axes axes =
        new Figure.Axes(
            new Figure.Axis(
                "core-hours spent on the group", LinearScale.around(0, lines.across().most())),
            new Figure.Axis(
                "best, mean " + FigureCaption.axis(design, metric), lines.up().scale(log)));
    ChartText text =
        new ChartText(
            name(),
            Caption.best(design)
                + " that "
                + design.select().searched().label()
                + " had found in a group against the core-hours spent on it",
            ", of configurations with all seeds at the full budget",
            "",
            false,
            SearchText.note(source.analysis()));
    return lines.drawings(text, axes, new GroupLines.Columns("core_hours", false, "best", true));
  }
}
