package neurosweep.report.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import neurosweep.core.Outcome.State;
import neurosweep.core.Plot;
import neurosweep.figure.ColourRange;
import neurosweep.figure.Curve;
import neurosweep.figure.Events;
import neurosweep.figure.Figure;
import neurosweep.figure.Guide;
import neurosweep.figure.Key;
import neurosweep.figure.Layer;
import neurosweep.figure.Look;
import neurosweep.figure.Picture;
import neurosweep.report.text.FigureCaption;

/** The rows of one cell a panel: traces, events, pictures. The first finished seed is shown. */
final class CellChart {
  /** Rows of one series in one panel that are drawn, and kept in memory. */
  private static final int MOST_ROWS = 100_000;

  private static final double HEIGHT = 120;

  private final PlotRows rows;
  private final FigureSource source;
  private final Map<List<Object>, Panel> panels = new LinkedHashMap<>();
  private final Extent xs = new Extent();
  private final Extent ys = new Extent();
  private final Extent values = new Extent();

  /** The cell that a panel shows, and its rows by series. */
  private static final class Panel {
    private Observations.Run run;
    private final Map<Object, List<double[]>> series = new LinkedHashMap<>();
    private long leftOut;
  }

  CellChart(PlotRows rows) {
    this.rows = rows;
    this.source = rows.source();
    rows.forEach(this::add);
    for (Panel panel : panels.values()) {
      panel.series.values().forEach(all -> all.forEach(this::extend));
    }
  }

  private void extend(double[] row) {
    xs.add(row[0]);
    ys.add(row[1]);
    values.add(row[2]);
  }

  private void add(PlotRows.Row row) {
    if (row.state() != State.FINISHED || !Double.isFinite(row.x())) {
      return;
    }
    Panel panel = panels.computeIfAbsent(row.panel(), key -> new Panel());
    if (panel.run == null || row.run().compareTo(panel.run) < 0) {
      panel.run = row.run();
      panel.series.clear();
      panel.leftOut = 0;
    }
    if (row.run().equals(panel.run)) {
      List<double[]> all = panel.series.computeIfAbsent(row.series(), key -> new ArrayList<>());
      if (all.size() < MOST_ROWS) {
        all.add(row.numbers());
      } else {
        panel.leftOut++;
      }
    }
  }

  /** The figures, one a page of panels; none without a row. */
  List<Drawing> drawings(ChartText text, PlotAxes axes) {
    if (panels.isEmpty()) {
      return List.of();
    }
    List<Object> series = series();
    List<List<Object>> keys = Observations.sorted(source, rows.split().panels(), panels.keySet());
    Optional<ColourRange> range =
        rows.plot().kind() == Plot.Kind.IMAGE
            ? Optional.of(
                ColourRange.over(
                    axes.label(rows.plot().data().value()), values.least(), values.most()))
            : Optional.empty();
    Figure.Axis x = range.isPresent() ? grid(axes, true) : axes.x(xs.least(), xs.most());
    Figure.Axis y = range.isPresent() ? grid(axes, false) : axes.y(ys);
    ChartText noted = text.noting(cut());
    Figure.Legend legend = new Figure.Legend(keys(series), range);
    return Pages.draw(
        keys,
        source.analysis(),
        noted,
        page -> {
          Drawing.Data data = Drawing.Data.of(columns());
          List<Figure.Panel> drawn = new ArrayList<>();
          for (List<Object> key : page) {
            drawn.add(panel(key, series, range));
            add(key, data);
          }
          Figure.Shape shape = Figure.Shape.of(page.size(), Pages.sideBySide(keys), HEIGHT);
          return new Pages.Page(data, drawn, shape, new Figure.Axes(x, y), legend);
        });
  }

  private String label(Object value) {
    return value == null ? "" : rows.series(rows.split().series(), value) + ", ";
  }

  private List<Object> series() {
    Set<Object> all = new LinkedHashSet<>();
    panels.values().forEach(panel -> all.addAll(panel.series.keySet()));
    List<Object> sorted = new ArrayList<>(all);
    if (!rows.split().series().isEmpty() && rows.plot().data().y().size() == 1) {
      sorted.sort(Observations.order(source, rows.split().series()));
    }
    return sorted.subList(0, Math.min(PointChart.MOST_SERIES, sorted.size()));
  }

  private String cut() {
    long most = panels.values().stream().mapToLong(panel -> panel.leftOut).max().orElse(0);
    return most == 0
        ? ""
        : String.format(Locale.ROOT, " Only the first %,d rows of a cell are drawn.", MOST_ROWS);
  }

