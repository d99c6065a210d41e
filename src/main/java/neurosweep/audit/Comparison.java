package neurosweep.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import neurosweep.analysis.Sample;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Metric;
import neurosweep.core.Names;
import neurosweep.core.Outcome.State;
import neurosweep.core.Param;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.experiment.Experiment;
import neurosweep.journal.History;
import neurosweep.journal.Journal;
import neurosweep.result.Axis;
import neurosweep.result.AxisText;
import neurosweep.result.Builds;
import neurosweep.result.Design;
import neurosweep.spec.SpecDiff;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.Contenders;
import neurosweep.sweep.Manifest;

/**
 * Two sweeps side by side. Configurations are matched by the knobs that vary in either sweep and
 * that both experiments have; knobs that are constant in each and differ are told once, in {@code
 * manifests}. Memory grows with the cells.
 *
 * @param metric what is compared
 * @param knobs by which configurations are matched
 * @param pairs in the order of the first sweep's knobs
 * @param onlyFirst configurations that the second sweep lacks
 * @param onlySecond configurations that the first one lacks
 * @param ambiguous values of the knobs that several configurations of one sweep share, so that
 *     nothing says which belong together
 * @param manifests what differs between the manifests, {@code part: first -> second} each, and
 *     builds that are mixed within one of them
 */
