package neurosweep.circuit.design;

import java.util.Arrays;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.synapse.DenseSynapses;
import neurosweep.circuit.synapse.DiagonalSynapses;
import neurosweep.circuit.synapse.Matrices;
import neurosweep.circuit.synapse.Spectrum;
import neurosweep.circuit.synapse.Weights;

/**
 * Excitatory units that reconstruct an input as H r_E under Dale's law (section 4 of the method,
 * figure 2 of the paper): minimise 1/2 |x - H r_E|^2 over r_E >= 0. With F = max(H, 0), G = max(-H,
 * 0): W_EE = 2 (F'G + G'F) - beta I; W_IE = |H|; W_EI = |H|'; W_II = I; feed-forward H'.
 *
 * @param h the read-out H (m x NE)
 * @param beta reset of excitatory units, twice their threshold
 */
public record ReconstructionDesign(double[][] h, double beta) {

  /**
   * For constant rates (figure 2a): H is the pseudo-inverse of U, divided by NE and by the standard
   * deviation (n - 1) of its elements.
   *
   * @param u NE x m, magnitudes of normal numbers
   */
  public static ReconstructionDesign constantRate(double[][] u, double beta) {
    double[][] h = Spectrum.pseudoInverse(u);
    double[] all = Arrays.stream(h).flatMapToDouble(Arrays::stream).toArray();
    double mean = Arrays.stream(all).average().orElseThrow();
    double squares = Arrays.stream(all).map(value -> (value - mean) * (value - mean)).sum();
    Matrices.scale(h, 1 / (u.length * Math.sqrt(squares / (all.length - 1))));
    return new ReconstructionDesign(h, beta);
  }

  /**
   * For signals that vary (figure 2b): H is the pseudo-inverse of 3 U.
   *
   * @param u NE x m, uniform on (0, 1)
   */
  public static ReconstructionDesign timeVarying(double[][] u, double beta) {
    double[][] h = Spectrum.pseudoInverse(u);
    Matrices.scale(h, 1.0 / 3);
    return new ReconstructionDesign(h, beta);
  }

  /** Weights and input H'. */
  public Circuit circuit() {
    double[][] magnitude = Matrices.magnitude(h);
    Weights weights =
        new Weights(
            DenseSynapses.of(Matrices.crossed(h, 2, beta)),
            DenseSynapses.of(Spectrum.transposed(magnitude)),
            DenseSynapses.of(magnitude),
            DiagonalSynapses.scaledIdentity(h.length, 1));
    return new Circuit(weights, DenseSynapses.of(Spectrum.transposed(h)));
  }

  /**
   * |H'H + W_EE + beta I - W_EI W_II^-1 W_IE|, largest element: zero but for rounding, or the
   * circuit would not minimise the error.
   */
  public double identityError() {
    double[][] own = Spectrum.productOfTransposed(h, h);
    double[][] effective = circuit().weights().effective().dense();
    double worst = 0;
    for (int i = 0; i < own.length; i++) {
      for (int j = 0; j < own.length; j++) {
        double sum = own[i][j] + effective[i][j] + (i == j ? beta : 0);
        worst = Math.max(worst, Math.abs(sum));
      }
    }
    return worst;
  }
}
