package neurosweep.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import neurosweep.core.Metric;
import neurosweep.core.Origin;
import neurosweep.core.Outcome.State;
import neurosweep.result.Axis;
import neurosweep.result.Design;

/**
 * The runs of one configuration over its seeds, and what they amount to. Holds scalars only, so a
 * sweep's memory grows with its cells but not with their learning curves.
 */
public final class Replicates {

  /**
   * One run.
   *
   * @param state how it ended
   * @param numbers the design's numeric metrics in order, NaN where not measured
   * @param flags the design's flags in order, false where not measured
   * @param trace where it comes from
   */
  public record Run(State state, double[] numbers, boolean[] flags, Trace trace) {}

  /**
   * Where a run comes from.
   *
   * @param cellId key of its cell
   * @param cause why it did not finish, or null
   * @param seconds what it took
   * @param cpuSeconds as {@code seconds}, time of a processor, or NaN
   * @param predictedSeconds as {@code cpuSeconds}, by the plan
   * @param host where it ran
   * @param origin what computed it
   */
  public record Trace(
      String cellId,
      String cause,
      double seconds,
      double cpuSeconds,
      double predictedSeconds,
      String host,
      Origin origin) {

    /** Seconds of a processor, of an older sweep those of the clock. */
    public double processorSeconds() {
      return Double.isNaN(cpuSeconds) ? seconds : cpuSeconds;
    }
  }

  private final Design design;
  private final String configId;
  private final List<Object> values;
  private final SortedMap<Long, Run> runs = new TreeMap<>();

  /**
   * A configuration without runs.
   *
   * @param values its values on the design's axes in order, null where an axis does not apply
   */
  Replicates(Design design, String configId, List<Object> values) {
    this.design = design;
    this.configId = configId;
    this.values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  void add(long seed, Run run) {
    runs.put(seed, run);
  }

  /** The configuration's key. */
  public String configId() {
    return configId;
  }

  /** Its values on the design's axes in order, null where an axis does not apply. */
  public List<Object> values() {
    return values;
  }

  /** Its value on an axis of the design, null where the axis does not apply. */
  public Object value(Axis axis) {
    return values.get(design.grid().axes().indexOf(axis));
  }

  /** Its runs by seed. */
  public SortedMap<Long, Run> runs() {
    return Collections.unmodifiableSortedMap(runs);
  }

  /** Runs in any state. */
  public int n() {
    return runs.size();
  }

  /** Runs in one state. */
  public int n(State state) {
    return (int) runs.values().stream().filter(run -> run.state() == state).count();
  }

  /** Runs with a result: finished or diverged. */
  public int results() {
    return (int) runs.values().stream().filter(run -> run.state().isResult()).count();
  }

  /** Finished runs that were stable; where no such flag is measured, all finished runs. */
  public int stable() {
    int flag = index(design.flags(), design.stable().orElse(""));
    return (int)
        runs.values().stream()
            .filter(run -> run.state() == State.FINISHED)
            .filter(run -> flag < 0 || run.flags()[flag])
            .count();
  }

  /**
   * The seeds of every fault: of runs that did not finish, lack the selection's metric, or, if
   * wanted, have a flag that no stable run has.
   */
  Map<String, List<Long>> faults(boolean withFlags) {
    Map<String, List<Long>> faults = new TreeMap<>();
    for (long seed : design.grid().seeds()) {
      Run run = runs.get(seed);
      if (run == null) {
        add(faults, "missing", seed);
      } else if (run.state() != State.FINISHED) {
        add(faults, run.state().words(), seed);
      } else {
        int metric = index(design.numbers(), design.select().metric());
        if (!Double.isFinite(run.numbers()[metric])) {
          add(faults, "not measured", seed);
        }
        for (int i = 0; withFlags && i < run.flags().length; i++) {
          Metric<?> flag = design.flags().get(i);
          if (run.flags()[i] && flag.meaning().summary().role() == Metric.Role.FLAW) {
            add(faults, flag.label(), seed);
          }
        }
      }
    }
    return faults;
  }

  private static void add(Map<String, List<Long>> faults, String fault, long seed) {
    faults.computeIfAbsent(fault, key -> new ArrayList<>()).add(seed);
  }

  /** Finished or diverged runs with a flag set. */
  public int count(String flag) {
    int index = index(design.flags(), flag);
    return (int)
        runs.values().stream().filter(run -> run.state().isResult() && run.flags()[index]).count();
  }

  /** Whether the run of a seed has a result and a flag set. */
  boolean flag(String flag, long seed) {
    Run run = runs.get(seed);
    return run != null && run.state().isResult() && run.flags()[index(design.flags(), flag)];
  }

  /** A metric over the finished runs, as it is shown; the others do not enter it. */
  public Sample sample(String metric) {
    return Sample.of(design.isShare(metric), finished(metric));
  }

  /** As {@link #sample}, with the interval as it is computed, wherever it ends. */
  Sample computed(String metric) {
    return Sample.of(finished(metric));
  }

  private double[] finished(String metric) {
    int index = index(design.numbers(), metric);
    return runs.values().stream()
        .filter(run -> run.state() == State.FINISHED)
        .mapToDouble(run -> run.numbers()[index])
        .toArray();
  }

  /**
   * A metric of each seed in their order; empty unless every one of them finished with a finite
   * value, so that seeds can be paired.
   */
  public Optional<double[]> paired(String metric, List<Long> seeds) {
    int index = index(design.numbers(), metric);
    double[] values = new double[seeds.size()];
    for (int i = 0; i < values.length; i++) {
      Run run = runs.get(seeds.get(i));
      if (run == null || run.state() != State.FINISHED || !Double.isFinite(run.numbers()[index])) {
        return Optional.empty();
      }
      values[i] = run.numbers()[index];
    }
    return Optional.of(values);
  }

  /** The selection's metric over the finished runs. */
  public Sample selected() {
    return sample(design.select().metric());
  }

  /**
   * The mean of the selection's metric with diverged runs counted at chance, and finished ones that
   * have no finite value too. Runs without a result do not enter it.
   *
   * @return NaN if the design has no chance level, if none was measured where one is needed, or
   *     without results
   */
  public double intentionToTreat() {
    if (design.chance().isEmpty()) {
      return Double.NaN;
    }
    int metric = index(design.numbers(), design.select().metric());
    int chance = index(design.numbers(), design.chance().get());
    // A run that diverges early may not know its chance level; the data set's is the same for all.
    double common =
        Sample.of(runs.values().stream().mapToDouble(run -> run.numbers()[chance]).toArray())
            .mean();
    double sum = 0;
    for (Run run : runs.values()) {
      if (run.state().isResult()) {
        double value = run.numbers()[metric];
        boolean counts = run.state() == State.FINISHED && Double.isFinite(value);
        double level = Double.isFinite(run.numbers()[chance]) ? run.numbers()[chance] : common;
        sum += counts ? value : level;
      }
    }
    return sum / results();
  }

  private static int index(List<Metric<?>> columns, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
