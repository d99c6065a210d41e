package neurosweep.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trials of a branch, no configuration twice. */
final class Novelty {
  private final Branch branch;
  private final List<Long> seeds;
  private final Map<String, Trial> known = new HashMap<>();

  Novelty(Space space, Branch branch) {
    this.branch = branch;
    this.seeds = space.seeds();
  }

  /**
   * The trial of the configuration at a point, which may be an earlier one; nothing where there is
   * no configuration.
   */
  Optional<Trial> trial(double[] point) {
    return branch
        .at(point)
        .map(
            candidate ->
                known.computeIfAbsent(
                    candidate.cell(0).configId(), id -> new Trial(point, candidate, seeds)));
  }

  /** The same, but nothing where the trial is an earlier one. */
  Optional<Trial> fresh(double[] point) {
    int before = known.size();
    return trial(point).filter(trial -> known.size() > before);
  }

  /** How many trials there are. */
  int size() {
    return known.size();
  }
}
