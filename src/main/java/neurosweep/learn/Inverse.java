package neurosweep.learn;

import java.util.List;
import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * What rules that send targets down take for the inverse of a layer: the stateless description. To
 * add one, see the package.
 */
public interface Inverse extends Member {

  /** Whether what an imperfect inverse loses is taken off the targets. */
  Param<String> CORRECTION =
      Param.choice(
          "correction",
          List.of("difference", "none"),
          "difference takes off the targets what the inverse does not reconstruct");

  /** All inverses; after the knob above, which members read as they are loaded. */
  Catalog<Inverse> CATALOG = Catalog.of("inverse", Inverse.class);

  /** The choice of one. */
  Param<String> KNOB = Param.member("inverse", CATALOG, "exact", "what stands for W^-1 of a layer");

  /** The one that is chosen. */
  static Inverse of(Values values) {
    return CATALOG.get(KNOB.of(values));
  }

  /**
   * The inverses of one net.
   *
   * @param values the cell's knobs
   * @param streams for what is drawn
   */
  <M extends ReshapeMatrix> Inverses<M> start(Network<M> network, Values values, Streams streams);

  /** Reports why it does not fit a net. */
  void check(String rule, Layout layout, Problems problems, String where);

  /** As {@link LearningRule#flops}. */
  double flops(Layout layout, int batch);

  /** As {@link LearningRule#kept}. */
  default double kept(Layout layout) {
    return 0;
  }

  /** Refuses layers whose weights have no inverse. */
  static void requireSquare(String rule, Layout layout, Problems problems, String where) {
    for (int layer = 1; layer <= layout.layers(); layer++) {
      int units = layout.widths()[layer];
      int reads = layout.reads()[layer];
      if (units != reads) {
        problems.add(
            where,
            rule
                + " inverts weights, but those of layer "
                + layer
                + " are "
                + units
                + " x "
                + reads
                + "; use a square or tower net, inverse: learned, or a rule such as bp or ndi");
        return;
      }
    }
  }

  /** Floating-point operations of one factorization and the solves of that many rows. */
  static double flops(int units, double rows) {
    double n = units;
    return 2.0 / 3 * n * n * n + 2 * n * n * rows;
  }
}
