package neurosweep.search;

import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.core.Problems;
import neurosweep.core.Values;

/** A way to choose which cells of a sweep are trained. To add one, see the package. */
public interface Search extends Member {

  /** All searches. */
  Catalog<Search> CATALOG = Catalog.of("search", Search.class);

  /** Whether it gives configurations up on the way, so that those at the end are its survivors. */
  default boolean givesUp() {
    return true;
  }

  /** Whether its stages are numbers of seeds; otherwise they are budgets. */
  default boolean bySeeds() {
    return false;
  }

  /** Whether its results are all configurations or a fair sample, not what it preferred. */
  default boolean isFair() {
    return false;
  }

  /**
   * Faults of a job that this search cannot do anything sensible with.
   *
   * @param settings the job's, of {@link #params}
   * @param where prefix of messages
   */
  default void check(Space space, Values settings, Problems problems, String where) {}

  /**
   * Begins; what it then asks for depends on the space, the settings, what it is told, and nothing
   * else.
   *
   * @param settings the job's, of {@link #params}
   * @param decisions what was decided in earlier runs, and where new decisions are kept
   */
  Course begin(Space space, Values settings, Decisions decisions);
}
