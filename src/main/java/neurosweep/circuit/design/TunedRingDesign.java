package neurosweep.circuit.design;

import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.synapse.DenseSynapses;
import neurosweep.circuit.synapse.DiagonalSynapses;
import neurosweep.circuit.synapse.Matrices;
import neurosweep.circuit.synapse.Spectrum;
import neurosweep.circuit.synapse.Weights;

/**
 * The ring of {@link RingDesign} with inhibition that is tuned to the ring: another split of the
 * same effective weight W_EE - W_EI W_II^-1 W_IE = K - I, K(a, b) = [w0 + w1 cos(phi_a - phi_b) +
 * w1 gamma sin(phi_a - phi_b)] / NE, of which the paper says (section 5) that there are many.
 *
 * <p>Inhibitory unit j sits at psi_j = 2 pi j / NI, excitatory unit a at phi_a = 2 pi a / NE, for
 * any NI and NE. W_EI(a, j) = s k(phi_a - psi_j) with k(d) = cosh((pi - |d|) / l), |d| at most pi:
 * weights that fall off by e over a distance l, both ways round the ring. W_IE = W_EI', W_II = c I.
 * What inhibition returns is P = W_EI W_II^-1 W_IE = (s^2 / c) sum over j of k(phi_a - psi_j)
 * k(phi_b - psi_j), and W_EE = K - I + P makes the effective weight K - I whatever s and k are.
 *
 * <p>Signs: k is at least 1, so W_EI, W_IE and W_II are positive. s is such that the smallest P(a,
 * b) is (w0 + w1) / NE, which uniform inhibition returns to all. W_EE is then nowhere less than
 * there, and Dale's law holds wherever it does there: w1 sqrt(1 + gamma^2) at most 2 w0 + w1. As 1
 * &lt;= k &lt;= cosh(pi / l), P(a, a) is at most (w0 + w1) cosh^2(pi / l) / NE, so that the reset
 * W_EE(a, a) = (w0 + w1) / NE + P(a, a) - 1 is negative if NE is above {@link #leastExcitatory}.
 *
 * <p>Rank: with NI = NE, W_EI is circulant, and its eigenvalues are sums of Fourier coefficients of
 * k, which are in proportion to 1 / (1 + (m l)^2) and positive: W_EI has full rank. l = 2 pi / 3 is
 * about the shortest with which the published weights meet the Lyapunov condition lambda_max(W_EE)
 * &lt;= c: for many units lambda_max is w0 - 1 + (w0 + w1) times the mean of P over its smallest
 * value, 2.92 where uniform inhibition has 2.7 and c is 3.
 *
 * @param excitatory NE
 * @param inhibitory NI
 * @param profile the kernel
 * @param selfInhibition c, the diagonal of W_II
 */
public record TunedRingDesign(
    int excitatory, int inhibitory, RingDesign.Profile profile, double selfInhibition) {

  /** pi / l. */
  private static final double SHARPNESS = 1.5;

  /** Above so many excitatory units each of them has a reset. */
  public static double leastExcitatory(RingDesign.Profile profile) {
    double largest = Math.cosh(SHARPNESS) * Math.cosh(SHARPNESS);
    return (profile.w0() + profile.w1()) * (1 + largest);
  }

  /** k(phi_b - psi_j) at (j, b). */
  private double[][] tuning() {
    double[][] tuning = new double[inhibitory][excitatory];
    for (int j = 0; j < inhibitory; j++) {
      for (int b = 0; b < excitatory; b++) {
        double turns = (double) b / excitatory - (double) j / inhibitory;
        double distance = Math.abs(turns - Math.rint(turns));
        tuning[j][b] = Math.cosh(SHARPNESS * (1 - 2 * distance));
      }
    }
    return tuning;
  }

  private static double smallest(double[][] matrix) {
    double smallest = Double.POSITIVE_INFINITY;
    for (double[] row : matrix) {
      for (double value : row) {
        smallest = Math.min(smallest, value);
      }
    }
    return smallest;
  }

  /** Weights and input. */
  public Circuit circuit() {
    double[][] ie = tuning();
    double[][] ee = Spectrum.productOfTransposed(ie, ie);
    double returned = (profile.w0() + profile.w1()) / excitatory / smallest(ee);
    Matrices.scale(ee, returned);
    Matrices.scale(ie, Math.sqrt(selfInhibition * returned));
    for (int a = 0; a < excitatory; a++) {
      for (int b = 0; b < excitatory; b++) {
        double modulation = profile.modulation(2 * Math.PI * (a - b) / excitatory);
        ee[a][b] += (profile.w0() + profile.w1() * modulation) / excitatory - (a == b ? 1 : 0);
      }
    }
    Weights weights =
        new Weights(
            DenseSynapses.of(ee),
            DenseSynapses.of(Spectrum.transposed(ie)),
            DenseSynapses.of(ie),
            DiagonalSynapses.scaledIdentity(inhibitory, selfInhibition));
    return new Circuit(weights, DiagonalSynapses.scaledIdentity(excitatory, 1));
  }
}
