package neurosweep.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import neurosweep.core.Metric;
import neurosweep.core.Origin;
import neurosweep.core.Outcome.State;
import neurosweep.core.UserError;
import neurosweep.result.Axis;
import neurosweep.result.Builds;
import neurosweep.result.Design;
import neurosweep.result.Headline;
import neurosweep.result.Provenance;
import neurosweep.result.ResultColumns;
import neurosweep.store.SweepDirectory;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableReader;
import org.apache.hadoop.fs.Path;

/**
 * The numbers of a sweep, from which every table is formatted: configurations over their seeds,
 * groups and their selections. Values only.
 *
 * @param design what the sweep compares
 * @param groups in the order of the grouping axes
 * @param provenance what computed it all
 * @param builds what computed the cells that have ended, counted
 * @param search every cell of a search, none where there was none
 */
public record Analysis(
    Design design, List<Group> groups, Provenance provenance, Builds builds, SearchRecord search) {

  /** Copies the list. */
  public Analysis {
    groups = List.copyOf(groups);
  }

  /** Configurations of the plan without a single outcome. */
  public long missingConfigurations() {
    Design.Grid grid = design.grid();
    long planned = grid.cells() / Math.max(1, grid.seeds().size());
    return Math.max(
        0, planned - groups.stream().mapToLong(group -> group.configurations().size()).sum());
  }

  /** Numbers of which nobody knows what computed them. */
  public Analysis(Design design, List<Group> groups) {
    this(design, groups, Provenance.UNKNOWN, builds(groups), SearchRecord.none(design));
  }

  /** The same numbers with what computed them. */
  public Analysis from(Provenance known) {
    return new Analysis(design, groups, known, builds, search);
  }

  /**
   * Streams {@code results}. Memory grows with the number of cells times the metrics of one.
   *
   * @param sweep holds {@code results}
   * @throws UserError if it is missing or damaged, or lacks a column of the design
   */
  public static Analysis read(SweepDirectory sweep, Design design) {
    Path results = sweep.results();
    Map<String, Replicates> configurations = new LinkedHashMap<>();
    List<String> names =
        Stream.of(
                design.grid().axes().stream().map(Axis::name),
                Stream.of(ResultColumns.SEED, ResultColumns.CONFIG_ID, ResultColumns.STATE),
                Stream.of(ResultColumns.CELL_ID, "cause", "seconds"),
                Stream.of(ResultColumns.HOST, ResultColumns.BACKEND),
                design.numbers().stream().map(Metric::name),
                design.flags().stream().map(Metric::name))
            .flatMap(each -> each)
            .toList();
    try (ParquetTableReader reader =
        ParquetTable.read(sweep.files(), results, names, ResultColumns.LATER)) {
      RowReader rows = new RowReader(design, reader, results, Predictions.byConfiguration(sweep));
      while (reader.hasNext()) {
        rows.read(reader.next(), configurations);
      }
    }
    return of(design, configurations.values()).searched(SearchRecord.read(sweep, design));
  }

  /** The same with the cells of its search. */
  Analysis searched(SearchRecord known) {
    return new Analysis(design, groups, provenance, builds, known);
  }

  static Analysis of(Design design, Collection<Replicates> configurations) {
    List<Replicates> ordered = new ArrayList<>(configurations);
    ordered.sort(axisOrder(design.grid().axes()));
    List<Integer> grouping = new ArrayList<>();
    for (int i = 0; i < design.grid().axes().size(); i++) {
      if (!design.grid().axes().get(i).over()) {
        grouping.add(i);
      }
    }
    Map<List<Object>, List<Replicates>> grouped = new LinkedHashMap<>();
    for (Replicates each : ordered) {
      List<Object> key = new ArrayList<>();
      grouping.forEach(axis -> key.add(each.values().get(axis)));
      grouped.computeIfAbsent(key, k -> new ArrayList<>()).add(each);
    }
    List<Group> groups = new ArrayList<>();
    grouped.forEach((values, members) -> groups.add(new Group(design, values, members)));
    // Grouping axes need not come first, so the groups are put into their own order.
    groups.sort(Comparator.comparing(Group::values, valueOrder(design.grouping())));
    return new Analysis(design, groups);
  }

  private static Comparator<Replicates> axisOrder(List<Axis> axes) {
    return Comparator.comparing(Replicates::values, valueOrder(axes))
        .thenComparing(Replicates::configId);
  }

  /** In the order of each axis; values that it does not list after them by size; missing last. */
  static Comparator<List<Object>> valueOrder(List<Axis> axes) {
    List<Map<Object, Integer>> ranks = new ArrayList<>();
    axes.forEach(axis -> ranks.add(rank(axis)));
    return (a, b) -> {
      for (int i = 0; i < ranks.size(); i++) {
        int order = compare(ranks.get(i), a.get(i), b.get(i));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  private static Map<Object, Integer> rank(Axis axis) {
    Map<Object, Integer> rank = new HashMap<>();
    axis.values().forEach(value -> rank.put(value, rank.size()));
    return rank;
  }

  private static int compare(Map<Object, Integer> rank, Object a, Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a == null, b == null);
    }
    int listed =
        Integer.compare(
            rank.getOrDefault(a, Integer.MAX_VALUE), rank.getOrDefault(b, Integer.MAX_VALUE));
    if (listed != 0 || rank.containsKey(a)) {
      return listed;
    }
    @SuppressWarnings("unchecked") // a column holds one type, and all four are comparable
    Comparable<Object> comparable = (Comparable<Object>) a;
    return comparable.compareTo(b);
  }

  /** Where the value that a group selected on an axis lies among all that were tried in it. */
  public Edge edge(Group group, Axis axis) {
    Stream<Object> tried =
        search.trials().isEmpty()
            ? group.configurations().stream().map(each -> each.value(axis))
            : search.tried(group, axis);
    return Edge.of(axis, group.chosen().map(each -> each.value(axis)).orElse(null), tried);
  }

  /** Ids of the cells of the configurations that are selected, with all their seeds. */
  public Set<String> selectedCells() {
    return groups.stream()
        .flatMap(group -> group.chosen().stream())
        .flatMap(each -> each.runs().values().stream())
        .map(run -> run.trace().cellId())
        .collect(Collectors.toSet());
  }

  /**
   * The axes on which every configuration has the one same value, with that value or null; not
   * those on which a search tried others.
   */
  public Map<Axis, Object> constant() {
    Map<Axis, Object> constant = new LinkedHashMap<>();
    for (Axis axis : design.grid().axes()) {
      List<Object> values = values(axis);
      if (values.size() <= 1 && search.tried(axis) <= 1) {
        constant.put(axis, values.isEmpty() ? null : values.get(0));
      }
    }
    return constant;
  }

  /**
   * The listed values of an axis, then others that occur: drawn ones by their size, at last null if
   * it may not apply.
   */
  public List<Object> values(Axis axis) {
    Set<Object> values = new LinkedHashSet<>(axis.values());
    for (Group group : groups) {
      group.configurations().forEach(each -> values.add(each.value(axis)));
    }
    Map<Object, Integer> rank = rank(axis);
    List<Object> ordered = new ArrayList<>(values);
    ordered.sort((a, b) -> compare(rank, a, b));
    return ordered;
  }

  /**
   * What of the design's headline was measured at all: without a validation split, for example, its
   * metrics are missing in every run. Everything if no run finished.
   */
  public List<Headline> headline() {
    List<Replicates> finished =
        groups.stream()
            .flatMap(group -> group.configurations().stream())
            .filter(each -> each.n(State.FINISHED) > 0)
            .toList();
    return design.headline().stream()
        .filter(
            shown ->
                finished.isEmpty()
                    || finished.stream().anyMatch(each -> each.sample(shown.peak()).n() > 0))
        .toList();
  }

  /** The measured headline that a metric belongs to, or the metric alone. */
  public Headline headline(String metric) {
    return headline().stream()
        .filter(each -> each.metrics().contains(metric))
        .findFirst()
        .orElse(new Headline(design.label(metric), metric, "", ""));
  }

  /** Whether a mean that counts diverged runs at chance differs from the plain one anywhere. */
  public boolean showsChance() {
    return design.chance().isPresent() && completeness().diverged() > 0;
  }

  private static Builds builds(List<Group> groups) {
    return Builds.of(
        groups.stream()
            .flatMap(group -> group.configurations().stream())
            .flatMap(each -> each.runs().values().stream())
            .map(run -> run.trace().origin())
            .toList());
  }

  /** Seconds of a processor in the training of all cells that have ended. */
  public double coreSeconds() {
    return traces().mapToDouble(Replicates.Trace::processorSeconds).sum();
  }

  /** The same with what a search spent on the way, where there was one. */
  public double spentSeconds() {
    return search.trials().isEmpty() ? coreSeconds() : search.seconds();
  }

  /** Cells that ended in one of these ways, with those that were steps on the way of a search. */
  public long ended(State... states) {
    return search.trials().isEmpty()
        ? groups.stream().mapToLong(group -> Arrays.stream(states).mapToLong(group::n).sum()).sum()
        : search.n(states);
  }

  /** What the plan predicted for these, NaN if it did not for some. */
  public double predictedCoreSeconds() {
    return traces().mapToDouble(Replicates.Trace::predictedSeconds).sum();
  }

  /**
   * About the processor seconds of every configuration of a search that gives some up, at its full
   * budget: the prediction, corrected by what results took against theirs. NaN if unknown.
   */
  public double fullSearchSeconds() {
    return search.full(coreSeconds(), predictedCoreSeconds());
  }

  private Stream<Replicates.Trace> traces() {
    return groups.stream()
        .flatMap(group -> group.configurations().stream())
        .flatMap(each -> each.runs().values().stream())
        .map(Replicates.Run::trace);
  }

  /** Why numbers are not the last ones, in words; empty if every planned cell has a result. */
  public String unfinished() {
    return completeness().complete()
        ? ""
        : design.canRun() ? "the sweep is not finished" : "trials are missing";
  }

  /** How much of the sweep there is. */
  public Completeness completeness() {
    return Completeness.of(design, groups);
  }

  /** Positions of the columns, and one row at a time. */
  private static final class RowReader {
    private final Design design;
    private final Path results;
    private final int[] axes;
    private final int[] numbers;
    private final int[] flags;
    private final int seed;
    private final int configId;
    private final int state;
    private final int[] trace;
    private final Map<String, Double> predictions;
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<Origin, Origin> origins = new HashMap<>();

    RowReader(
        Design design, ParquetTableReader reader, Path results, Map<String, Double> predictions) {
      this.predictions = predictions;
      this.design = design;
      this.results = results;
      ColumnTypes.check(reader, ResultColumns.of(design), results);
      this.axes =
          design.grid().axes().stream().mapToInt(axis -> reader.index(axis.name())).toArray();
      this.numbers = positions(design.numbers(), reader);
      this.flags = positions(design.flags(), reader);
      this.seed = reader.index(ResultColumns.SEED);
      this.configId = reader.index(ResultColumns.CONFIG_ID);
      this.state = reader.index(ResultColumns.STATE);
      this.trace =
          Stream.of(ResultColumns.CELL_ID, "cause", "seconds", ResultColumns.HOST)
              .mapToInt(reader::index)
              .toArray();
      for (int i = 0; i < reader.columns().size(); i++) {
        places.put(reader.columns().get(i).name(), i);
      }
    }

    private static int[] positions(List<Metric<?>> columns, ParquetTableReader reader) {
      return columns.stream().mapToInt(column -> reader.index(column.name())).toArray();
    }

    void read(Object[] row, Map<String, Replicates> configurations) {
      if (row[seed] == null
          || row[trace[0]] == null
          || row[configId] == null
          || row[state] == null) {
        throw new UserError(
            results
                + ": a row has no seed, cell_id, config_id or state; write it anew from the journal");
      }
      Replicates configuration =
          configurations.computeIfAbsent(
              (String) row[configId],
              id -> {
                List<Object> values = new ArrayList<>();
                for (int axis : axes) {
                  values.add(row[axis]);
                }
                return new Replicates(design, id, values);
              });
      configuration.add((Long) row[seed], run(row));
    }

    private Replicates.Run run(Object[] row) {
      double[] measured = new double[numbers.length];
      for (int i = 0; i < measured.length; i++) {
        Object value = row[numbers[i]];
        measured[i] = value == null ? Double.NaN : ((Number) value).doubleValue();
      }
      boolean[] set = new boolean[flags.length];
      for (int i = 0; i < set.length; i++) {
        set[i] = Boolean.TRUE.equals(row[flags[i]]);
      }
      return new Replicates.Run(state((String) row[state]), measured, set, trace(row));
    }

    private Replicates.Trace trace(Object[] row) {
      Object seconds = row[trace[2]];
      return new Replicates.Trace(
          Objects.toString(row[trace[0]], ""),
          (String) row[trace[1]],
          seconds == null ? Double.NaN : (Double) seconds,
          value(row, ResultColumns.CPU_SECONDS) instanceof Double cpu ? cpu : Double.NaN,
          predictions.getOrDefault((String) row[configId], Double.NaN),
          Objects.toString(row[trace[3]], "").intern(),
          origins.computeIfAbsent(
              ResultColumns.origin(name -> value(row, name)), origin -> origin));
    }

    private Object value(Object[] row, String column) {
      Integer place = places.get(column);
      return place == null ? null : row[place];
    }

    private State state(String name) {
      try {
        return State.valueOf(name);
      } catch (IllegalArgumentException e) {
        throw new UserError(
            results + ": state is " + name + ", must be one of " + List.of(State.values()), e);
      }
    }
  }
}
