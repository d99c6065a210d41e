package neurosweep.circuit.design;

import java.util.Arrays;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.synapse.DenseSynapses;
import neurosweep.circuit.synapse.DiagonalSynapses;
import neurosweep.circuit.synapse.Matrices;
import neurosweep.circuit.synapse.Spectrum;
import neurosweep.circuit.synapse.Weights;

/**
 * A circuit that reconstructs image patches with fewer inhibitory units than pixels (section 4.3 of
 * the method, figure 2c of the paper). H = [A, -A]; of H'H the leading NI eigenvectors v_k, scaled
 * by sqrt(lambda_k NI), have positive parts V_p and negative parts V_m <= 0: W_EI = (V_p - V_m) /
 * NI; W_IE = W_EI'; W_II = I / NI; W_EE = -2 (V_p V_m' + V_m V_p') / NI - (beta / NI) I; input H'.
 */
public final class ImageDesign {
  private final double[][] h;
  private final double[] eigenvalues;
  private final Circuit circuit;

  /**
   * Designs the weights.
   *
   * @param dictionary A (pixels x basis functions)
   * @param inhibitory NI, at most the number of pixels
   * @param beta such as 0.05
   */
  public ImageDesign(double[][] dictionary, int inhibitory, double beta) {
    int pixels = dictionary.length;
    int basis = dictionary[0].length;
    if (inhibitory < 1 || inhibitory > pixels) {
      throw new IllegalArgumentException(
          "there are " + inhibitory + " inhibitory units, must be from 1 to " + pixels);
    }
    h = new double[pixels][2 * basis];
    for (int p = 0; p < pixels; p++) {
      for (int k = 0; k < basis; k++) {
        h[p][k] = dictionary[p][k];
        h[p][basis + k] = -dictionary[p][k];
      }
    }
    double[][] transposed = Spectrum.transposed(h);
    // H'H and HH' share their eigenvalues other than 0, and sqrt(lambda) v = H'u
    Spectrum.Eigen eigen = Spectrum.descending(Spectrum.product(h, transposed));
    eigenvalues = eigen.values();
    double[][] v = Spectrum.product(Arrays.copyOf(eigen.vectors(), inhibitory), h);
    Matrices.scale(v, Math.sqrt(inhibitory));
    double[][] ee = Matrices.crossed(v, 2.0 / inhibitory, beta / inhibitory);
    double[][] ie = Matrices.magnitude(v);
    Matrices.scale(ie, 1.0 / inhibitory);
    Weights weights =
        new Weights(
            DenseSynapses.of(ee),
            DenseSynapses.of(Spectrum.transposed(ie)),
            DenseSynapses.of(ie),
            DiagonalSynapses.scaledIdentity(inhibitory, 1.0 / inhibitory));
    circuit = new Circuit(weights, DenseSynapses.of(transposed));
  }

  /** The read-out H (pixels x NE). */
  public double[][] readout() {
    return h;
  }

  /** Eigenvalues of HH', descending. */
  public double[] eigenvalues() {
    return eigenvalues.clone();
  }

  /** Share of the variance that the inhibitory units span. */
  public double variance() {
    int inhibitory = circuit.inhibitory();
    return Arrays.stream(eigenvalues, 0, inhibitory).sum() / Arrays.stream(eigenvalues).sum();
  }

  /** Weights and input. */
  public Circuit circuit() {
    return circuit;
  }
}
