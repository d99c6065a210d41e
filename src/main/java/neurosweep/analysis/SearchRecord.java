package neurosweep.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import neurosweep.core.Outcome.State;
import neurosweep.core.UserError;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.result.ResultColumns;
import neurosweep.result.Searched;
import neurosweep.result.TrialColumns;
import neurosweep.store.SweepDirectory;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableReader;

/**
 * Every cell of a search in the order in which they ended, those included that were steps on the
 * way.
 *
 * @param design what the sweep compares
 * @param trials none where there was no search
 * @param planned processor seconds that the plan predicted for all configurations at their full
 *     budget; 0 where it did not
 */
public record SearchRecord(Design design, List<Trial> trials, double planned) {

  /** Copies the list. */
  public SearchRecord {
    trials = List.copyOf(trials);
  }

  /** Of a sweep without a search. */
  public static SearchRecord none(Design design) {
    return new SearchRecord(design, List.of(), 0);
  }

  /**
   * Reads {@code trials} where the sweep was searched and has them.
   *
   * @throws UserError if they are damaged or do not fit the design
   */
  static SearchRecord read(SweepDirectory sweep, Design design) {
    boolean searched = design.select().searched().applies();
    if (!searched || !sweep.files().exists(sweep.trials())) {
      return none(design);
    }
    List<Map.Entry<Long, Trial>> ordered = new ArrayList<>();
    try (ParquetTableReader reader = ParquetTable.read(sweep.files(), sweep.trials())) {
      ColumnTypes.check(reader, TrialColumns.of(design), sweep.trials());
      while (reader.hasNext()) {
        Object[] row = reader.next();
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < row.length; i++) {
          values.put(reader.columns().get(i).name(), row[i]);
        }
        try {
          ordered.add(Map.entry((Long) values.get(TrialColumns.ORDER), trial(design, values)));
        } catch (NullPointerException | IllegalArgumentException e) {
          throw new UserError(
              sweep.trials() + ": a row lacks its key, order or state; run the sweep again", e);
        }
      }
    }
    ordered.sort(Map.Entry.comparingByKey());
    double[] planned = {0};
    Predictions.read(sweep, (cell, configuration, seconds) -> planned[0] += seconds);
    return new SearchRecord(design, ordered.stream().map(Map.Entry::getValue).toList(), planned[0]);
  }

  private static Trial trial(Design design, Map<String, Object> row) {
    Searched searched = design.select().searched();
    List<Object> group = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (Axis axis : design.grid().axes()) {
      Object value =
          axis.name().equals(searched.budget()) ? (Object) searched.full() : row.get(axis.name());
      values.add(value);
      if (!axis.over()) {
        group.add(value);
      }
    }
    return new Trial(
        group,
        values,
        row.get(TrialColumns.BUDGET) instanceof Long budget ? budget : 0,
        (Long) Objects.requireNonNull(row.get(ResultColumns.SEED)),
        (String) Objects.requireNonNull(row.get(ResultColumns.CELL_ID)),
        (String) Objects.requireNonNull(row.get(TrialColumns.CANDIDATE)),
        State.valueOf((String) Objects.requireNonNull(row.get(ResultColumns.STATE))),
        Objects.toString(row.get(TrialColumns.CAUSE), ""),
        row.get(TrialColumns.VALUE) instanceof Double value ? value : Double.NaN,
        row.get(TrialColumns.OWN_SECONDS) instanceof Double own && own > 0 ? own : 0,
        Boolean.TRUE.equals(row.get(TrialColumns.COUNTS)));
  }

  /**
   * All groups of which something was tried, in order: those that have results, and the others
   * without a configuration.
   */
  public List<Group> groups(List<Group> withResults) {
    Map<List<Object>, Group> all = new LinkedHashMap<>();
    withResults.forEach(group -> all.put(group.values(), group));
    for (Trial each : trials) {
      all.computeIfAbsent(each.group(), values -> new Group(design, values, List.of()));
    }
    List<Group> ordered = new ArrayList<>(all.values());
    ordered.sort(Comparator.comparing(Group::values, Analysis.valueOrder(design.grouping())));
    return ordered;
  }

  /** The cells of a group in the order of their ends. */
  List<Trial> of(Group group) {
    return trials.stream().filter(each -> each.group().equals(group.values())).toList();
  }

  /** How many cells ended in one of these ways. */
  long n(State... states) {
    List<State> wanted = List.of(states);
    return trials.stream().filter(each -> wanted.contains(each.state())).count();
  }

  /** How many configurations of a group were tried. */
  public long configurations(Group group) {
    return of(group).stream().map(Trial::candidate).distinct().count();
  }

  /** How many configurations were tried. */
  public long configurations() {
    return trials.stream().map(Trial::candidate).distinct().count();
  }

  /** What was tried on an axis in a group, in no order, with repetitions. */
  Stream<Object> tried(Group group, Axis axis) {
    int at = design.grid().axes().indexOf(axis);
    return of(group).stream().map(each -> each.values().get(at));
  }

  /** How many different values were tried on an axis. */
  long tried(Axis axis) {
    int at = design.grid().axes().indexOf(axis);
    return trials.stream().map(each -> each.values().get(at)).distinct().count();
  }

  /** Processor seconds of all cells, those that a cell went on from counted once. */
  public double seconds() {
    return trials.stream().mapToDouble(Trial::seconds).sum();
  }

  /**
   * Processor seconds of everything tried, at its full budget, as the plan has it and costs were.
   */
  double full(double real, double predicted) {
    boolean known = design.select().searched().givesUp() && planned > 0 && predicted > 0;
    return known ? planned * real / predicted : Double.NaN;
  }

  /** Whether stages are budgets; otherwise they are numbers of seeds. */
  public boolean byBudget() {
    return !design.select().searched().bySeeds();
  }

  /** Whether some configurations of a group start at a later stage than others of it. */
  public boolean startsLate() {
    Map<String, Long> first = new HashMap<>();
    trials.forEach(each -> first.merge(each.candidate(), each.budget(), Math::min));
    Map<List<Object>, Long> starts = new HashMap<>();
    return byBudget()
        && trials.stream()
            .map(each -> Map.entry(each.group(), first.get(each.candidate())))
            .anyMatch(
                each -> {
                  Long known = starts.putIfAbsent(each.getKey(), each.getValue());
                  return known != null && !known.equals(each.getValue());
                });
  }

  /** What was done in a group, one stage after the other. */
  public List<Stage> stages(Group group) {
    return new Stages(design, byBudget()).of(of(group));
  }
}
