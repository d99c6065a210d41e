package neurosweep.learn;

import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.core.Values;
import neurosweep.math.random.Rng;

/** Draws initial weights. To add one, see the package. */
public interface Initializer extends Member {

  /** All initializers. */
  Catalog<Initializer> CATALOG = Catalog.of("init", Initializer.class);

  /**
   * Weights in float64, whatever the cell's precision, so that precisions share them.
   *
   * @param rows units out
   * @param columns units in
   * @param rng the layer's stream
   * @param values the cell's knobs
   * @return {@code [rows][columns]}
   */
  double[][] draw(int rows, int columns, Rng rng, Values values);

  /** Square weights by the default knobs. */
  default double[][] draw(int units, Rng rng) {
    return draw(units, units, rng, Values.NONE);
  }
}
