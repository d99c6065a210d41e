package neurosweep.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import neurosweep.analysis.Group;
import neurosweep.analysis.Replicates;
import neurosweep.core.Column;
import neurosweep.core.Metric;
import neurosweep.core.Outcome.State;
import neurosweep.report.text.Across;
import neurosweep.report.text.Caption;
import neurosweep.report.text.FigureCaption;
import neurosweep.result.Axis;
import neurosweep.result.Design;

/**
 * What configurations are compared by against an axis: a point for each seed, the mean and its
 * interval. Against every axis of numbers that tells groups apart, or without one against the names
 * that do; and against the axis selected over, if there is just one.
 */
public final class ComparisonFigure implements ReportFigure {
  private static final int MOST = 4;

  @Override
  public String name() {
    return "comparison";
  }

  @Override
  public String doc() {
    return "what configurations are compared by against each axis: a point for each seed, mean and interval";
  }

  @Override
  public List<Drawing> of(FigureSource source) {
    List<Axis> axes = axes(source.roles());
    List<Drawing> drawings = new ArrayList<>();
    for (Axis axis : axes.subList(0, Math.min(MOST, axes.size()))) {
      drawings.addAll(against(axis, source));
    }
    return drawings;
  }

  private static boolean numeric(Axis axis) {
    return axis.type() == Column.Type.REAL || axis.type() == Column.Type.INTEGER;
  }

  private static List<Axis> axes(Roles roles) {
    List<Axis> others = roles.groupingBut(roles.series().map(List::of).orElse(List.of()));
    List<Axis> numbers = others.stream().filter(ComparisonFigure::numeric).toList();
    List<Axis> axes = new ArrayList<>(numbers.isEmpty() ? others : numbers);
    if (!numbers.isEmpty() && roles.series().filter(ComparisonFigure::numeric).isPresent()) {
      axes = new ArrayList<>(others);
    }
    if (axes.isEmpty()) {
      roles.series().filter(axis -> !axis.over()).ifPresent(axes::add);
    }
    if (roles.over().size() == 1) {
      axes.add(roles.over().get(0));
    }
    return axes;
  }

  private static Observations observed(Axis x, FigureSource source) {
    Optional<Axis> series = source.roles().series().filter(axis -> !axis.equals(x));
    List<Axis> used = new ArrayList<>(List.of(x));
    series.ifPresent(used::add);
    List<Axis> facets = source.roles().groupingBut(used);
    List<String> names = facets.stream().map(Axis::name).toList();
    Observations observations =
        new Observations(
            source.design().isShare(source.design().compared()),
            new Observations.Split(names, series.map(Axis::name).orElse("")));
    for (Group group : source.analysis().groups()) {
      List<Object> panel = new ArrayList<>();
      facets.forEach(axis -> panel.add(group.value(axis)));
      Object name = series.map(group::value).orElse(null);
      for (Replicates each : shown(group, x)) {
        add(observations, panel, name, each.value(x), each, source.design());
      }
      if (!x.over() && group.chosen().isEmpty() && group.results() > 0) {
        observations.lose(panel, name, group.value(x), group.results(), group.outcome());
      }
    }
    return observations;
  }

  private List<Drawing> against(Axis x, FigureSource source) {
    Observations observations = observed(x, source);
    if (observations.isEmpty()) {
      return List.of();
    }
    Across across = Across.of(x, source.analysis().values(x));
    String metric = source.design().compared();
    ChartText text =
        new ChartText(
            name() + "-by-" + x.name(),
            source.design().label(metric)
                + " against "
                + x.label()
                + (x.over()
                    ? ", " + Caption.every(source.design())
                    : ", the selected configuration of each group"),
            ": a point for each finished seed, mean and " + FigureCaption.INTERVAL,
            FigureCaption.axis(source.design(), metric),
            !x.over(),
            "");
    return new PointChart(source, observations, across, Optional.empty(), List.of()).drawings(text);
  }

  /** Every configuration, or the selected one if there is one. */
  private static List<Replicates> shown(Group group, Axis x) {
    return x.over() ? group.configurations() : group.chosen().map(List::of).orElse(List.of());
  }

  private static void add(
      Observations observations,
      List<Object> panel,
      Object series,
      Object x,
      Replicates each,
      Design design) {
    int metric = design.numbers().stream().map(Metric::name).toList().indexOf(design.compared());
    for (Map.Entry<Long, Replicates.Run> run : each.runs().entrySet()) {
      if (run.getValue().state() == State.FINISHED) {
        String cell = run.getValue().trace().cellId();
        Observations.Run key = new Observations.Run(each.configId(), run.getKey(), cell);
        observations.add(panel, series, x, key, run.getValue().numbers()[metric]);
      }
    }
    int diverged = each.n(State.DIVERGED);
    if (diverged > 0) {
      observations.lose(panel, series, x, diverged, diverged + " runs diverged");
    }
  }
}
