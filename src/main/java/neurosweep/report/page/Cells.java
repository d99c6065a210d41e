package neurosweep.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Group;
import neurosweep.analysis.Replicates;
import neurosweep.analysis.Trial;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.result.Axis;
import neurosweep.result.ResultColumns;
import neurosweep.store.SweepDirectory;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableReader;

/**
 * The planned cells as the page shows them: all are counted, no more than it holds are kept.
 *
 * @param axes the axes that tell cells apart
 * @param metrics what is shown of each cell
 * @param list the first {@link #MOST}, in the order of the configurations and seeds, then of those
 *     that have not ended
 * @param planned how often these ended in each way, in the order of their first ones
 * @param endings the same of all cells that were run, those included that a search gave up
 * @param work what they took
 */
record Cells(
    List<Axis> axes,
    List<String> metrics,
    List<Cell> list,
    Map<Ending, Counted> planned,
    Map<Ending, Counted> endings,
    Work work) {
  /** More would make the page slow to open. */
  static final int MOST = 50_000;

  /** The state of a planned cell that has not ended. */
  static final String MISSING = "MISSING";

  /**
   * A cell.
   *
   * @param id its key
   * @param seed its replication
   * @param state how it ended, or {@link #MISSING}
   * @param cause why it did not finish, or an empty string
   * @param values on the axes, empty where one does not apply
   * @param numbers the metrics, NaN where not measured
   */
  record Cell(
      String id, long seed, String state, String cause, List<String> values, double[] numbers) {}

  /**
   * A way to end.
   *
   * @param state how, or {@link #MISSING}
   * @param cause why not otherwise, or an empty string
   */
  record Ending(String state, String cause) {}

  /**
   * The cells that ended in one way.
   *
   * @param first one of them
   * @param n how many there are
   */
  record Counted(Cell first, long n) {
    Counted plus(Counted more) {
      return new Counted(first, n + more.n);
    }
  }

  /**
   * What cells took.
   *
   * @param seconds of a processor, all together
   * @param longest seconds of one cell by the clock
   */
  record Work(double seconds, double longest) {}

  /** Of the cells that have ended, and those of {@code plan.parquet} that have not. */
  static Cells of(SweepDirectory directory, Analysis analysis) {
    Set<Axis> constant = analysis.constant().keySet();
    List<Axis> axes =
        analysis.design().grid().axes().stream().filter(axis -> !constant.contains(axis)).toList();
    List<String> metrics =
        analysis.headline().stream().flatMap(shown -> shown.metrics().stream()).distinct().toList();
    List<String> measured = analysis.design().numbers().stream().map(Metric::name).toList();
    int[] places = metrics.stream().mapToInt(measured::indexOf).toArray();
    List<Cell> list = new ArrayList<>();
    Map<Ending, Counted> planned = new LinkedHashMap<>();
    List<Trial> trials = analysis.search().trials();
    double longest = trials.stream().mapToDouble(Trial::seconds).max().orElse(0);
    for (Group group : analysis.groups()) {
      for (Replicates each : group.configurations()) {
        List<String> values = axes.stream().map(axis -> axis.text(each.value(axis))).toList();
        for (Map.Entry<Long, Replicates.Run> entry : each.runs().entrySet()) {
          Replicates.Run run = entry.getValue();
          Cell cell =
              new Cell(
                  run.trace().cellId(),
                  entry.getKey(),
                  run.state().name(),
                  Objects.requireNonNullElse(run.trace().cause(), ""),
                  values,
                  IntStream.of(places).mapToDouble(place -> run.numbers()[place]).toArray());
          add(cell, list, planned);
          double seconds = run.trace().seconds();
          longest = Math.max(longest, Double.isFinite(seconds) ? seconds : 0);
        }
      }
    }
    Work work = new Work(analysis.spentSeconds(), longest);
    if (!trials.isEmpty()) {
      return new Cells(axes, metrics, list, planned, tried(analysis, axes), work);
    }
    Cells ended = new Cells(axes, metrics, list, planned, planned, work);
    if (ended.count() < analysis.completeness().planned()
        && directory.files().exists(directory.plan())) {
      ended.addMissing(directory, ids(analysis));
    }
    return ended;
  }

  /** How the cells of a search ended. */
  private static Map<Ending, Counted> tried(Analysis analysis, List<Axis> axes) {
    List<Axis> all = analysis.design().grid().axes();
    Map<Ending, Counted> tried = new LinkedHashMap<>();
    for (Trial each : analysis.search().trials()) {
      List<String> values =
          axes.stream().map(axis -> axis.text(each.values().get(all.indexOf(axis)))).toList();
      String state = each.state().name();
      Cell cell = new Cell(each.cellId(), each.seed(), state, each.cause(), values, new double[0]);
      count(cell, tried);
    }
    return tried;
  }

  private static void add(Cell cell, List<Cell> list, Map<Ending, Counted> endings) {
    if (list.size() < MOST) {
      list.add(cell);
    }
    count(cell, endings);
  }

  private static void count(Cell cell, Map<Ending, Counted> endings) {
    endings.merge(new Ending(cell.state(), cell.cause()), new Counted(cell, 1), Counted::plus);
  }

  private static Set<String> ids(Analysis analysis) {
    Set<String> ids = new HashSet<>();
    for (Group group : analysis.groups()) {
      for (Replicates each : group.configurations()) {
        each.runs().values().forEach(run -> ids.add(run.trace().cellId()));
      }
    }
    return ids;
  }

  private void addMissing(SweepDirectory directory, Set<String> ended) {
    double[] none = new double[metrics.size()];
    Arrays.fill(none, Double.NaN);
    List<String> columns = new ArrayList<>(axes.stream().map(Axis::name).toList());
    columns.addAll(List.of(ResultColumns.SEED, ResultColumns.CELL_ID));
    try (ParquetTableReader reader =
        ParquetTable.read(directory.files(), directory.plan(), columns)) {
      int id = reader.index(ResultColumns.CELL_ID);
      int seed = reader.index(ResultColumns.SEED);
      int[] at = axes.stream().mapToInt(axis -> reader.index(axis.name())).toArray();
      while (reader.hasNext()) {
        Object[] row = reader.next();
        if (!ended.contains((String) row[id])) {
          List<String> values =
              IntStream.range(0, at.length).mapToObj(i -> axes.get(i).text(row[at[i]])).toList();
          Cell cell = new Cell((String) row[id], (Long) row[seed], MISSING, "", values, none);
          add(cell, list, planned);
        }
      }
    }
  }

  /** All planned ones. */
  long count() {
    return planned.values().stream().mapToLong(Counted::n).sum();
  }

  /** The values of a cell on the axes, such as {@code depth = 2, algorithm = BP}. */
  String configuration(Cell cell) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      if (!cell.values().get(i).isEmpty()) {
        parts.add(axes.get(i).label() + " = " + cell.values().get(i));
      }
    }
    return String.join(", ", parts);
  }

  /** How many have been run. */
  long ended() {
    return endings.entrySet().stream()
        .filter(each -> !each.getKey().state().equals(MISSING))
        .mapToLong(each -> each.getValue().n())
        .sum();
  }

  /** How many there are in each state that occurs, missing ones last. */
  Map<String, Long> states() {
    Map<String, Long> states = new LinkedHashMap<>();
    for (Outcome.State state : Outcome.State.values()) {
      states.put(state.name(), 0L);
    }
    endings.forEach((ending, counted) -> states.merge(ending.state(), counted.n(), Long::sum));
    states.values().removeIf(n -> n == 0);
    return states;
  }
}
