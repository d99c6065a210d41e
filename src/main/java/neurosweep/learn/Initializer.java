package neurosweep.learn;

import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.math.Rng;

/** Draws initial weights. To add one, see the package. */
public interface Initializer extends Member {

  /** All initializers. */
  Catalog<Initializer> CATALOG = Catalog.of("init", Initializer.class);

  /**
   * Square weights in float64, whatever the cell's precision, so that precisions share them.
   *
   * @param units n
   * @param rng the layer's stream
   * @return {@code [n][n]}
   */
  double[][] draw(int units, Rng rng);
}
