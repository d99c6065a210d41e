package neurosweep.report.chart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import neurosweep.analysis.Group;
import neurosweep.analysis.Replicates;
import neurosweep.analysis.Verdict;
import neurosweep.core.Outcome.State;
import neurosweep.core.Plot;
import neurosweep.result.Axis;

/**
 * What of a table a plot draws: which configurations, and which columns make panels and series.
 * Bounds the memory of a plot before a row of the table is read.
 *
 * @param configurations by their keys
 * @param split panels and series
 * @param selects whether only selected configurations are drawn
 * @param note what is left out, or an empty string
 */
record Scope(
    Map<String, Replicates> configurations,
    Observations.Split split,
    boolean selects,
    String note) {

  /**
   * What a plot draws of a sweep.
   *
   * @param sets whether its columns upwards are one quantity, with a panel for each
   */
  public static Scope of(Plot plot, FigureSource source, boolean sets) {
    List<String> used = plot.data().columns();
    boolean selects = source.roles().over().stream().noneMatch(axis -> used.contains(axis.name()));
    List<Axis> left =
        new ArrayList<>(
            (selects ? source.roles().grouping() : source.roles().free())
                .stream().filter(axis -> !used.contains(axis.name())).toList());
    String series = plot.data().series();
    if (series.isEmpty() && (sets || plot.data().y().size() == 1) && manySeries(plot.kind())) {
      series = source.roles().series().filter(left::contains).map(Axis::name).orElse("");
    }
    List<String> panels = new ArrayList<>(plot.data().panels());
    for (Axis axis : left) {
      if (!axis.name().equals(series)) {
        panels.add(axis.name());
      }
    }
    int each = sets ? plot.data().y().size() : 1;
    int most = Pages.PANELS * Pages.MOST / each;
    return bounded(source, new Observations.Split(panels, series), selects, most);
  }

  /** What is drawn of one cell alone has a panel for each. */
  private static boolean manySeries(Plot.Kind kind) {
    return kind == Plot.Kind.LINE || kind == Plot.Kind.POINTS || kind == Plot.Kind.SCATTER;
  }

  /** The configurations of the panels and series that there is room for. */
  private static Scope bounded(
      FigureSource source, Observations.Split split, boolean selects, int most) {
    List<Axis> panelAxes =
        split.panels().stream().flatMap(name -> source.axis(name).stream()).toList();
    List<Axis> seriesAxis = source.axis(split.series()).stream().toList();
    Map<List<Object>, Set<List<Object>>> panels = new LinkedHashMap<>();
    Map<String, Replicates> kept = new HashMap<>();
    Set<List<Object>> leftOut = new HashSet<>();
    Set<List<Object>> seriesLeftOut = new LinkedHashSet<>();
    for (Group group : source.analysis().groups()) {
      Stream<Replicates> all = selects ? shown(group) : group.configurations().stream();
      for (Replicates each : all.toList()) {
        List<Object> panel = values(each, panelAxes);
        List<Object> series = values(each, seriesAxis);
        boolean room = panels.containsKey(panel) || panels.size() < most;
        if (!room) {
          leftOut.add(panel);
          continue;
        }
        Set<List<Object>> here = panels.computeIfAbsent(panel, key -> new HashSet<>());
        if (here.contains(series) || here.size() < PointChart.MOST_SERIES) {
          here.add(series);
          kept.put(each.configId(), each);
        } else {
          seriesLeftOut.add(series);
        }
      }
    }
    String note = leftOut.isEmpty() ? "" : note(panels.size(), leftOut.size(), "panels");
    if (!seriesLeftOut.isEmpty()) {
      note += note(PointChart.MOST_SERIES, seriesLeftOut.size(), "series");
    }
    return new Scope(kept, split, selects, note);
  }

  private static String note(int shown, int leftOut, String what) {
    return String.format(
        Locale.ROOT, " Only the first %d of %,d %s are drawn.", shown, shown + leftOut, what);
  }

  /** The selected one; where all runs diverged, the first, whose curves end early. */
  private static Stream<Replicates> shown(Group group) {
    if (group.verdict() == Verdict.ALL_DIVERGED) {
      return group.configurations().stream().filter(each -> each.n(State.DIVERGED) > 0).limit(1);
    }
    return group.chosen().stream();
  }

  private static List<Object> values(Replicates each, List<Axis> axes) {
    List<Object> values = new ArrayList<>();
    axes.forEach(axis -> values.add(each.value(axis)));
    return values;
  }

  /** A run by its configuration and seed; none if it is not drawn or has no result. */
  Optional<Replicates.Run> run(String configId, long seed) {
    return Optional.ofNullable(configurations.get(configId))
        .map(configuration -> configuration.runs().get(seed))
        .filter(run -> run.state().isResult());
  }
}
