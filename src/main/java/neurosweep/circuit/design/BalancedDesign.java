package neurosweep.circuit.design;

import neurosweep.circuit.synapse.Matrices;
import neurosweep.circuit.synapse.Spectrum;
import neurosweep.circuit.synapse.Weights;

/**
 * Random weights for which the objective has its saddle point (section 3 of the method, figure 1 of
 * the paper): W0 = R1'R1 / NE; W_EI = R2; alpha = 1 / (max |eig W0| + 1); W_II = alpha W_EI' W_EI;
 * W_EE = W0 - I without the diagonal of W0. W_EI W_II^-1 W_IE is then (lambda_max + 1) I.
 *
 * @param r1 NE x NE, uniform on (0, 1)
 * @param r2 NE x NI, uniform on (0, 1)
 */
public record BalancedDesign(double[][] r1, double[][] r2) {

  /** alpha. */
  public double alpha() {
    double[] values = Spectrum.symmetric(gram());
    return 1 / (Math.max(Math.abs(values[0]), Math.abs(values[values.length - 1])) + 1);
  }

  /** The four matrices. */
  public Weights weights() {
    double[][] ee = gram();
    for (int i = 0; i < ee.length; i++) {
      ee[i][i] = -1;
    }
    double[][] ii = Spectrum.productOfTransposed(r2, r2);
    Matrices.scale(ii, alpha());
    return Weights.dense(ee, r2, Spectrum.transposed(r2), ii);
  }

  private double[][] gram() {
    double[][] gram = Spectrum.productOfTransposed(r1, r1);
    Matrices.scale(gram, 1.0 / r1[0].length);
    return gram;
  }
}
