package neurosweep.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sweep computes: every configuration with every seed.
 *
 * @param axes the knobs whose value differs between configurations, in the order of the job, and
 *     their distinct values; a default that only some configurations keep is one of them
 * @param fixed the knobs that the job sets and that have one value wherever they apply
 * @param drawn how the knobs are drawn whose values are not listed: numbers among them have no
 *     values in {@code axes}
 * @param configurations the distinct configurations; where axes are drawn those at their ends
 * @param combinations of what is listed, each of which leaves the same axes open
 * @param sweepSeed the root of all random streams; also the knob {@code sweep_seed} in every
 *     configuration if it is not 0
 * @param seeds the seed axis
 */
public record Grid(
    Map<String, List<Object>> axes,
    Map<String, Object> fixed,
    Map<String, Distribution> drawn,
    Configurations configurations,
    List<Combination> combinations,
    long sweepSeed,
    List<Long> seeds) {

  /** Keeps copies in the order given. */
  public Grid {
    axes = Collections.unmodifiableMap(new LinkedHashMap<>(axes));
    drawn = Collections.unmodifiableMap(new LinkedHashMap<>(drawn));
    fixed = Collections.unmodifiableMap(new LinkedHashMap<>(fixed));
    seeds = List.copyOf(seeds);
  }

  /** Splits what was observed into what varies and what does not. */
  static Grid of(
      Map<String, List<Object>> observed,
      Map<String, Distribution> drawn,
      Configurations configurations,
      List<Combination> combinations,
      long sweepSeed,
      List<Long> seeds) {
    Map<String, List<Object>> axes = new LinkedHashMap<>();
    Map<String, Object> fixed = new LinkedHashMap<>();
    observed.forEach(
        (knob, values) -> {
          if (values.size() != 1) {
            axes.put(knob, Collections.unmodifiableList(new ArrayList<>(values)));
          } else if (!knob.equals(Knobs.SWEEP_SEED)) {
            fixed.put(knob, values.get(0));
          }
        });
    return new Grid(axes, fixed, drawn, configurations, combinations, sweepSeed, seeds);
  }
}
