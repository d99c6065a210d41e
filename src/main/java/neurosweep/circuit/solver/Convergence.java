package neurosweep.circuit.solver;

import neurosweep.circuit.simulation.TimeConstants;
import neurosweep.circuit.synapse.Synapses;
import neurosweep.circuit.synapse.Weights;

/**
 * Conditions under which the smooth dynamics of a circuit converges, after Seung et al. (1998). For
 * asymmetric W_EE they are those of its symmetric part. They say nothing about synchronous spikes.
 *
 * @param lambdaMaxEE largest eigenvalue of W_EE
 * @param lambdaMinII smallest eigenvalue of W_II
 * @param lambdaMinSchur smallest eigenvalue of W_EI W_II^-1 W_IE - W_EE; NaN if W_II is singular
 */
public record Convergence(double lambdaMaxEE, double lambdaMinII, double lambdaMinSchur) {

  /** Of given weights. */
  public static Convergence of(Weights weights) {
    double[] excitation = weights.ee().symmetricEigenvalues();
    Synapses effective = weights.effective();
    double schur = Double.NaN;
    if (effective != null) {
      double[] values = effective.symmetricEigenvalues();
      schur = -values[values.length - 1];
    }
    return new Convergence(
        excitation[excitation.length - 1], weights.ii().symmetricEigenvalues()[0], schur);
  }

  /**
   * Whether kinetic energy plus a multiple of S never grows: lambda_max(W_EE) / tau_E <=
   * lambda_min(W_II) / tau_I.
   */
  public boolean lyapunov(TimeConstants time) {
    return lambdaMaxEE / time.tauE() <= lambdaMinII / time.tauI();
  }

  /**
   * Whether S is a minimum of excitation once inhibition has followed. Attractors fail it on
   * purpose in a few modes and are kept finite by rectification.
   */
  public boolean schur() {
    return lambdaMinSchur >= 0;
  }
}
