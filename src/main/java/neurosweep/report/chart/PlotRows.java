package neurosweep.report.chart;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import neurosweep.analysis.Replicates;
import neurosweep.core.Outcome.State;
import neurosweep.core.Plot;
import neurosweep.core.Split;
import neurosweep.report.text.Across;
import neurosweep.report.text.FigureCaption;
import neurosweep.result.ResultColumns;

/**
 * The rows of a table that a plot draws, streamed with what the plot needs of each. Several columns
 * upwards are several series, or, where they are one quantity on several parts of the data, panels.
 */
public final class PlotRows {
  /** What the panels of several parts of the data are called in data. */
  private static final String SET = "set";

  private static final List<String> KEY = List.of(ResultColumns.CONFIG_ID, ResultColumns.SEED);

  private final Plot plot;
  private final FigureSource source;
  private final Scope scope;
  private final List<String> columns;
  private final int[] panels;
  private final int series;
  private final boolean sets;

  PlotRows(Plot plot, FigureSource source, Scope scope, boolean sets) {
    this.plot = plot;
    this.source = source;
    this.scope = scope;
    this.sets = sets;
    Set<String> all = new LinkedHashSet<>(KEY);
    Stream.of(
            plot.data().columns().stream(),
            scope.split().panels().stream(),
            Stream.of(scope.split().series()).filter(name -> !name.isEmpty()))
        .flatMap(each -> each)
        .forEach(all::add);
    this.columns = new ArrayList<>(all);
    this.panels = scope.split().panels().stream().mapToInt(columns::indexOf).toArray();
    this.series = columns.indexOf(scope.split().series());
  }

  /**
   * A row.
   *
   * @param run whose it is
   * @param state how that run ended
   * @param panel values that tell panels apart
   * @param series value that tells series apart, or the name of the column upwards if there are
   *     several
   * @param numbers x, y and, in an image, value; NaN for what is missing
   */
  record Row(
      Observations.Run run, State state, List<Object> panel, Object series, double[] numbers) {
    double x() {
      return numbers[0];
    }

    double y() {
      return numbers[1];
    }
  }

  /** Gets rows, one at a time. */
  interface Use {
    void row(Row row);
  }

  Plot plot() {
    return plot;
  }

  Scope scope() {
    return scope;
  }

  FigureSource source() {
    return source;
  }

  /** Whether series are told apart by the columns they are from. */
  boolean several() {
    return plot.data().y().size() > 1 && !sets;
  }

  /** The name of one of several series, which are columns if the plot draws several. */
  String series(String name, Object value) {
    return several()
        ? label(Across.text(value))
        : FigureCaption.series(source.design(), name, value);
  }

  /** What readers call a column. */
  private String label(String column) {
    return source.design().columnLabel(plot.data().table(), column);
  }

  /** What is particular to a panel. */
  String title(List<Object> panel) {
    List<String> names = scope.split().panels();
    String title = FigureCaption.title(source.design(), names, panel.subList(0, names.size()));
    if (!sets) {
      return title;
    }
    String set = ((Split) panel.get(names.size())).label() + " set";
    return title.isEmpty() ? set : title + ", " + set;
  }

  /** The part of the data that a column is measured on. */
  private Split set(String column) {
    return source.design().column(plot.data().table(), column).orElseThrow().meaning().split();
  }

  /** Whether what is drawn upwards are shares of examples. */
  boolean shares() {
    return plot.data().y().stream()
        .allMatch(
            name ->
                source
                    .design()
                    .column(plot.data().table(), name)
                    .filter(column -> column.meaning().share())
                    .isPresent());
  }

  /** Hands over every row of runs that are drawn; a row with several columns upwards as several. */
  void forEach(Use use) {
    int x = columns.indexOf(plot.data().x());
    int[] ys = plot.data().y().stream().mapToInt(columns::indexOf).toArray();
    List<Split> parts = sets ? plot.data().y().stream().map(this::set).toList() : List.of();
    int value = plot.data().value().isEmpty() ? -1 : columns.indexOf(plot.data().value());
    source.rows(
        plot.data().table(),
        columns,
        row -> {
          Replicates.Run known = scope.run((String) row[0], (Long) row[1]).orElse(null);
          if (known == null) {
            return;
          }
          Observations.Run run =
              new Observations.Run((String) row[0], (Long) row[1], known.trace().cellId());
          List<Object> panel = new ArrayList<>(panels.length);
          for (int at : panels) {
            panel.add(row[at]);
          }
          for (int i = 0; i < ys.length; i++) {
            Object name = several() ? plot.data().y().get(i) : series < 0 ? null : row[series];
            double third = value < 0 ? Double.NaN : number(row[value]);
            double[] numbers = {number(row[x]), number(row[ys[i]]), third};
            List<Object> here = panel;
            if (sets) {
              here = new ArrayList<>(panel);
              here.add(parts.get(i));
            }
            use.row(new Row(run, known.state(), here, name, numbers));
          }
        });
  }

  /** Whether values across are measured, not set: then a curve of a diverged run ends early. */
  boolean measuredAcross() {
    return source.axis(plot.data().x()).isEmpty();
  }

  /**
   * At most so many of the finite values across, evenly chosen, the first and the last among them.
   */
  Set<Double> across(int most) {
    TreeSet<Double> all = new TreeSet<>();
    forEach(
        row -> {
          if (Double.isFinite(row.x())) {
            all.add(row.x());
          }
        });
    if (all.size() <= most) {
      return all;
    }
    List<Double> sorted = new ArrayList<>(all);
    Set<Double> chosen = new TreeSet<>();
    for (int i = 0; i < most; i++) {
      chosen.add(sorted.get((int) Math.round(i * (sorted.size() - 1.0) / (most - 1))));
    }
    return chosen;
  }

  private static double number(Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** The name of what tells series apart, for legends and data. */
  Observations.Split split() {
    Observations.Split split = scope.split();
    if (sets) {
      List<String> all = new ArrayList<>(split.panels());
      all.add(SET);
      return new Observations.Split(all, split.series());
    }
    return several() ? new Observations.Split(split.panels(), "series") : split;
  }
}
