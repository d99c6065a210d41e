package neurosweep.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import neurosweep.core.Problems;
import neurosweep.result.Axis;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.Manifest;

/**
 * Several sweeps beside a first one, configuration by configuration of the first.
 *
 * @param knobs that vary in the first sweep
 * @param others the first sweep with each of the others, in their order
 * @param rows the configurations of the first sweep that one of the others has, too
 */
public record Comparisons(List<String> knobs, List<Comparison> others, List<Row> rows) {

  /**
   * A configuration of the first sweep.
   *
   * @param values of the knobs, in their order
   * @param pairs with each of the others, nothing where that lacks it
   */
  public record Row(List<String> values, List<Optional<Comparison.Pair>> pairs) {}

  /**
   * Compares.
   *
   * @param metric a name, or an empty string for the first sweep's selection
   * @throws neurosweep.core.UserError if a sweep cannot be read, does not measure the metric or
   *     lacks a knob that varies in the first one
   */
  public static Comparisons of(SweepDirectory first, List<SweepDirectory> others, String metric) {
    List<Comparison> each =
        others.stream().map(other -> Comparison.of(first, other, metric)).toList();
    List<String> knobs =
        Manifest.read(first).design().grid().axes().stream()
            .filter(axis -> axis.values().size() != 1)
            .map(Axis::name)
            .toList();
    requireKnobs(knobs, first, others, each);
    Map<List<String>, List<Optional<Comparison.Pair>>> rows = new LinkedHashMap<>();
    for (int other = 0; other < each.size(); other++) {
      for (Comparison.Pair pair : each.get(other).pairs()) {
        rows.computeIfAbsent(values(each.get(other), knobs, pair), key -> nothing(each.size()))
            .set(other, Optional.of(pair));
      }
    }
    List<Row> all = new ArrayList<>();
    rows.forEach((values, pairs) -> all.add(new Row(values, pairs)));
    return new Comparisons(knobs, each, all);
  }

  /** Without one of them a row would stand for several configurations of the first sweep. */
  private static void requireKnobs(
      List<String> knobs,
      SweepDirectory first,
      List<SweepDirectory> others,
      List<Comparison> each) {
    Problems problems = new Problems();
    for (int i = 0; i < others.size(); i++) {
      List<String> missing = new ArrayList<>(knobs);
      missing.removeAll(each.get(i).knobs());
      if (!missing.isEmpty()) {
        problems.add(
            others.get(i).root().toString(),
            "has no "
                + String.join(", ", missing)
                + ", by which configurations of "
                + first.root()
                + " differ; compare these two alone");
      }
    }
    problems.throwIfAny();
  }

  private static List<String> values(
      Comparison comparison, List<String> knobs, Comparison.Pair pair) {
    return knobs.stream().map(knob -> pair.values().get(comparison.knobs().indexOf(knob))).toList();
  }

  private static List<Optional<Comparison.Pair>> nothing(int size) {
    List<Optional<Comparison.Pair>> pairs = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      pairs.add(Optional.empty());
    }
    return pairs;
  }
}
