package neurosweep.report.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import neurosweep.analysis.Group;
import neurosweep.figure.Curve;
import neurosweep.figure.Dots;
import neurosweep.figure.Figure;
import neurosweep.figure.Frame;
import neurosweep.figure.Key;
import neurosweep.figure.Layer;
import neurosweep.figure.Look;
import neurosweep.report.text.FigureCaption;
import neurosweep.report.text.GroupColumns;
import neurosweep.result.Axis;

/** A line for each group: told apart by colour along one axis, in panels along the others. */
final class GroupLines {
  static final double HEIGHT = 120;

  private final FigureSource source;
  private final Optional<Axis> series;
  private final List<Axis> facets;
  private final Map<List<Object>, List<Line>> panels = new LinkedHashMap<>();
  private final Extent across = new Extent();
  private final Extent up = new Extent();

  /** A group's numbers, which are the rows of the CSV too. */
  private record Line(Object series, String group, double[] x, double[] y) {}

  /**
   * Which columns the data have beside the group's.
   *
   * @param x its name
   * @param whole whether its values are whole numbers
   * @param y its name
   * @param steps whether a value holds up to the next one, at once another
   */
  record Columns(String x, boolean whole, String y, boolean steps) {}

  GroupLines(FigureSource source) {
    this.source = source;
    this.series = source.roles().series().filter(axis -> !axis.over());
    this.facets = source.roles().groupingBut(series.map(List::of).orElse(List.of()));
  }

  /** Adds the line of a group. */
  void add(Group group, double[] x, double[] y) {
    List<Object> panel = new ArrayList<>();
    facets.forEach(axis -> panel.add(group.value(axis)));
    String words = GroupColumns.of(source.analysis()).words(group);
    Line line = new Line(series.map(group::value).orElse(null), words, x, y);
    panels.computeIfAbsent(panel, key -> new ArrayList<>()).add(line);
    for (int i = 0; i < x.length; i++) {
      across.add(x[i]);
      up.add(y[i]);
    }
  }

  boolean isEmpty() {
    return panels.isEmpty();
  }

  /** What the lines reach from left to right. */
  Extent across() {
    return across;
  }

  /** What they reach upwards. */
  Extent up() {
    return up;
  }

  List<Drawing> drawings(ChartText text, Figure.Axes axes, Columns columns) {
    List<Object> found =
        panels.values().stream().flatMap(List::stream).map(Line::series).distinct().toList();
    List<Object> values = found.stream().limit(PointChart.MOST_SERIES).toList();
    Key.Sample sample = columns.steps() ? Key.Sample.POINT_ON_LINE : Key.Sample.LINE;
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < values.size() && series.isPresent(); i++) {
      keys.add(new Key(FigureCaption.series(series, values.get(i)), Look.of(i), sample));
    }
    List<String> names = facets.stream().map(Axis::name).toList();
    List<List<Object>> all = Observations.sorted(source, names, panels.keySet());
    Figure.Legend legend = new Figure.Legend(keys, Optional.empty());
    return Pages.draw(
        all,
        source.analysis(),
        text.noting(cut(values.size(), found.size(), series.map(Axis::label).orElse(""))),
        page -> {
          Drawing.Data data = Drawing.Data.of(List.of("group", columns.x(), columns.y()));
          List<Figure.Panel> drawn = new ArrayList<>();
          for (List<Object> key : page) {
            String title = FigureCaption.title(source.design(), names, key);
            drawn.add(panel(title, panels.get(key), values, columns, data));
          }
          Figure.Shape shape = Figure.Shape.of(page.size(), Pages.sideBySide(all), HEIGHT);
          return new Pages.Page(data, drawn, shape, axes, legend);
        });
  }

  /** A sentence with a blank in front where colours do not reach for all lines, else nothing. */
  static String cut(int shown, int all, String axis) {
    String of = axis.isEmpty() ? " lines" : " lines by " + axis;
    return shown == all ? "" : " Only " + shown + " of " + all + of + " are drawn.";
  }

  private static Figure.Panel panel(
      String title, List<Line> lines, List<Object> values, Columns columns, Drawing.Data data) {
    List<Layer> layers = new ArrayList<>();
    for (Line line : lines) {
      int at = values.indexOf(line.series());
      if (at >= 0) {
        double[] x = columns.steps() ? stepped(line.x(), true) : line.x();
        double[] y = columns.steps() ? stepped(line.y(), false) : line.y();
        layers.add(new Curve(x, y, Look.of(at), Curve.Weight.MAIN, line.group()));
        if (columns.steps()) {
          layers.add(finds(line, Look.of(at)));
        }
        for (int i = 0; i < line.x().length; i++) {
          Object shown = columns.whole() ? (Object) (long) line.x()[i] : (Object) line.x()[i];
          data.add(List.of(line.group()), shown, line.y()[i]);
        }
      }
    }
    return new Figure.Panel(title, "", layers);
  }

  /** A point for each value that is not the one before. */
  private static Layer finds(Line line, Look look) {
    List<Dots.Dot> dots = new ArrayList<>();
    for (int i = 0; i < line.x().length; i++) {
      if (i == 0 || line.y()[i] != line.y()[i - 1]) {
        dots.add(new Dots.Dot(line.x()[i], line.y()[i], 0, line.group()));
      }
    }
    return new Dots(dots, look, Frame.Slot.WHOLE, 1.8);
  }

  /**
   * The corners of a stair: each value across is met by the value upwards of before, then by its
   * own.
   */
  private static double[] stepped(double[] values, boolean across) {
    double[] corners = new double[Math.max(0, 2 * values.length - 1)];
    for (int i = 0; i < corners.length; i++) {
      corners[i] = values[across ? (i + 1) / 2 : i / 2];
    }
    return corners;
  }
}
