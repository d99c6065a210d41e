package neurosweep.report.chart;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import neurosweep.analysis.Sample;

/** Values of runs by panel, series and x: what a chart over seeds is drawn from. */
final class Observations {
  private final boolean shares;
  private final Split split;
  private final Map<List<Object>, Map<Object, Map<Object, Values>>> panels = new LinkedHashMap<>();

  /**
   * What tells panels and series apart.
   *
   * @param panels names of axes or columns
   * @param series name of an axis or column, or an empty string
   */
  record Split(List<String> panels, String series) {}

  /**
   * A run.
   *
   * @param configId key of its configuration
   * @param seed its replication
   * @param cellId key of its cell
   */
  record Run(String configId, long seed, String cellId) implements Comparable<Run> {
    @Override
    public int compareTo(Run other) {
      int order = Long.compare(seed, other.seed);
      return order != 0 ? order : configId.compareTo(other.configId);
    }
  }

  /** The values at one x, how many runs have none, and why. */
  static final class Values {
    private final boolean shares;
    private final SortedMap<Run, double[]> sums = new TreeMap<>();
    private int lost;
    private String reason = "";
    private Sample sample;

    Values(boolean shares) {
      this.shares = shares;
    }

    /** The value of each run: the mean, where it has several. */
    SortedMap<Run, Double> byRun() {
      SortedMap<Run, Double> values = new TreeMap<>();
      sums.forEach((run, sum) -> values.put(run, sum[0] / sum[1]));
      return values;
    }

    /** Over the runs without some; always the same ones, once all values are there. */
    Sample sample(Collection<Run> without) {
      if (sample == null) {
        sample =
            Sample.of(
                shares,
                byRun().entrySet().stream()
                    .filter(each -> !without.contains(each.getKey()))
                    .mapToDouble(Map.Entry::getValue)
                    .toArray());
      }
      return sample;
    }

    int lost() {
      return lost;
    }

    String reason() {
      return reason;
    }
  }

  /**
   * None yet.
   *
   * @param shares whether the values are shares of right answers
   * @param split what tells panels and series apart
   */
  Observations(boolean shares, Split split) {
    this.shares = shares;
    this.split = split;
  }

  Split split() {
    return split;
  }

  private Values at(List<Object> panel, Object series, Object x) {
    return panels
        .computeIfAbsent(panel, key -> new LinkedHashMap<>())
        .computeIfAbsent(series, key -> new LinkedHashMap<>())
        .computeIfAbsent(x, key -> new Values(shares));
  }

  /** Adds a value of a run; one that is not finite adds nothing. */
  void add(List<Object> panel, Object series, Object x, Run run, double value) {
    if (Double.isFinite(value)) {
      double[] sum = at(panel, series, x).sums.computeIfAbsent(run, key -> new double[2]);
      sum[0] += value;
      sum[1]++;
    }
  }

  /** Says that runs have no value there, and why. */
  void lose(List<Object> panel, Object series, Object x, int runs, String reason) {
    Values values = at(panel, series, x);
    values.lost += runs;
    values.reason = reason;
  }

  boolean isEmpty() {
    return panels.isEmpty();
  }

  /** The panels in the order of their values. */
  List<List<Object>> panels(FigureSource source) {
    return sorted(source, split.panels(), panels.keySet());
  }

  /** Panels in the order of their values on axes or columns. */
  static List<List<Object>> sorted(
      FigureSource source, List<String> names, Collection<List<Object>> panels) {
    List<List<Object>> keys = new ArrayList<>(panels);
    for (int i = names.size() - 1; i >= 0; i--) { // the sort is stable
      int at = i;
      Comparator<Object> order = order(source, names.get(i));
      keys.sort((a, b) -> order.compare(a.get(at), b.get(at)));
    }
    return keys;
  }

  /** The series of all panels in the order of their values. */
  List<Object> series(FigureSource source) {
    Set<Object> all = new LinkedHashSet<>();
    panels.values().forEach(panel -> all.addAll(panel.keySet()));
    List<Object> keys = new ArrayList<>(all);
    if (!split.series().isEmpty()) {
      keys.sort(order(source, split.series()));
    }
    return keys;
  }

  /** An axis' own order; numbers and words by size. */
  static Comparator<Object> order(FigureSource source, String name) {
    List<Object> listed =
        source.axis(name).map(axis -> source.analysis().values(axis)).orElseGet(ArrayList::new);
    return (a, b) -> {
      if (listed.contains(a) || listed.contains(b)) {
        return Integer.compare(rank(listed, a), rank(listed, b));
      }
      if (a instanceof neurosweep.core.Split x && b instanceof neurosweep.core.Split y) {
        return x.compareTo(y);
      }
      if (a instanceof Number x && b instanceof Number y) {
        return Double.compare(x.doubleValue(), y.doubleValue());
      }
      return Objects.toString(a, "").compareTo(Objects.toString(b, ""));
    };
  }

  private static int rank(List<Object> listed, Object value) {
    int at = listed.indexOf(value);
    return at < 0 ? listed.size() : at;
  }

  /** What one series has in one panel, by x. */
  Map<Object, Values> of(List<Object> panel, Object series) {
    return panels.get(panel).getOrDefault(series, Map.of());
  }
}
