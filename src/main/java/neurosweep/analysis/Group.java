package neurosweep.analysis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import neurosweep.core.Outcome.State;
import neurosweep.core.Stable;
import neurosweep.result.Axis;
import neurosweep.result.Design;

/**
 * The configurations that differ only in the axes selected over, and the best of them.
 *
 * <p>Where the selection asks for finished runs, which is the default, a configuration with a
 * diverged, failed or missing seed is not eligible; where it asks for stable ones, none with a flag
 * is. Otherwise a configuration counts as complete when the selection's metric is finite for every
 * planned seed. Completeness goes before the mean: where seeds are missing or diverged, the
 * survivors' mean flatters, so a configuration with fewer seeds never beats one with more. Among
 * equals the better mean wins, and on a tie the first in the order of the axes.
 */
public final class Group {
  private final Design design;
  private final List<Object> values;
  private final List<Replicates> configurations;
  private final Replicates chosen;

  /**
   * Selects.
   *
   * @param values the group's values on the grouping axes, in order
   * @param configurations in the order of the axes
   */
  public Group(Design design, List<Object> values, List<Replicates> configurations) {
    this.design = design;
    this.values = Collections.unmodifiableList(values);
    this.configurations = List.copyOf(configurations);
    this.chosen = best();
  }

  private Replicates best() {
    Replicates best = null;
    for (Replicates candidate : configurations) {
      if (eligible(candidate) && (best == null || beats(candidate, best))) {
        best = candidate;
      }
    }
    return best;
  }

  private boolean eligible(Replicates candidate) {
    return candidate.selected().n() > 0
        && switch (design.select().stable()) {
          case FINISHED -> finished(candidate);
          case REQUIRED -> stable(candidate);
          case PREFERRED, IGNORED -> true;
        };
  }

  private boolean finished(Replicates candidate) {
    int finished = candidate.n(State.FINISHED);
    return finished >= design.grid().seeds().size()
        && finished == candidate.n()
        && candidate.selected().n() == finished;
  }

  private boolean stable(Replicates candidate) {
    int seeds = design.grid().seeds().size();
    return candidate.stable() >= seeds
        && candidate.stable() == candidate.n()
        && candidate.selected().n() >= seeds;
  }

  private boolean beats(Replicates candidate, Replicates best) {
    if (design.select().stable() == Stable.PREFERRED && stable(candidate) != stable(best)) {
      return stable(candidate);
    }
    Sample ours = candidate.selected();
    Sample theirs = best.selected();
    if (ours.n() != theirs.n()) {
      return ours.n() > theirs.n();
    }
    return design.select().goal().better(ours.mean(), theirs.mean());
  }

  /** The group's values on the grouping axes in order, null where an axis does not apply. */
  public List<Object> values() {
    return values;
  }

  /** The group's value on a grouping axis, null where the axis does not apply. */
  public Object value(Axis axis) {
    return values.get(design.grouping().indexOf(axis));
  }

  /** Its configurations in the order of the axes. */
  public List<Replicates> configurations() {
    return configurations;
  }

  /** The best configuration, if one is eligible. */
  public Optional<Replicates> chosen() {
    return Optional.ofNullable(chosen);
  }

  /** Runs of all its configurations in any state. */
  public int n() {
    return configurations.stream().mapToInt(Replicates::n).sum();
  }

  /** Runs of all its configurations in one state. */
  public int n(State state) {
    return configurations.stream().mapToInt(each -> each.n(state)).sum();
  }

  /** Runs of all its configurations with a result: finished or diverged. */
  public int results() {
    return configurations.stream().mapToInt(Replicates::results).sum();
  }

  /** Whether every planned seed of every configuration that has run at all has a result. */
  public boolean complete() {
    int seeds = design.grid().seeds().size();
    return configurations.stream().allMatch(each -> each.results() >= seeds);
  }

  /** What the selection came to. */
  public Verdict verdict() {
    if (!complete()) {
      return Verdict.PARTIAL;
    }
    if (chosen != null) {
      return Verdict.SELECTED;
    }
    if (n(State.DIVERGED) == n()) {
      return Verdict.ALL_DIVERGED;
    }
    boolean measured = configurations.stream().anyMatch(each -> each.selected().n() > 0);
    return !measured
        ? Verdict.NONE_MEASURED
        : design.select().stable() == Stable.REQUIRED ? Verdict.NONE_STABLE : Verdict.NONE_FINISHED;
  }

  /**
   * The configurations that are not eligible, and for each the seeds of every reason: how a run
   * ended, or the flags that it has.
   */
  public Map<Replicates, Map<String, List<Long>>> excluded() {
    Map<Replicates, Map<String, List<Long>>> excluded = new LinkedHashMap<>();
    boolean flags = design.select().stable() == Stable.REQUIRED;
    for (Replicates each : configurations) {
      if (!eligible(each)) {
        excluded.put(each, each.faults(flags));
      }
    }
    return excluded;
  }

  /**
   * A configuration with a better mean over its finished runs than the chosen one, or with any
   * where none was.
   *
   * @param configuration the best of them
   * @param faults for which it was not chosen, each with its seeds
   */
  public record PassedOver(Replicates configuration, Map<String, List<Long>> faults) {}

  /** What was not chosen although its mean is better: it was not eligible, or has fewer seeds. */
  public Optional<PassedOver> passedOver() {
    Replicates best = chosen;
    for (Replicates each : configurations) {
      double mean = each.selected().mean();
      boolean better =
          best == null
              ? !Double.isNaN(mean)
              : design.select().goal().better(mean, best.selected().mean());
      best = better ? each : best;
    }
    boolean flags =
        design.select().stable() == Stable.REQUIRED || design.select().stable() == Stable.PREFERRED;
    return best == chosen
        ? Optional.empty()
        : Optional.of(new PassedOver(best, best.faults(flags)));
  }

  /** What the selection came to, and where nothing is eligible, how often for which reason. */
  public String outcome() {
    Map<String, Integer> counts = new TreeMap<>();
    excluded()
        .values()
        .forEach(reasons -> reasons.keySet().forEach(each -> counts.merge(each, 1, Integer::sum)));
    Verdict verdict = verdict();
    boolean explained = verdict == Verdict.NONE_STABLE || verdict == Verdict.NONE_FINISHED;
    return !explained || counts.isEmpty()
        ? verdict.words()
        : verdict.words()
            + ": "
            + counts.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "))
            + " of "
            + configurations.size();
  }
}
