package neurosweep.learn;

import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.core.Values;

/** The layers of a net as the knobs describe them. To add one, see the package. */
public interface NetShape extends Member {

  /** All shapes. */
  Catalog<NetShape> CATALOG = Catalog.of("net", NetShape.class);

  /**
   * The layers, with the default activations.
   *
   * @param features width of the data
   * @param outputs classes or targets, which an invertible net may exceed
   * @throws neurosweep.core.UserError if the knobs do not fit the data
   */
  Layout layout(Values values, int features, int outputs);

  /**
   * How many outputs, the first ones, have a target that is not their own value: the classes,
   * unless the net's knobs say more.
   */
  default int targeted(Values values, Layout layout, int classes) {
    return classes;
  }
}
