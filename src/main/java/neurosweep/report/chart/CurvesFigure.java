package neurosweep.report.chart;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import neurosweep.core.Column;
import neurosweep.core.Metric;
import neurosweep.core.Plot;
import neurosweep.core.Split;
import neurosweep.core.Table;
import neurosweep.result.Design;
import neurosweep.result.Headline;
import neurosweep.result.ResultColumns;

/**
 * What an experiment records over training, for the selected configuration of each group: the
 * columns that its headline metrics are the best or last values of.
 */
public final class CurvesFigure implements ReportFigure {
  private static final int MOST = 3;

  @Override
  public String name() {
    return "curves";
  }

  @Override
  public String doc() {
    return "learning curves of the selected configurations: mean over the seeds and interval";
  }

  @Override
  public List<Drawing> of(FigureSource source) {
    List<Column> columns = source.columns(Table.HISTORY);
    Set<String> identity = new LinkedHashSet<>(ResultColumns.FIXED);
    source.design().grid().axes().forEach(axis -> identity.add(axis.name()));
    List<Column> own = columns.stream().filter(each -> !identity.contains(each.name())).toList();
    Optional<Column> x =
        own.stream().filter(each -> each.type() == Column.Type.INTEGER).findFirst();
    List<Drawing> drawings = new ArrayList<>();
    if (x.isPresent()) {
      for (List<String> y : shown(source, own)) {
        drawings.addAll(drawn(x.get().name(), y, drawings.isEmpty(), source, columns));
      }
    }
    return drawings;
  }

  /** One quantity, with a panel for each part of the data that it was measured on. */
  private List<Drawing> drawn(
      String x, List<String> y, boolean first, FigureSource source, List<Column> columns) {
    String file = y.size() > 1 && first ? name() : name() + "-" + y.get(0).replace('_', '-');
    Plot plot = Plot.of(Plot.Kind.LINE, file, "", Table.HISTORY, x, y.toArray(String[]::new));
    String doc =
        new PlotAxes(plot, columns, source, true).yLabel()
            + " over training"
            + (y.size() > 1 ? " on each part of the data" : "")
            + ", the selected configuration of each group";
    Plot said = new Plot(file, doc, plot.kind(), plot.data(), plot.marks());
    return y.size() > 1 ? TableDrawings.ofSets(said, source) : TableDrawings.of(said, source, true);
  }

  /**
   * The quantity of the selection's metric first; the first columns where no metric names one. Each
   * with its columns.
   */
  private static List<List<String>> shown(FigureSource source, List<Column> own) {
    List<String> reals =
        own.stream().filter(each -> each.type() == Column.Type.REAL).map(Column::name).toList();
    Design design = source.design();
    Set<String> found = new LinkedHashSet<>();
    found.add(base(design, design.select().metric()));
    for (Headline headline : source.analysis().headline()) {
      headline.metrics().forEach(metric -> found.add(base(design, metric)));
    }
    found.retainAll(reals);
    Set<List<String>> quantities = new LinkedHashSet<>();
    for (String column : found.isEmpty() ? reals : found) {
      quantities.add(onEachPart(design, column, reals));
    }
    return quantities.stream().limit(MOST).toList();
  }

  /**
   * The columns that differ from one in nothing that is declared but in the part of the data; that
   * one alone where two of them are of the same part, and so not the same quantity.
   */
  private static List<String> onEachPart(Design design, String column, List<String> all) {
    Optional<Metric<?>> declared = design.column(Table.HISTORY, column);
    if (declared.filter(metric -> metric.meaning().split() != null).isEmpty()) {
      return List.of(column);
    }
    List<String> same = new ArrayList<>();
    Set<Split> parts = EnumSet.noneOf(Split.class);
    for (String other : all) {
      Optional<Metric<?>> metric = design.column(Table.HISTORY, other);
      if (metric.filter(each -> alike(each, declared.get())).isPresent()) {
        same.add(other);
        parts.add(metric.get().meaning().split());
      }
    }
    return parts.size() == same.size() ? same : List.of(column);
  }

  private static boolean alike(Metric<?> a, Metric<?> b) {
    Metric.Meaning one = a.meaning();
    Metric.Meaning other = b.meaning();
    return one.split() != null
        && a.unit().equals(b.unit())
        && one.share() == other.share()
        && one.chance().equals(other.chance())
        && one.goal() == other.goal();
  }

  /** The column that a metric sums up, or the one of its own name. */
  private static String base(Design design, String name) {
    return design
        .metric(name)
        .map(metric -> metric.meaning().summary().of())
        .filter(of -> !of.isEmpty())
        .orElse(name);
  }
}
