package neurosweep.report.chart;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import neurosweep.core.Column;
import neurosweep.core.Plot;
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
      for (String y : shown(source, own)) {
        Plot plot =
            Plot.of(
                Plot.Kind.LINE,
                name() + "-" + y.replace('_', '-'),
                source.design().columnLabel(Table.HISTORY, y)
                    + " over training, the selected configuration of each group",
                Table.HISTORY,
                x.get().name(),
                y);
        drawings.addAll(TableDrawings.of(plot, source, true));
      }
    }
    return drawings;
  }

  /** That of the selection's metric first; the first ones where no metric names one. */
  private static List<String> shown(FigureSource source, List<Column> own) {
    List<String> reals =
        own.stream().filter(each -> each.type() == Column.Type.REAL).map(Column::name).toList();
    Design design = source.design();
    Set<String> found = new LinkedHashSet<>();
    found.add(base(design, design.select().metric()));
    for (Headline headline : source.analysis().headline()) {
      headline.metrics().forEach(metric -> found.add(base(design, metric)));
    }
    found.retainAll(reals);
    List<String> chosen = new ArrayList<>(found.isEmpty() ? reals : found);
    return chosen.subList(0, Math.min(MOST, chosen.size()));
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
