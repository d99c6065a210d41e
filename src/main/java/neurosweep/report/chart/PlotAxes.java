package neurosweep.report.chart;

import java.util.List;
import java.util.Optional;
import neurosweep.core.Column;
import neurosweep.core.Plot;
import neurosweep.figure.Figure;
import neurosweep.figure.LinearScale;
import neurosweep.figure.LogScale;
import neurosweep.figure.Scale;
import neurosweep.report.text.FigureCaption;
import neurosweep.report.text.TableText.Heading;

/**
 * The axes of a plot over a table.
 *
 * @param plot what is drawn
 * @param columns of the table
 * @param source of the figures
 * @param decides whether the values decide about a logarithmic scale upwards, where the plot does
 *     not ask for one
 */
record PlotAxes(Plot plot, List<Column> columns, FigureSource source, boolean decides) {

  private String scaled(String label) {
    return plot.marks().scaled() ? label + " / rms" : label;
  }

  private Optional<Column> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** A column in words, with its unit. */
  String label(String name) {
    if (source.axis(name).isPresent()) {
      return Heading.of(source.axis(name).get()).text();
    }
    return column(name)
        .map(
            found ->
                FigureCaption.label(
                    source.design().columnLabel(plot.data().table(), name), found.unit()))
        .orElse(name);
  }

  /**
   * What is drawn upwards: the column, or what several have in common, since the key names them.
   */
  String yLabel() {
    List<String> labels = plot.data().y().stream().map(this::label).toList();
    String first = labels.get(0);
    int from = 0;
    while (from >= 0) {
      String end = first.substring(from);
      if (labels.stream().allMatch(label -> (" " + label).endsWith(" " + end))) {
        return scaled(end);
      }
      from = first.indexOf(' ', from) < 0 ? -1 : first.indexOf(' ', from) + 1;
    }
    return scaled(String.join(", ", labels));
  }

  /** What is drawn across. */
  String xLabel() {
    return scaled(label(plot.data().x()));
  }

  /** The axis across, for a range of values. */
  Figure.Axis x(double least, double most) {
    String name = plot.data().x();
    boolean whole = column(name).filter(found -> found.type() == Column.Type.INTEGER).isPresent();
    Scale scale;
    if (plot.marks().logX() && most > 0) {
      scale = LogScale.around(least > 0 ? least : most / 1e3, most, List.of());
    } else if (plot.kind() == Plot.Kind.LINE || plot.kind() == Plot.Kind.TRACE) {
      scale = LinearScale.over(least, most, whole);
    } else {
      scale = LinearScale.around(least, most, List.of(), whole);
    }
    return new Figure.Axis(xLabel(), scale);
  }

  /** The upright axis, for a range of values. */
  Figure.Axis y(Extent extent) {
    boolean log = plot.marks().logY() || (decides && extent.wide());
    return new Figure.Axis(yLabel(), extent.scale(log));
  }
}
