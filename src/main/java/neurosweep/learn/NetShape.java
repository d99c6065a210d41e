package neurosweep.learn;

import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.core.Values;

/** The widths of an invertible network's layers. To add one, see the package. */
public interface NetShape extends Member {

  /** All shapes. */
  Catalog<NetShape> CATALOG = Catalog.of("net", NetShape.class);

  /**
   * Units of the input (index 0) and of every layer, never growing; layer l reads the first
   * widths[l] units of layer l - 1, so that its weights are square.
   *
   * @param features width of the data
   * @throws neurosweep.core.UserError if the knobs do not fit the data
   */
  int[] widths(Values values, int features);
}
