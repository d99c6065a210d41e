package neurosweep.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import neurosweep.core.Outcome.State;
import neurosweep.result.Design;

/** Sorts the cells of a group by the stages of the search. */
final class Stages {
  private final Design design;
  private final boolean byBudget;

  /**
   * Of a sweep.
   *
   * @param byBudget whether a stage is a budget; otherwise a seed more than the one before
   */
  Stages(Design design, boolean byBudget) {
    this.design = design;
    this.byBudget = byBudget;
  }

  List<Stage> of(List<Trial> trials) {
    NavigableMap<Long, List<Trial>> stages = cells(trials);
    List<Stage> all = new ArrayList<>();
    List<Trial> before = new ArrayList<>();
    for (Map.Entry<Long, List<Trial>> each : stages.entrySet()) {
      Set<String> later = new HashSet<>();
      stages.tailMap(each.getKey(), false).values().forEach(next -> later.addAll(keys(next)));
      boolean last = later.isEmpty();
      if (last) {
        later.addAll(keys(each.getValue().stream().filter(Trial::counts).toList()));
      }
      if (!byBudget) {
        before.addAll(each.getValue());
      }
      List<Trial> seen = byBudget ? each.getValue() : before;
      all.add(stage(each.getKey(), each.getValue(), seen, later));
    }
    return all;
  }

  /** The cells of each stage, the earliest first. */
  NavigableMap<Long, List<Trial>> cells(List<Trial> trials) {
    NavigableMap<Long, List<Trial>> stages = new TreeMap<>();
    for (Trial each : trials) {
      long at = byBudget ? each.budget() : design.grid().seeds().indexOf(each.seed()) + 1L;
      stages.computeIfAbsent(at, key -> new ArrayList<>()).add(each);
    }
    return stages;
  }

  static Set<String> keys(List<Trial> trials) {
    return trials.stream().map(Trial::candidate).collect(Collectors.toSet());
  }

  private Stage stage(long at, List<Trial> cells, List<Trial> seen, Set<String> later) {
    Set<String> entered = keys(cells);
    int diverged = 0;
    int failed = 0;
    for (Trial each : cells) {
      diverged += each.state() == State.DIVERGED ? 1 : 0;
      failed += each.state() == State.FAILED || each.state() == State.TIMED_OUT ? 1 : 0;
    }
    List<Trial> compared =
        seen.stream().filter(each -> entered.contains(each.candidate())).toList();
    return new Stage(
        at,
        entered.size(),
        cells.size(),
        diverged,
        failed,
        (int) entered.stream().filter(later::contains).count(),
        best(compared),
        cells.stream().mapToDouble(Trial::seconds).sum());
  }

  /** Of those that have as many seeds as any, and a value for each: others' means may flatter. */
  private double best(List<Trial> trials) {
    Map<String, List<Trial>> configurations = new LinkedHashMap<>();
    trials.forEach(
        each -> configurations.computeIfAbsent(each.candidate(), k -> new ArrayList<>()).add(each));
    int seeds = configurations.values().stream().mapToInt(List::size).max().orElse(0);
    double best = Double.NaN;
    for (List<Trial> each : configurations.values()) {
      if (each.size() == seeds && each.stream().allMatch(Trial::measured)) {
        double mean = each.stream().mapToDouble(Trial::value).average().orElse(Double.NaN);
        best = Double.isNaN(best) || design.select().goal().better(mean, best) ? mean : best;
      }
    }
    return best;
  }
}
