package neurosweep.report.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import neurosweep.analysis.Group;
import neurosweep.analysis.Replicates;
import neurosweep.analysis.Sample;
import neurosweep.core.Outcome.State;
import neurosweep.figure.Crosses;
import neurosweep.figure.Curve;
import neurosweep.figure.Figure;
import neurosweep.figure.Frame;
import neurosweep.figure.Guide;
import neurosweep.figure.Key;
import neurosweep.figure.Layer;
import neurosweep.figure.Look;
import neurosweep.figure.Ribbon;
import neurosweep.report.text.FigureCaption;
import neurosweep.result.Axis;

/**
 * Means over the finished seeds against x with their interval; curves of diverged runs alone, each
 * with a cross where it ends.
 */
final class LineChart {
  /** Values across that are drawn: more than a printer can show in a column. */
  private static final int MOST_ACROSS = 250;

  private static final double HEIGHT = 130;
  private static final double SMALL_HEIGHT = 95;

  private final PlotRows rows;
  private final FigureSource source;
  private final Observations observations;
  private final Set<Observations.Run> broken = new HashSet<>();
  private final List<Object> series;
  private final double[] across;
  private boolean intervals;
  private boolean anyLost;

  LineChart(PlotRows rows) {
    this.rows = rows;
    this.source = rows.source();
    this.observations = new Observations(rows.shares(), rows.split());
    Set<Double> grid = rows.across(MOST_ACROSS);
    rows.forEach(
        row -> {
          if (grid.contains(row.x())) {
            if (row.state() == State.DIVERGED) {
              broken.add(row.run());
            }
            observations.add(row.panel(), row.series(), row.x(), row.run(), row.y());
          }
        });
    List<Object> all = observations.series(source);
    this.series = all.subList(0, Math.min(PointChart.MOST_SERIES, all.size()));
    this.across = grid.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private Extent extent(boolean whole) {
    Extent extent = new Extent();
    for (List<Object> panel : observations.panels(source)) {
      for (Object each : series) {
        for (Observations.Values values : observations.of(panel, each).values()) {
          extent.add(values.sample(broken));
          if (whole) {
            values.byRun().values().forEach(extent::add);
          }
        }
      }
    }
    if (extent.isEmpty() && !whole) {
      return extent(true);
    }
    rows.plot().marks().levels().forEach(extent::add);
    return extent;
  }

  /** The first value across that the axis can hold: of a logarithmic one it is above zero. */
  private double least() {
    boolean log = rows.plot().marks().logX();
    return Arrays.stream(across).filter(x -> x > 0 || !log).findFirst().orElse(0);
  }

  /** The figures, one a page of panels; none without a row. */
  List<Drawing> drawings(ChartText text, PlotAxes axes) {
    List<List<Object>> panels = observations.panels(source);
    Extent extent = extent(false);
    Figure.Axis x = axes.x(least(), across.length == 0 ? 1 : across[across.length - 1]);
    Figure.Axis y = axes.y(extent);
    int leftOut = observations.series(source).size() - series.size();
    ChartText noted =
        leftOut == 0 ? text : text.noting(PointChart.leftOutNote(series.size(), leftOut));
    return Pages.draw(
        panels,
        source.analysis(),
        noted,
        page -> {
          Drawing.Data data = Drawing.Data.of(columns());
          intervals = false;
          anyLost = false;
          List<Figure.Panel> drawn = page.stream().map(panel -> panel(panel, data)).toList();
          Figure.Shape shape =
              Figure.Shape.of(
                  page.size(), Pages.sideBySide(panels), page.size() > 2 ? SMALL_HEIGHT : HEIGHT);
          Figure.Legend legend = new Figure.Legend(keys(), Optional.empty());
          return new Pages.Page(data, drawn, shape, new Figure.Axes(x, y), legend);
        });
  }

  private List<Key> keys() {
    List<Key> keys = new ArrayList<>();
    String name = observations.split().series();
    Key.Sample sample = intervals ? Key.Sample.BAND : Key.Sample.LINE;
    for (int i = 0; !name.isEmpty() && i < series.size(); i++) {
      String label = rows.series(name, series.get(i));
      keys.add(new Key(label, Look.of(i), sample));
    }
    if (!broken.isEmpty() && rows.measuredAcross()) {
      keys.add(new Key("a run that diverged", Look.plain(), Key.Sample.CROSS));
    }
    if (anyLost) {
      keys.add(new Key(PointChart.LOST, Look.plain(), Key.Sample.CROSS));
    }
    return keys;
  }

  private List<String> columns() {
    List<String> columns = new ArrayList<>(observations.split().panels());
    columns.add(observations.split().series().isEmpty() ? "series" : observations.split().series());
    columns.addAll(
        List.of(rows.plot().data().x(), "config_id", "cell_id", "seed", "value", "diverged_run"));
    return columns;
  }

  private Figure.Panel panel(List<Object> panel, Drawing.Data data) {
    List<Layer> ribbons = new ArrayList<>();
    List<Layer> layers = new ArrayList<>();
    rows.plot().marks().levels().forEach(l -> layers.add(new Guide(Guide.Kind.LEVEL, l)));
    if (rows.plot().marks().identity()) {
      layers.add(new Guide(Guide.Kind.IDENTITY, 0));
    }
    for (int i = 0; i < series.size(); i++) {
      Map<Object, Observations.Values> byX = observations.of(panel, series.get(i));
      if (!byX.isEmpty()) {
        layers.add(mean(byX, series.get(i), Look.of(i), ribbons));
        if (rows.measuredAcross()) {
          broken(byX, series.get(i), Look.of(i), layers);
        }
        add(panel, series.get(i), byX, data);
      }
    }
    if (!rows.measuredAcross()) {
      layers.add(lost(panel));
    }
    ribbons.addAll(layers);
    String title = rows.title(panel);
    return new Figure.Panel(title, "", ribbons);
  }

  /** Where nothing is drawn because every run diverged or no configuration is eligible. */
  private Crosses lost(List<Object> panel) {
    Axis x = source.axis(rows.plot().data().x()).orElseThrow();
    List<Crosses.Cross> crosses = new ArrayList<>();
    for (Group group : source.analysis().groups()) {
      boolean none = rows.scope().selects() && group.chosen().isEmpty() && group.results() > 0;
      for (Replicates each : group.configurations()) {
        boolean diverged = each.n(State.DIVERGED) > 0 && each.n(State.DIVERGED) == each.results();
        boolean here = rows.scope().selects() ? none : diverged;
        if (here && belongs(each, panel) && each.value(x) instanceof Number at) {
          String why = none ? group.outcome() : "every run diverged";
          String tip = FigureCaption.values(source.design(), each) + ": " + why;
          crosses.add(new Crosses.Cross(at.doubleValue(), tip));
          anyLost = true;
        }
      }
    }
    return new Crosses(crosses, Look.plain(), Frame.Slot.WHOLE);
  }

  private boolean belongs(Replicates each, List<Object> panel) {
    List<String> names = observations.split().panels();
    boolean belongs = true;
    for (int i = 0; i < names.size(); i++) {
      Object value = panel.get(i);
      belongs &=
          source.axis(names.get(i)).filter(a -> !Objects.equals(each.value(a), value)).isEmpty();
    }
    return belongs;
  }

  private static double[] gaps(int n) {
    double[] values = new double[n];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  /** The values across that a series has, so that one on a coarser grid is not all gaps. */
  private double[] own(Map<Object, Observations.Values> byX) {
    return Arrays.stream(across).filter(byX::containsKey).toArray();
  }

  private Curve mean(
      Map<Object, Observations.Values> byX, Object name, Look look, List<Layer> ribbons) {
    double[] x = own(byX);
    double[] mean = gaps(x.length);
    double[] low = gaps(x.length);
    double[] high = gaps(x.length);
    int most = 0;
    for (int i = 0; i < x.length; i++) {
      Sample sample = byX.get(x[i]).sample(broken);
      most = Math.max(most, sample.n());
      mean[i] = sample.mean();
      low[i] = sample.low();
      high[i] = sample.high();
      intervals |= sample.n() > 1;
    }
    Set<Observations.Run> runs = new TreeSet<>();
    byX.values().forEach(values -> runs.addAll(values.byRun().keySet()));
    String seeds = most + (most == 1 ? " seed" : " seeds");
    String tip =
        tip(name)
            + "mean of "
            + seeds
            + "; "
            + source.configuration(runs.stream().map(Observations.Run::configId));
    ribbons.add(new Ribbon(x, low, high, look));
    return new Curve(x, mean, look, Curve.Weight.MAIN, tip);
  }

  private String tip(Object name) {
    String split = observations.split().series();
    return split.isEmpty() ? "" : rows.series(split, name) + ": ";
  }

  private void broken(
      Map<Object, Observations.Values> byX, Object name, Look look, List<Layer> layers) {
    Set<Observations.Run> runs = new TreeSet<>();
    byX.values().forEach(values -> runs.addAll(values.byRun().keySet()));
    runs.retainAll(broken);
    double[] x = own(byX);
    for (Observations.Run run : runs) {
      double[] y = gaps(x.length);
      for (int i = 0; i < x.length; i++) {
        y[i] = byX.get(x[i]).byRun().getOrDefault(run, Double.NaN);
      }
      String tip = tip(name) + "diverged; " + source.cell(run);
      layers.add(new Curve(x, y, look, Curve.Weight.BROKEN, tip));
    }
  }

  private void add(
      List<Object> panel, Object name, Map<Object, Observations.Values> byX, Drawing.Data data) {
    for (double x : own(byX)) {
      List<Object> key = new ArrayList<>(panel);
      key.add(name);
      key.add(x);
      byX.get(x)
          .byRun()
          .forEach(
              (run, value) ->
                  data.add(
                      key, run.configId(), run.cellId(), run.seed(), value, broken.contains(run)));
    }
  }
}
