package neurosweep.report.chart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import neurosweep.core.Outcome.State;
import neurosweep.core.Plot;
import neurosweep.figure.Dots;
import neurosweep.figure.Figure;
import neurosweep.figure.Frame;
import neurosweep.figure.Guide;
import neurosweep.figure.Key;
import neurosweep.figure.Layer;
import neurosweep.figure.LinearScale;
import neurosweep.figure.Look;
import neurosweep.report.text.FigureCaption;

/** A point for each row of finished runs. */
final class ScatterChart {
  /** Points of one series in one panel; more only cover each other. */
  private static final int MOST_POINTS = 600;

  private static final double HEIGHT = 130;

  private final PlotRows rows;
  private final FigureSource source;
  private final Map<List<Object>, Map<Object, Cloud>> panels = new LinkedHashMap<>();
  private final Extent xs = new Extent();
  private final Extent ys = new Extent();

  /** Points of one series in one panel: every k-th row, for the least k that is few enough. */
  private static final class Cloud {
    private final List<PlotRows.Row> rows = new ArrayList<>();
    private final Map<Observations.Run, double[]> squares = new HashMap<>();
    private long seen;
    private long every = 1;

    void add(PlotRows.Row row) {
      double[] sums = squares.computeIfAbsent(row.run(), key -> new double[3]);
      sums[0] += row.x() * row.x();
      sums[1] += row.y() * row.y();
      sums[2]++;
      if (seen++ % every == 0) {
        rows.add(row);
      }
      if (rows.size() > MOST_POINTS) {
        every *= 2;
        for (int i = rows.size() - 1; i >= 0; i--) {
          if (i % 2 == 1) {
            rows.remove(i);
          }
        }
      }
    }
  }

  /** A row as it is drawn. */
  private double[] drawn(Cloud cloud, PlotRows.Row row) {
    if (!rows.plot().marks().scaled()) {
      return new double[] {row.x(), row.y()};
    }
    double[] sums = cloud.squares.get(row.run());
    return new double[] {
      row.x() / Math.sqrt(sums[0] / sums[2]), row.y() / Math.sqrt(sums[1] / sums[2])
    };
  }

  ScatterChart(PlotRows rows) {
    this.rows = rows;
    this.source = rows.source();
    rows.forEach(
        row -> {
          boolean drawn = Double.isFinite(row.x()) && Double.isFinite(row.y());
          if (drawn && row.state() == State.FINISHED) {
            panels
                .computeIfAbsent(row.panel(), key -> new LinkedHashMap<>())
                .computeIfAbsent(row.series(), key -> new Cloud())
                .add(row);
          }
        });
    for (Map<Object, Cloud> panel : panels.values()) {
      for (Cloud cloud : panel.values()) {
        for (PlotRows.Row row : cloud.rows) {
          double[] at = drawn(cloud, row);
          xs.add(at[0]);
          ys.add(at[1]);
        }
      }
    }
  }

  private String label(Object value) {
    return rows.series(rows.split().series(), value);
  }

  private List<Object> series() {
    Set<Object> all = new LinkedHashSet<>();
    panels.values().forEach(panel -> all.addAll(panel.keySet()));
    List<Object> sorted = new ArrayList<>(all);
    if (!rows.split().series().isEmpty()) {
      sorted.sort(Observations.order(source, rows.split().series()));
    }
    return sorted.subList(0, Math.min(PointChart.MOST_SERIES, sorted.size()));
  }

  /** The figures, one a page of panels; none without a row. */
  List<Drawing> drawings(ChartText text, PlotAxes axes) {
    if (panels.isEmpty()) {
      return List.of();
    }
    List<List<Object>> keys = Observations.sorted(source, rows.split().panels(), panels.keySet());
    List<Object> series = series();
    Figure.Axes both = axes(axes);
    Figure.Legend legend = new Figure.Legend(keys(series), Optional.empty());
    return Pages.draw(
        keys,
        source.analysis(),
        text.noting(thinned()),
        page -> {
          Drawing.Data data = Drawing.Data.of(columns());
          List<Figure.Panel> drawn = page.stream().map(key -> panel(key, series, data)).toList();
          Figure.Shape shape = shape(page.size(), Pages.sideBySide(keys));
          return new Pages.Page(data, drawn, shape, both, legend);
        });
  }

