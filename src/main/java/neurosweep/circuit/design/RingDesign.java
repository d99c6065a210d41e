package neurosweep.circuit.design;

import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.synapse.CirculantSynapses;
import neurosweep.circuit.synapse.DiagonalSynapses;
import neurosweep.circuit.synapse.RankOneSynapses;
import neurosweep.circuit.synapse.Weights;

/**
 * A ring attractor (section 6 of the method, figure 4 of the paper): W_EE(a, b) = [(w0 + w1) + w0 +
 * w1 cos(phi_a - phi_b) + w1 gamma sin(phi_a - phi_b)] / NE - delta_ab with phi_i = 2 pi i / NE;
 * W_EI = W_IE' all sqrt(c (w0 + w1) / (NE NI)); W_II = c I; F = I. The effective weight is the
 * cosine kernel less I. gamma other than 0 makes the bump travel; W_EE is then not symmetric.
 * {@link TunedRingDesign} splits the same effective weight in another way.
 *
 * @param excitatory NE
 * @param inhibitory NI
 * @param profile the kernel
 * @param selfInhibition the diagonal of W_II
 * @param cancelled c under the root: that of W_II if uniform excitation is to cancel
 */
public record RingDesign(
    int excitatory, int inhibitory, Profile profile, double selfInhibition, double cancelled) {

  /**
   * The kernel of the ring.
   *
   * @param w0 uniform part
   * @param w1 modulation
   * @param gamma asymmetry
   */
  public record Profile(double w0, double w1, double gamma) {
    /** w0 = 0.5, w1 = 2.7. */
    public static Profile published(double gamma) {
      return new Profile(0.5, 2.7, gamma);
    }

    /** cos + gamma sin of phi_a - phi_b. */
    double modulation(double angle) {
      return Math.cos(angle) + gamma * Math.sin(angle);
    }
  }

  /** Self-inhibition 3, as published. */
  public RingDesign(int excitatory, int inhibitory, Profile profile) {
    this(excitatory, inhibitory, profile, 3, 3);
  }

  /** The kernel of W_EE: weights from unit 0. */
  private double[] kernel() {
    double uniform = profile.w0 + profile.w1 + profile.w0;
    double[] kernel = new double[excitatory];
    for (int d = 0; d < excitatory; d++) {
      double angle = 2 * Math.PI * d / excitatory;
      kernel[d] = (uniform + profile.w1 * profile.modulation(angle)) / excitatory;
      kernel[d] -= d == 0 ? 1 : 0;
    }
    return kernel;
  }

  /** Weights and input. */
  public Circuit circuit() {
    double loop = cancelled * (profile.w0 + profile.w1);
    double weight = Math.sqrt(loop / ((double) excitatory * inhibitory));
    Weights weights =
        new Weights(
            new CirculantSynapses(kernel()),
            RankOneSynapses.uniform(excitatory, inhibitory, weight),
            RankOneSynapses.uniform(inhibitory, excitatory, weight),
            DiagonalSynapses.scaledIdentity(inhibitory, selfInhibition));
    return new Circuit(weights, DiagonalSynapses.scaledIdentity(excitatory, 1));
  }
}
