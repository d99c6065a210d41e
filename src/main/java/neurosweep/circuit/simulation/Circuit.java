package neurosweep.circuit.simulation;

import neurosweep.circuit.synapse.Synapses;
import neurosweep.circuit.synapse.Weights;

/**
 * A balanced network of excitatory and inhibitory spiking units (Li and Pehlevan, NeurIPS 2020).
 * Activity r is a filtered spike count: a spike adds 1, and r / tau is a rate in Hz.
 *
 * @param weights among the units
 * @param input F (NE x m)
 * @param thetaE cost of excitatory activity, added to the threshold
 * @param thetaI the same of inhibitory activity
 */
public record Circuit(Weights weights, Synapses input, double thetaE, double thetaI) {

  /** Checks the shapes. */
  public Circuit {
    if (input.targets() != weights.excitatory()) {
      throw new IllegalArgumentException(
          "F has " + input.targets() + " rows, must have " + weights.excitatory());
    }
  }

  /** Without theta. */
  public Circuit(Weights weights, Synapses input) {
    this(weights, input, 0, 0);
  }

  /** NE. */
  public int excitatory() {
    return weights.excitatory();
  }

  /** NI. */
  public int inhibitory() {
    return weights.inhibitory();
  }

  /** Firing thresholds -W_EE,ii / 2 + theta_E: above them a spike lowers the objective. */
  public double[] thresholdE() {
    double[] threshold = weights.ee().diagonal();
    for (int i = 0; i < threshold.length; i++) {
      threshold[i] = -0.5 * threshold[i] + thetaE;
    }
    return threshold;
  }

  /** Firing thresholds W_II,jj / 2 + theta_I: above them a spike raises the objective. */
  public double[] thresholdI() {
    double[] threshold = weights.ii().diagonal();
    for (int j = 0; j < threshold.length; j++) {
      threshold[j] = 0.5 * threshold[j] + thetaI;
    }
    return threshold;
  }

  /** Excitation alone under the effective weights; see {@link Weights#folded}. */
  public Circuit folded() {
    return new Circuit(weights.folded(), input, thetaE, thetaI);
  }

  /** One inhibitory unit for all, where they are identical; see {@link Weights#merged}. */
  public Circuit merged() {
    return new Circuit(weights.merged(), input, thetaE, thetaI);
  }
}
