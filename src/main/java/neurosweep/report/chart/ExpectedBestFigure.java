package neurosweep.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import neurosweep.analysis.GridScores;
import neurosweep.analysis.Group;
import neurosweep.core.Goal;
import neurosweep.figure.Figure;
import neurosweep.figure.LogScale;
import neurosweep.report.text.FigureCaption;
import neurosweep.report.text.SearchText;
import neurosweep.result.Design;
import neurosweep.statistics.ExpectedBest;

/** The best of configurations that were tried, on average, against how many of them are drawn. */
public final class ExpectedBestFigure implements ReportFigure {
  /** Budgets that are drawn of a large grid, evenly by their ratio. */
  private static final int POINTS = 60;

  @Override
  public String name() {
    return "expected-best";
  }

  @Override
  public String doc() {
    return "expected best of configurations drawn at random from those tried, against their number";
  }

  @Override
  public List<Drawing> of(FigureSource source) {
    if (!SearchText.unfair(source.analysis()).isEmpty()) {
      return List.of(); // the methods say so
    }
    GroupLines lines = new GroupLines(source);
    for (Group group : source.analysis().groups()) {
      GridScores scored = GridScores.of(source.design(), group);
      if (scored.scores().length > 0) {
        add(lines, source, group, scored);
      }
    }
    double most = lines.across().most();
    if (lines.isEmpty() || most < 2) {
      return List.of();
    }
    Figure.Axis across =
        new Figure.Axis("configurations tried", LogScale.around(1, most, powers(most)));
    String metric = source.design().select().metric();
    boolean log = source.design().select().goal() == Goal.MIN && lines.up().least() > 0;
    Figure.Axis up =
        new Figure.Axis(
            "expected " + FigureCaption.axis(source.design(), metric), lines.up().scale(log));
    ChartText text =
        new ChartText(
            name(),
            "expected best "
                + source.design().label(metric)
                + " of so many configurations drawn at random from "
                + tried(source.design()),
            "",
            "",
            false,
            "");
    return lines.drawings(
        text,
        new Figure.Axes(across, up),
        new GroupLines.Columns("configurations", true, "expected_best", false));
  }

  /** A search and another tool have tried what they chose, which is no grid. */
  private static String tried(Design design) {
    return !design.canRun()
        ? "those that were imported"
        : design.select().searched().applies() ? "those that the search tried" : "the grid";
  }

  /** What is labelled: 1, 2, 4 and so on. */
  private static List<Double> powers(double most) {
    List<Double> powers = new ArrayList<>();
    for (double power = 1; power <= most; power *= 2) {
      powers.add(power);
    }
    return powers;
  }

  private static void add(GroupLines lines, FigureSource source, Group group, GridScores scored) {
    boolean more = source.design().select().goal() == Goal.MAX;
    ExpectedBest best = new ExpectedBest(scored.scores(), more);
    int most = best.configurations();
    TreeSet<Integer> budgets = new TreeSet<>();
    for (int i = 0; i <= POINTS; i++) {
      budgets.add((int) Math.round(Math.pow(most, (double) i / POINTS)));
    }
    double[] x = budgets.stream().mapToDouble(Integer::doubleValue).toArray();
    double[] y = budgets.stream().mapToDouble(best::of).toArray();
    lines.add(group, x, y);
  }
}
