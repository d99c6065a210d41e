package neurosweep.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import neurosweep.core.Column;
import neurosweep.core.Goal;
import neurosweep.core.Outcome.State;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.statistics.VarianceShares;

/**
 * How much each axis selected over matters in a group that was searched: by the first stage where
 * the search gave configurations up, since only there all were trained alike, in a race by all
 * seeds that every configuration has; otherwise by all that are results.
 *
 * @param axes that have more than one value in the group
 * @param shares of these, in order
 * @param configurations how many it was computed from
 * @param stage the budget, or the number of seeds, that they had; 0 where they are results
 */
public record AxisImportance(
    List<Axis> axes, VarianceShares shares, int configurations, long stage) {
  /** A forest of fewer is a guess. */
  public static final int LEAST = 10;

  /** Of a group; empty if it has too few configurations with a value or no axis to tell apart. */
  public static Optional<AxisImportance> of(Analysis analysis, Group group) {
    SearchRecord search = analysis.search();
    Map<String, List<Trial>> configurations = new LinkedHashMap<>();
    NavigableMap<Long, List<Trial>> used = used(search, group);
    used.values().stream()
        .flatMap(List::stream)
        .forEach(
            each ->
                configurations
                    .computeIfAbsent(each.candidate(), key -> new ArrayList<>())
                    .add(each));
    configurations.values().removeIf(trials -> trials.stream().anyMatch(AxisImportance::lost));
    Design design = analysis.design();
    List<List<Trial>> rows = List.copyOf(configurations.values());
    List<Axis> axes =
        design.over().stream().filter(axis -> values(design, axis, rows).size() > 1).toList();
    boolean measured = rows.stream().flatMap(List::stream).anyMatch(Trial::measured);
    if (rows.size() < LEAST || axes.isEmpty() || !measured) {
      return Optional.empty();
    }
    VarianceShares shares = shares(design, axes, rows);
    return Optional.of(new AxisImportance(axes, shares, rows.size(), used.lastKey()));
  }

  /** By stage; a budget more would be another training, a seed more is another sample. */
  private static NavigableMap<Long, List<Trial>> used(SearchRecord search, Group group) {
    List<Trial> trials = search.of(group);
    if (!search.design().select().searched().givesUp()) {
      List<Trial> results = trials.stream().filter(Trial::counts).toList();
      return new TreeMap<>(Map.of(0L, results));
    }
    NavigableMap<Long, List<Trial>> used = new TreeMap<>();
    Set<String> all = Stages.keys(trials);
    for (var each : new Stages(search.design(), search.byBudget()).cells(trials).entrySet()) {
      if (!used.isEmpty() && (search.byBudget() || !Stages.keys(each.getValue()).equals(all))) {
        break;
      }
      used.put(each.getKey(), each.getValue());
    }
    return used;
  }

  /** Without a result; a run that diverged has one. */
  private static boolean lost(Trial trial) {
    return trial.state() != State.DIVERGED && !trial.measured();
  }

  /**
   * The values that occur, those of numbers in their order; null, where it does not apply, last.
   */
  private static List<Object> values(Design design, Axis axis, List<List<Trial>> rows) {
    int at = design.grid().axes().indexOf(axis);
    List<Object> found =
        rows.stream().map(trials -> trials.get(0).values().get(at)).distinct().toList();
    List<Object> values =
        new ArrayList<>(
            new TreeSet<>(found.stream().filter(Objects::nonNull).collect(Collectors.toList())));
    if (found.contains(null)) {
      values.add(null);
    }
    return values;
  }

  private static VarianceShares shares(Design design, List<Axis> axes, List<List<Trial>> rows) {
    int[][] codes = new int[rows.size()][axes.size()];
    int[] counts = new int[axes.size()];
    boolean[] ordered = new boolean[axes.size()];
    for (int i = 0; i < axes.size(); i++) {
      int at = design.grid().axes().indexOf(axes.get(i));
      List<Object> values = values(design, axes.get(i), rows);
      Map<Object, Integer> known = new LinkedHashMap<>();
      values.forEach(value -> known.put(value, known.size()));
      for (int row = 0; row < codes.length; row++) {
        codes[row][i] = known.get(rows.get(row).get(0).values().get(at));
      }
      counts[i] = values.size();
      Column.Type type = axes.get(i).type();
      boolean number = type == Column.Type.REAL || type == Column.Type.INTEGER;
      ordered[i] = number && !values.contains(null);
    }
    return VarianceShares.of(codes, counts, ordered, scores(design, rows));
  }

  /** Means over the seeds, with diverged runs as bad as the worst that finished. */
  private static double[] scores(Design design, List<List<Trial>> rows) {
    var measured =
        rows.stream().flatMap(List::stream).filter(Trial::measured).mapToDouble(Trial::value);
    boolean more = design.select().goal() == Goal.MAX;
    double worst = (more ? measured.min() : measured.max()).orElseThrow();
    return rows.stream()
        .mapToDouble(
            trials ->
                trials.stream()
                    .mapToDouble(each -> each.measured() ? each.value() : worst)
                    .average()
                    .orElseThrow())
        .toArray();
  }
}
