package neurosweep.spec;

import java.util.List;
import java.util.Optional;
import neurosweep.core.Values;

/**
 * A combination of what a job lists. Where it leaves axes to be drawn, a point decides them.
 *
 * <p>A combination knows the job's knobs; it is for the thread that plans.
 */
public interface Combination {

  /** The axes that are drawn, in the order of the job. */
  List<Distribution> axes();

  /**
   * The configuration at a point; nothing where the job excludes it.
   *
   * @param point a share of each distribution, from 0 to below 1
   */
  Optional<Values> at(double... point);

  /** One that leaves nothing open. */
  static Combination of(Values values) {
    return new Combination() {
      @Override
      public List<Distribution> axes() {
        return List.of();
      }

      @Override
      public Optional<Values> at(double... point) {
        return Optional.of(values);
      }
    };
  }
}
