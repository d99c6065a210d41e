package neurosweep.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import neurosweep.core.Column;
import neurosweep.core.Outcome.State;
import neurosweep.core.Plot;
import neurosweep.report.text.Across;
import neurosweep.report.text.FigureCaption;
import neurosweep.result.Axis;

/** Draws plots over the tables of a sweep. */
final class TableDrawings {
  private TableDrawings() {}

  /**
   * The figures of a plot, none where the sweep has no such table or no row of it is drawn.
   *
   * @param decides whether the values decide about a logarithmic scale upwards
   */
  static List<Drawing> of(Plot plot, FigureSource source, boolean decides) {
    return of(plot, source, decides, false);
  }

  /** The same of one quantity on several parts of the data, with a panel for each. */
  static List<Drawing> ofSets(Plot plot, FigureSource source) {
    return of(plot, source, true, true);
  }

  private static List<Drawing> of(Plot plot, FigureSource source, boolean decides, boolean sets) {
    List<Column> columns = source.columns(plot.data().table());
    if (columns.isEmpty()) {
      return List.of();
    }
    Scope scope = Scope.of(plot, source, sets);
    PlotAxes axes = new PlotAxes(plot, columns, source, decides);
    PlotRows rows = new PlotRows(plot, source, scope, sets);
    ChartText text =
        new ChartText(
            plot.name(), plot.doc(), marks(plot), axes.yLabel(), scope.selects(), scope.note());
    return switch (plot.kind()) {
      case LINE -> new LineChart(rows).drawings(text, axes);
      case SCATTER -> new ScatterChart(rows).drawings(text, axes);
      case POINTS -> points(rows, text);
      case TRACE, EVENTS, IMAGE -> new CellChart(rows).drawings(text, axes);
    };
  }

  private static String marks(Plot plot) {
    return switch (plot.kind()) {
      case LINE ->
          "; means over the finished seeds with the "
              + FigureCaption.INTERVAL
              + "; a thin line that ends in a cross is a run that diverged";
      case POINTS -> "; a point for each finished seed, mean and " + FigureCaption.INTERVAL;
      case SCATTER ->
          "; a point for each row of the finished runs"
              + (plot.marks().scaled()
                  ? ", both values divided by their root mean square over the rows of one run"
                      + " and series"
                  : "");
      case TRACE, EVENTS, IMAGE -> "; the first finished seed of each panel";
    };
  }

  private static List<Drawing> points(PlotRows rows, ChartText text) {
    Plot plot = rows.plot();
    FigureSource source = rows.source();
    Observations observations = new Observations(rows.shares(), rows.split());
    List<Object> values = new ArrayList<>();
    rows.forEach(
        row -> {
          if (row.state() == State.FINISHED) {
            observations.add(row.panel(), row.series(), row.x(), row.run(), row.y());
            if (!values.contains(row.x())) {
              values.add(row.x());
            }
          }
        });
    if (observations.isEmpty()) {
      return List.of();
    }
    values.sort(Comparator.comparingDouble(value -> (Double) value));
    Column column = Column.real(plot.data().x(), "", "");
    Axis axis = new Axis(column.name(), column.type(), column.unit(), values, false);
    return new PointChart(
            source,
            observations,
            Across.of(axis, values),
            Optional.of(plot.marks().logY()),
            plot.marks().levels())
        .drawings(text);
  }
}