  /** Whether both axes show the same range at the same scale: where the line of equality counts. */
  private boolean equal() {
    Plot.Marks marks = rows.plot().marks();
    return marks.identity() && !marks.logX() && !marks.logY();
  }

  private Figure.Axes axes(PlotAxes axes) {
    if (!equal()) {
      return new Figure.Axes(axes.x(xs.least(), xs.most()), axes.y(ys));
    }
    Extent both = new Extent();
    both.add(xs.least());
    both.add(xs.most());
    both.add(ys.least());
    both.add(ys.most());
    LinearScale scale = LinearScale.around(both.least(), both.most());
    return new Figure.Axes(
        new Figure.Axis(axes.xLabel(), scale), new Figure.Axis(axes.yLabel(), scale));
  }

  private Figure.Shape shape(int panels, int wanted) {
    Figure.Shape shape = Figure.Shape.of(panels, wanted, panels > 4 ? 110 : HEIGHT);
    return equal() ? shape.squared(panels) : shape;
  }

  private String thinned() {
    long most =
        panels.values().stream()
            .flatMap(panel -> panel.values().stream())
            .mapToLong(cloud -> cloud.every)
            .max()
            .orElse(1);
    return most == 1
        ? ""
        : String.format(Locale.ROOT, " Of series with many points every %d. one is drawn.", most);
  }

  private List<Key> keys(List<Object> series) {
    List<Key> keys = new ArrayList<>();
    String name = rows.split().series();
    for (int i = 0; !name.isEmpty() && i < series.size(); i++) {
      keys.add(new Key(label(series.get(i)), Look.of(i), Key.Sample.POINT));
    }
    if (rows.plot().marks().identity()) {
      keys.add(new Key("equal values", Look.plain(), Key.Sample.GUIDE));
    }
    return keys;
  }

  private List<String> columns() {
    List<String> columns = new ArrayList<>(rows.split().panels());
    columns.add(rows.split().series().isEmpty() ? "series" : rows.split().series());
    columns.addAll(List.of("config_id", "cell_id", "seed", rows.plot().data().x()));
    columns.add(rows.plot().data().y().size() == 1 ? rows.plot().data().y().get(0) : "value");
    if (rows.plot().marks().scaled()) {
      columns.addAll(List.of("drawn_x", "drawn_y"));
    }
    return columns;
  }

  private Figure.Panel panel(List<Object> key, List<Object> series, Drawing.Data data) {
    List<Layer> layers = new ArrayList<>();
    if (rows.plot().marks().identity()) {
      layers.add(new Guide(Guide.Kind.IDENTITY, 0));
    }
    rows.plot().marks().levels().forEach(l -> layers.add(new Guide(Guide.Kind.LEVEL, l)));
    for (int i = 0; i < series.size(); i++) {
      Cloud cloud = panels.get(key).get(series.get(i));
      if (cloud != null) {
        List<Dots.Dot> dots = new ArrayList<>();
        for (PlotRows.Row row : cloud.rows) {
          double[] at = drawn(cloud, row);
          dots.add(new Dots.Dot(at[0], at[1], 0, tip(row)));
          List<Object> before = new ArrayList<>(key);
          before.add(row.series());
          Observations.Run run = row.run();
          before.addAll(List.of(run.configId(), run.cellId(), run.seed(), row.x(), row.y()));
          if (rows.plot().marks().scaled()) {
            data.add(before, at[0], at[1]);
          } else {
            data.add(before);
          }
        }
        layers.add(new Dots(dots, Look.of(i), Frame.Slot.WHOLE, 1.1));
      }
    }
    return new Figure.Panel(
        FigureCaption.title(source.design(), rows.split().panels(), key), "", layers);
  }

  private String tip(PlotRows.Row row) {
    String name = rows.split().series().isEmpty() ? "" : label(row.series()) + ", ";
    return name + row.x() + ", " + row.y() + "; " + source.cell(row.run());
  }
}
