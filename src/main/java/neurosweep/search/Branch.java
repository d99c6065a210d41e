package neurosweep.search;

import java.util.List;
import java.util.Optional;
import neurosweep.spec.Distribution;

/**
 * A combination of what a job lists. Where it leaves axes to be drawn, each of its configurations
 * is a point of the unit cube over these; otherwise it is one configuration.
 */
public interface Branch {

  /** The axes that are drawn, in the order of the job. */
  List<Distribution> axes();

  /**
   * The configuration at a point; nothing where the job excludes it or the experiment refuses it.
   * Different points may have the same.
   *
   * @param point a share of each distribution, from 0 to below 1
   */
  Optional<Candidate> at(double... point);
}
