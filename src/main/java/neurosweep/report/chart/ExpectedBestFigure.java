package neurosweep.report.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import neurosweep.analysis.GridScores;
import neurosweep.analysis.Group;
import neurosweep.core.Goal;
import neurosweep.figure.Curve;
import neurosweep.figure.Figure;
import neurosweep.figure.Key;
import neurosweep.figure.Layer;
import neurosweep.figure.LogScale;
import neurosweep.figure.Look;
import neurosweep.report.text.FigureCaption;
import neurosweep.report.text.GroupColumns;
import neurosweep.result.Axis;
import neurosweep.statistics.ExpectedBest;

/**
 * The best that a search of the grid finds on average, against how many configurations it tries.
 */
public final class ExpectedBestFigure implements ReportFigure {
  private static final double HEIGHT = 120;

  /** Budgets that are drawn of a large grid, evenly by their ratio. */
  private static final int POINTS = 60;

  @Override
  public String name() {
    return "expected-best";
  }

  @Override
  public String doc() {
    return "expected best of a random search of the grid against its budget";
  }

  /** A curve over its budgets. */
  private record Line(Object series, String group, double[] budgets, double[] best) {}

  @Override
  public List<Drawing> of(FigureSource source) {
    Optional<Axis> series = source.roles().series().filter(axis -> !axis.over());
    List<Axis> facets = source.roles().groupingBut(series.map(List::of).orElse(List.of()));
    Map<List<Object>, List<Line>> panels = new LinkedHashMap<>();
    Extent budgets = new Extent();
    Extent scores = new Extent();
    for (Group group : source.analysis().groups()) {
      GridScores scored = GridScores.of(source.design(), group);
      if (scored.scores().length > 0) {
        Line line = line(source, series, group, scored);
        List<Object> panel = new ArrayList<>();
        facets.forEach(axis -> panel.add(group.value(axis)));
        panels.computeIfAbsent(panel, key -> new ArrayList<>()).add(line);
        for (int i = 0; i < line.budgets().length; i++) {
          budgets.add(line.budgets()[i]);
          scores.add(line.best()[i]);
        }
      }
    }
    if (panels.isEmpty() || budgets.most() < 2) {
      return List.of();
    }
    Figure.Axis across =
        new Figure.Axis(
            "configurations tried", LogScale.around(1, budgets.most(), powers(budgets.most())));
    boolean log = source.design().select().goal() == Goal.MIN && scores.least() > 0;
    Figure.Axis up =
        new Figure.Axis(
            "expected " + FigureCaption.axis(source.design(), source.design().select().metric()),
            scores.scale(log));
    return drawings(source, facets, panels, new Figure.Axes(across, up));
  }

  /** What is labelled: 1, 2, 4 and so on. */
  private static List<Double> powers(double most) {
    List<Double> powers = new ArrayList<>();
    for (double power = 1; power <= most; power *= 2) {
      powers.add(power);
    }
    return powers;
  }

  private static Line line(
      FigureSource source, Optional<Axis> series, Group group, GridScores scored) {
    boolean more = source.design().select().goal() == Goal.MAX;
    ExpectedBest best = new ExpectedBest(scored.scores(), more);
    int most = best.configurations();
    TreeSet<Integer> budgets = new TreeSet<>();
    for (int i = 0; i <= POINTS; i++) {
      budgets.add((int) Math.round(Math.pow(most, (double) i / POINTS)));
    }
    double[] x = budgets.stream().mapToDouble(Integer::doubleValue).toArray();
    double[] y = budgets.stream().mapToDouble(best::of).toArray();
    String words = GroupColumns.of(source.analysis()).words(group);
    return new Line(series.map(group::value).orElse(null), words, x, y);
  }

  private List<Drawing> drawings(
      FigureSource source,
      List<Axis> facets,
      Map<List<Object>, List<Line>> panels,
      Figure.Axes axes) {
    Optional<Axis> series = source.roles().series().filter(axis -> !axis.over());
    List<Object> values =
        panels.values().stream()
            .flatMap(List::stream)
            .map(Line::series)
            .distinct()
            .limit(PointChart.MOST_SERIES)
            .toList();
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < values.size() && series.isPresent(); i++) {
      keys.add(new Key(FigureCaption.series(series, values.get(i)), Look.of(i), Key.Sample.LINE));
    }
    List<String> names = facets.stream().map(Axis::name).toList();
    ChartText text =
        new ChartText(
            name(),
            "expected best "
                + source.design().label(source.design().select().metric())
                + " of so many configurations drawn at random from the grid",
            "",
            "",
            false,
            "");
    List<List<Object>> all = Observations.sorted(source, names, panels.keySet());
    Figure.Legend legend = new Figure.Legend(keys, Optional.empty());
    return Pages.draw(
        all,
        source.analysis(),
        text,
        page -> {
          Drawing.Data data = Drawing.Data.of(List.of("group", "configurations", "expected_best"));
          List<Figure.Panel> drawn = new ArrayList<>();
          for (List<Object> key : page) {
            drawn.add(
                panel(
                    FigureCaption.title(source.design(), names, key),
                    panels.get(key),
                    values,
                    data));
          }
          Figure.Shape shape = Figure.Shape.of(page.size(), Pages.sideBySide(all), HEIGHT);
          return new Pages.Page(data, drawn, shape, axes, legend);
        });
  }

  private static Figure.Panel panel(
      String title, List<Line> lines, List<Object> values, Drawing.Data data) {
    List<Layer> layers = new ArrayList<>();
    for (Line line : lines) {
      int at = values.indexOf(line.series());
      if (at >= 0) {
        layers.add(
            new Curve(line.budgets(), line.best(), Look.of(at), Curve.Weight.MAIN, line.group()));
        for (int i = 0; i < line.budgets().length; i++) {
          data.add(List.of(line.group()), (long) line.budgets()[i], line.best()[i]);
        }
      }
    }
    return new Figure.Panel(title, "", layers);
  }
}
