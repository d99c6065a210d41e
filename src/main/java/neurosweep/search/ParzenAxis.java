package neurosweep.search;

import neurosweep.math.random.Rng;
import neurosweep.spec.Distribution;

/**
 * What trials say about one axis: an estimate of where the good ones lie and one of where all
 * others do.
 */
interface ParzenAxis {

  /** The estimates of an axis without any trials. */
  static ParzenAxis of(Distribution axis) {
    return axis.count() > 0 ? new ChoiceParzen(axis.count()) : new NumberParzen();
  }

  /** Adds a trial that is not good. */
  void addBad(double share);

  /** Takes one away again. */
  void removeBad(double share);

  /** Replaces the good ones; kept as it is. */
  void setGood(double[] shares);

  /** A draw from the estimate of the good ones. */
  double draw(Rng rng);

  /** How much likelier a share is among the good ones than among all others. */
  double ratio(double share);
}
