package neurosweep.learn;

import java.util.Optional;
import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * What a layer reads instead of the outputs below it: {@code z_{l-1} = y_{l-1} R_l^T}, with lateral
 * weights R_l (R_l x R_l) that learn from z alone to make its units uncorrelated. Works beside any
 * learning rule. To add one, see the package.
 */
public interface Decorrelation extends Member {

  /** How fast lateral weights learn. */
  Param<Double> RATE =
      Param.real("decorrelation_rate", 1e-4, "step size of the lateral weights").atLeast(0);

  /** All kinds; after the knob above, which members read as they are loaded. */
  Catalog<Decorrelation> CATALOG = Catalog.of("decorrelation", Decorrelation.class);

  /** The kind. */
  Param<String> KIND =
      Param.member("decorrelation", CATALOG, "none", "lateral weights between outputs and layers");

  /**
   * Lateral weights of one layer at work; nothing if the layer reads the outputs as they are.
   *
   * @param units that the layer reads
   */
  <M extends ReshapeMatrix> Optional<Decorrelator<M>> start(
      Kernels<M> kernels, int units, Values values);

  /** Reports that a rule cannot do with means that are subtracted, if they are. */
  static void refuseMeans(String rule, Values values, Problems problems, String where) {
    if (CorrelationDescent.demeans(values)) {
      problems.add(
          where,
          CorrelationDescent.DEMEAN.name()
              + " is true, but "
              + rule
              + " cannot subtract means; use false, or a rule such as bp");
    }
  }

  /** How many numbers one layer keeps, and saves. */
  default double kept(int units) {
    return (double) units * units + units;
  }

  /** Floating-point operations in a step of a layer of that many units that reads so many. */
  default double flops(int units, int reads, int batch) {
    return 4.0 * reads * reads * batch + 2.0 * reads * reads * reads + 2.0 * units * reads * reads;
  }
}