  private List<Key> keys(List<Object> series) {
    String name = rows.split().series();
    if (name.isEmpty() || rows.plot().kind() == Plot.Kind.IMAGE) {
      return List.of();
    }
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      String label = rows.series(name, series.get(i));
      keys.add(new Key(label, Look.of(i).solid(), Key.Sample.LINE));
    }
    return keys;
  }

  private Figure.Panel panel(List<Object> key, List<Object> series, Optional<ColourRange> range) {
    Panel panel = panels.get(key);
    List<Layer> layers = new ArrayList<>();
    rows.plot().marks().levels().forEach(l -> layers.add(new Guide(Guide.Kind.LEVEL, l)));
    String which = source.cell(panel.run);
    for (int i = 0; i < series.size(); i++) {
      List<double[]> all = panel.series.get(series.get(i));
      if (all != null) {
        String tip = label(series.get(i)) + which;
        layers.add(layer(all, Look.of(i), range, tip));
      }
    }
    return new Figure.Panel(
        FigureCaption.title(source.design(), rows.split().panels(), key), "", layers);
  }

  private Layer layer(List<double[]> all, Look look, Optional<ColourRange> range, String tip) {
    double[] x = all.stream().mapToDouble(row -> row[0]).toArray();
    double[] y = all.stream().mapToDouble(row -> row[1]).toArray();
    if (range.isPresent()) {
      return picture(all, range.get(), tip);
    }
    return rows.plot().kind() == Plot.Kind.EVENTS
        ? new Events(x, y, look, tip)
        : new Curve(x, y, look, Curve.Weight.PLAIN, tip);
  }

  private static double[] steps(List<double[]> all, int column) {
    TreeSet<Double> sorted = new TreeSet<>();
    all.forEach(row -> sorted.add(row[column]));
    return sorted.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Half a step of a regular grid. */
  private static double half(double[] steps) {
    return steps.length < 2 ? 0.5 : (steps[steps.length - 1] - steps[0]) / (steps.length - 1) / 2;
  }

  private static Picture picture(List<double[]> all, ColourRange range, String tip) {
    double[] x = steps(all, 0);
    double[] y = steps(all, 1);
    double[][] cells = new double[y.length][x.length];
    for (double[] row : cells) {
      Arrays.fill(row, Double.NaN);
    }
    for (double[] row : all) {
      cells[Arrays.binarySearch(y, row[1])][Arrays.binarySearch(x, row[0])] = row[2];
    }
    double wide = half(x);
    double tall = half(y);
    Picture.Extent extent =
        new Picture.Extent(
            x[0] - wide, x[x.length - 1] + wide, y[0] - tall, y[y.length - 1] + tall);
    return new Picture(cells, extent, range, tip);
  }

  /** The axis of a picture: exactly from edge to edge. */
  private Figure.Axis grid(PlotAxes axes, boolean across) {
    List<double[]> all =
        panels.values().stream()
            .flatMap(panel -> panel.series.values().stream())
            .max(java.util.Comparator.comparingInt(List::size))
            .orElse(Collections.emptyList());
    double half = half(steps(all, across ? 0 : 1));
    Extent extent = across ? xs : ys;
    String label = across ? axes.label(rows.plot().data().x()) : axes.yLabel();
    return new Figure.Axis(
        label,
        neurosweep.figure.LinearScale.over(extent.least() - half, extent.most() + half, false));
  }

  private List<String> columns() {
    List<String> columns = new ArrayList<>(rows.split().panels());
    columns.add(rows.split().series().isEmpty() ? "series" : rows.split().series());
    columns.addAll(List.of("config_id", "cell_id", "seed", rows.plot().data().x()));
    columns.add(rows.plot().data().y().size() == 1 ? rows.plot().data().y().get(0) : "value");
    if (rows.plot().kind() == Plot.Kind.IMAGE) {
      columns.add(rows.plot().data().value());
    }
    return columns;
  }

  private void add(List<Object> key, Drawing.Data data) {
    Panel panel = panels.get(key);
    panel.series.forEach(
        (name, all) -> {
          for (double[] row : all) {
            List<Object> before = new ArrayList<>(key);
            before.add(name);
            Observations.Run run = panel.run;
            before.addAll(List.of(run.configId(), run.cellId(), run.seed(), row[0]));
            if (rows.plot().kind() == Plot.Kind.IMAGE) {
              data.add(before, row[1], row[2]);
            } else {
              data.add(before, row[1]);
            }
          }
        });
  }
}
