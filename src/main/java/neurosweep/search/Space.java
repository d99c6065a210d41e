package neurosweep.search;

import java.util.List;
import java.util.Optional;
import neurosweep.core.CellResult;

/** What a search chooses from, and by what. */
public interface Space {

  /** The combinations of what the job lists, in its order. */
  List<Branch> branches();

  /** Whether a combination leaves axes to be drawn. */
  default boolean isDrawn() {
    return branches().stream().anyMatch(branch -> !branch.axes().isEmpty());
  }

  /** The seeds with which a configuration is trained before it counts as a result. */
  List<Long> seeds();

  /** The root of all random streams. */
  long sweepSeed();

  /** The budget, where all configurations have the same one. */
  Optional<Budget> budget();

  /**
   * What the selection goes by, turned so that more is better; NaN where a cell has none, because
   * it diverged, failed, ran out of time or does not measure it.
   */
  double score(CellResult result);
}
