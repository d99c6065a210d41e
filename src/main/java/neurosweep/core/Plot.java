package neurosweep.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A figure that an experiment declares over one of its tables, as plain data; {@code report} draws
 * it. Columns are those of the table, or axes and {@code seed}, which every table has too. Axes of
 * the sweep that the plot does not name become series and panels by themselves.
 *
 * @param name of its files: lower case, digits and hyphens
 * @param doc one line: what it shows
 * @param kind how rows become marks
 * @param data the columns it shows
 * @param marks scales and guides
 */
public record Plot(String name, String doc, Kind kind, Data data, Marks marks) {

  /**
   * Checks its names: files are called by them.
   *
   * @throws UserError if it lacks a part, or the name is none
   */
  public Plot {
    new PlotName(name);
    doc = doc == null ? "" : doc;
    if (kind == null || data == null || marks == null) {
      throw new UserError("plot " + name + " is incomplete, must have kind, data and marks");
    }
  }

  /** How rows become marks. */
  public enum Kind {
    /** Mean over the seeds against x, with an interval; x is a number. */
    LINE,
    /** A point for each seed and the mean with its interval, against few values of x. */
    POINTS,
    /** A point for each row. */
    SCATTER,
    /** The rows of one cell joined in order, such as a voltage over time. */
    TRACE,
    /** The rows of one cell as short strokes at x in row y, such as spikes. */
    EVENTS,
    /** The rows of one cell as a picture: the column {@code value} over a regular grid of x, y. */
    IMAGE
  }

  /**
   * The columns a plot shows.
   *
   * @param table an experiment's table, or {@code results}
   * @param x across
   * @param y upwards; several are series of their own
   * @param value what colours say in an image, otherwise empty
   * @param series column whose values are told apart by colour, or empty
   * @param panels columns whose values have a panel of their own
   */
  public record Data(
      String table, String x, List<String> y, String value, String series, List<String> panels) {
    /**
     * Copies the lists and checks every name.
     *
     * @throws UserError naming every one that is none
     */
    public Data {
      Problems problems = new Problems();
      new TableName(table);
      value = value == null ? "" : value;
      series = series == null ? "" : series;
      y = y == null ? List.of() : List.copyOf(y);
      panels = panels == null ? List.of() : List.copyOf(panels);
      if (x == null || y.isEmpty()) {
        problems.add("plot of " + table, "has no column across or none upwards, must have both");
      }
      for (String column : columns(x == null ? "" : x, y, value, series, panels)) {
        problems.check("plot of " + table, () -> new ColumnName(column));
      }
      problems.throwIfAny();
    }

    /** Every column that it names. */
    public List<String> columns() {
      return columns(x, y, value, series, panels);
    }

    private static List<String> columns(
        String x, List<String> y, String value, String series, List<String> panels) {
      return Stream.of(List.of(x), y, List.of(value), List.of(series), panels)
          .flatMap(List::stream)
          .filter(name -> !name.isEmpty())
          .distinct()
          .toList();
    }
  }

  /**
   * Scales and guides.
   *
   * @param logX whether equal ratios are equal distances across
   * @param logY whether they are upwards
   * @param identity whether the line of equal values is drawn
   * @param scaled whether x and y are divided by their root mean squares over the rows of a run,
   *     panel and series, so that directions are compared and not sizes; for scatter plots
   * @param levels values upwards at which a line is drawn
   */
  public record Marks(
      boolean logX, boolean logY, boolean identity, boolean scaled, List<Double> levels) {
    /** Copies the list. */
    public Marks {
      levels = levels == null ? List.of() : List.copyOf(levels);
    }
  }

  private static Plot of(String name, String doc, Kind kind, Data data) {
    return new Plot(name, doc, kind, data, new Marks(false, false, false, false, List.of()));
  }

  /** A plot of one or more columns against another; for an image use the method of that name. */
  public static Plot of(Kind kind, String name, String doc, String table, String x, String... y) {
    return of(name, doc, kind, new Data(table, x, Arrays.asList(y), "", "", List.of()));
  }

  /** A picture of the column {@code value} over a regular grid. */
  public static Plot image(
      String name, String doc, String table, String x, String y, String value) {
    return of(name, doc, Kind.IMAGE, new Data(table, x, List.of(y), value, "", List.of()));
  }

  /** A plot of one or more columns of a table against another. */
  public static Plot of(
      Kind kind, String name, String doc, Table table, Metric<?> x, Metric<?>... y) {
    return of(kind, name, doc, table.name(), x.name(), names(y));
  }

  /** A plot of one or more columns of a table against a knob. */
  public static Plot of(
      Kind kind, String name, String doc, Table table, Param<?> x, Metric<?>... y) {
    return of(kind, name, doc, table.name(), x.name(), names(y));
  }

  private static String[] names(Metric<?>... columns) {
    return Arrays.stream(columns).map(Metric::name).toArray(String[]::new);
  }

  /** A picture of a column over a regular grid of two others. */
  public static Plot image(
      String name, String doc, Table table, Metric<?> x, Metric<?> y, Metric<?> value) {
    return image(name, doc, table.name(), x.name(), y.name(), value.name());
  }

  private Plot with(Marks other) {
    return new Plot(name, doc, kind, data, other);
  }

  /** The same with the values of a column told apart by colour. */
  public Plot series(String column) {
    Data other = new Data(data.table, data.x, data.y, data.value, column, data.panels);
    return new Plot(name, doc, kind, other, marks);
  }

  /** The same with the values of a column told apart by colour. */
  public Plot series(Metric<?> column) {
    return series(column.name());
  }

  /** The same with a panel for each value of a column. */
  public Plot panel(Metric<?> column) {
    return panel(column.name());
  }

  /** The same with a panel for each value of a column. */
  public Plot panel(String column) {
    List<String> more = new ArrayList<>(data.panels);
    more.add(column);
    Data other = new Data(data.table, data.x, data.y, data.value, data.series, more);
    return new Plot(name, doc, kind, other, marks);
  }

  /** The same with a logarithmic scale across. */
  public Plot logX() {
    return with(new Marks(true, marks.logY, marks.identity, marks.scaled, marks.levels));
  }

  /** The same with a logarithmic scale upwards. */
  public Plot logY() {
    return with(new Marks(marks.logX, true, marks.identity, marks.scaled, marks.levels));
  }

  /** The same with the line of equal values. */
  public Plot identity() {
    return with(new Marks(marks.logX, marks.logY, true, marks.scaled, marks.levels));
  }

  /** The same with x and y divided by their root mean squares. */
  public Plot scaled() {
    return with(new Marks(marks.logX, marks.logY, marks.identity, true, marks.levels));
  }

  /** The same with a line at a value upwards. */
  public Plot level(double at) {
    List<Double> more = new ArrayList<>(marks.levels);
    more.add(at);
    return with(new Marks(marks.logX, marks.logY, marks.identity, marks.scaled, more));
  }
}