public record Comparison(
    String metric,
    List<String> knobs,
    List<Pair> pairs,
    List<String> onlyFirst,
    List<String> onlySecond,
    List<String> ambiguous,
    List<String> manifests) {

  /**
   * A configuration in both sweeps.
   *
   * @param values of the knobs, in their order, empty where one does not apply
   * @param first the metric over the finished seeds of the first sweep
   * @param second the same of the second sweep
   * @param difference second minus first, over the seeds that finished in both
   * @param same seeds of these whose values are the same bits
   * @param states {@code seed 3: FINISHED -> DIVERGED} for each seed that ended otherwise
   */
  public record Pair(
      List<String> values,
      Sample first,
      Sample second,
      Sample difference,
      int same,
      List<String> states) {}

  /** One sweep's runs of a configuration by seed. */
  private record Runs(Set<String> configurations, Map<Long, CellResult> bySeed) {}

  /**
   * Compares.
   *
   * @param metric a name, or an empty string for the first sweep's selection
   * @throws UserError if a sweep cannot be read or does not measure the metric
   */
  public static Comparison of(SweepDirectory first, SweepDirectory second, String metric) {
    Manifest a = Manifest.read(first);
    Manifest b = Manifest.read(second);
    String chosen = metric.isEmpty() ? a.design().select().metric() : metric;
    requireMetric(first, a.design(), chosen);
    requireMetric(second, b.design(), chosen);
    List<String> knobs = knobs(a, b);
    Map<List<String>, Runs> left = runs(first, a, knobs);
    Map<List<String>, Runs> right = runs(second, b, knobs);
    Comparison comparison =
        new Comparison(
            chosen,
            knobs,
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            manifests(a, b, first, second));
    comparison.match(left, right);
    return comparison;
  }

  private static void requireMetric(SweepDirectory sweep, Design design, String metric) {
    List<String> known = design.numbers().stream().map(Metric::name).toList();
    if (!known.contains(metric)) {
      throw new UserError(sweep.root() + ": " + Names.unknown("metric", metric, known));
    }
  }

  /** What varies in one of them and is known to both. */
  private static List<String> knobs(Manifest a, Manifest b) {
    Set<String> varying = new LinkedHashSet<>();
    for (Manifest each : List.of(a, b)) {
      each.design().grid().axes().stream()
          .filter(axis -> axis.values().size() != 1)
          .map(Axis::name)
          .forEach(varying::add);
    }
    for (Manifest each : List.of(a, b)) {
      varying.retainAll(Param.declarations(experiment(each).params()).keySet());
    }
    return List.copyOf(varying);
  }

  private static Experiment experiment(Manifest manifest) {
    return manifest.design().kind();
  }

  private static Map<List<String>, Runs> runs(
      SweepDirectory sweep, Manifest manifest, List<String> knobs) {
    Experiment experiment = experiment(manifest);
    Map<Values, List<String>> keys = new LinkedHashMap<>();
    Map<List<String>, Runs> runs = new LinkedHashMap<>();
    History history = Journal.read(sweep).history();
    Predicate<Cell> counts = Contenders.of(manifest.design(), experiment, history);
    for (CellResult result : history.results().values()) {
      if (!counts.test(result.cell())) {
        continue; // a step of a search on the way to others
      }
      List<String> key =
          keys.computeIfAbsent(result.cell().values(), values -> key(experiment, values, knobs));
      Runs same = runs.computeIfAbsent(key, k -> new Runs(new TreeSet<>(), new TreeMap<>()));
      same.configurations.add(result.cell().configId());
      same.bySeed.put(result.cell().seed(), result);
    }
    return runs;
  }

  private static List<String> key(Experiment experiment, Values values, List<String> knobs) {
    Map<String, String> effective = new LinkedHashMap<>();
    for (Param<?> param : Param.effective(experiment.params(), values)) {
      effective.put(param.name(), AxisText.of(param.of(values)));
    }
    return knobs.stream().map(knob -> effective.getOrDefault(knob, "")).toList();
  }

  private void match(Map<List<String>, Runs> left, Map<List<String>, Runs> right) {
    Set<List<String>> keys = new TreeSet<>(Comparison::order);
    keys.addAll(left.keySet());
    keys.addAll(right.keySet());
    for (List<String> key : keys) {
      Runs first = left.get(key);
      Runs second = right.get(key);
      if (first == null) {
        onlySecond.add(words(key));
      } else if (second == null) {
        onlyFirst.add(words(key));
      } else if (first.configurations.size() > 1 || second.configurations.size() > 1) {
        ambiguous.add(words(key));
      } else {
        pairs.add(pair(key, first, second));
      }
    }
  }

  /** Numbers by size, words by the alphabet. */
  private static int order(List<String> a, List<String> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = order(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int order(String a, String b) {
    try {
      return Double.compare(Double.parseDouble(a), Double.parseDouble(b));
    } catch (NumberFormatException e) {
      return a.compareTo(b);
    }
  }

  private String words(List<String> values) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < knobs.size(); i++) {
      if (!values.get(i).isEmpty()) {
        words.add(knobs.get(i) + "=" + values.get(i));
      }
    }
    return words.isEmpty() ? "the only configuration" : String.join(" ", words);
  }

  private Pair pair(List<String> key, Runs first, Runs second) {
    List<Double> differences = new ArrayList<>();
    List<String> states = new ArrayList<>();
    int same = 0;
    for (Map.Entry<Long, CellResult> run : first.bySeed.entrySet()) {
      CellResult other = second.bySeed.get(run.getKey());
      if (other == null) {
        continue;
      }
      State before = run.getValue().outcome().state();
      State now = other.outcome().state();
      if (before != now) {
        states.add("seed " + run.getKey() + ": " + before + " -> " + now);
      }
      double from = value(run.getValue());
      double to = value(other);
      if (Double.isFinite(from) && Double.isFinite(to)) {
        differences.add(to - from);
        same += Double.compare(from, to) == 0 ? 1 : 0;
      }
    }
    double[] paired = differences.stream().mapToDouble(each -> each).toArray();
    return new Pair(key, sample(first), sample(second), Sample.of(paired), same, states);
  }

  /** The metric of a run that finished, else NaN. */
  private double value(CellResult result) {
    Object value = result.outcome().measurements().scalars().get(metric);
    boolean finished = result.outcome().state() == State.FINISHED;
    return finished && value instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private Sample sample(Runs runs) {
    return Sample.of(runs.bySeed.values().stream().mapToDouble(this::value).toArray());
  }

  private static Builds builds(SweepDirectory sweep) {
    return Builds.of(
        Journal.read(sweep).history().results().values().stream().map(CellResult::origin).toList());
  }

  /** Means over two programs are named even where both sweeps have the same mixture. */
  private static void mixed(List<String> lines, String which, Builds builds) {
    if (builds.isMixed()) {
      lines.add("builds within " + which + ": " + builds.sentence());
    }
  }

  private static List<String> manifests(
      Manifest a, Manifest b, SweepDirectory first, SweepDirectory second) {
    List<String> lines = new ArrayList<>();
    differ(lines, "name", a.name(), b.name());
    lines.addAll(SpecDiff.between(a.spec(), b.spec()));
    differ(lines, "plan hash", a.planHash(), b.planHash());
    differ(lines, "experiment version", a.experimentVersion(), b.experimentVersion());
    differ(lines, "backend", a.backend(), b.backend());
    differ(lines, "data", a.dataDigests(), b.dataDigests());
    differ(lines, "", a.environment(), b.environment());
    Builds left = builds(first);
    Builds right = builds(second);
    differ(lines, "cells by", left.facts(), right.facts());
    mixed(lines, "A", left);
    mixed(lines, "B", right);
    return lines;
  }

  /** Maps by their entries, which both may nest. */
  private static void differ(List<String> lines, String what, Object a, Object b) {
    if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
      Set<Object> keys = new LinkedHashSet<>(left.keySet());
      keys.addAll(right.keySet());
      String head = what.isEmpty() ? "" : what + " ";
      keys.forEach(key -> differ(lines, head + key, left.get(key), right.get(key)));
    } else if (!Objects.equals(a, b)) {
      lines.add(what + ": " + shown(a) + " -> " + shown(b));
    }
  }

  private static String shown(Object value) {
    return value == null ? "(not given)" : value.toString();
  }
}
