package neurosweep.learn;

import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;

/**
 * Which layers move their targets towards the one above by a small step only: the gamma_l of {@link
 * TargetStep}. Wherever gamma_l is 1 a layer takes the target itself. To add one, see the package.
 */
public interface Increment extends Member {

  /** How far a target lies from the forward value towards the target above. */
  Param<Double> GAMMA =
      Param.real("gamma", 1e-3, "incremental step from the forward output towards the target")
          .called("γ")
          .within(1e-12, 1);

  /** All increments; after the knob above, which members read as they are loaded. */
  Catalog<Increment> CATALOG = Catalog.of("increment", Increment.class);

  /** The choice of one. */
  Param<String> KNOB =
      Param.member("increment", CATALOG, "every-layer", "layers that step towards their targets");

  /** The one that is chosen. */
  static Increment of(Values values) {
    return CATALOG.get(KNOB.of(values));
  }

  /**
   * The step at one layer.
   *
   * @param layer l, from 2
   * @param layers L
   * @param power of f' that the rule multiplies steps by
   * @param values the cell's knobs
   */
  TargetStep step(int layer, int layers, int power, Values values);

  /** Reports why it does not fit the net or the rule. */
  default void check(Layout layout, int power, Values values, Problems problems, String where) {}
}
