package neurosweep.circuit.solver;

import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.synapse.Weights;

/**
 * The objective that excitation minimises and inhibition maximises (equation 3 of the paper): S =
 * -1/2 r_E'W_EE r_E + r_E'W_EI r_I - 1/2 r_I'W_II r_I - h'r_E + theta_E 1'r_E - theta_I 1'r_I, with
 * h = F x~.
 */
public final class Objective {
  private final Circuit circuit;
  private final double[] h;
  private final double[] selfE;
  private final double[] selfI;

  /** With a given drive h = F x~ (NE). */
  public Objective(Circuit circuit, double[] h) {
    this.circuit = circuit;
    this.h = h.clone();
    this.selfE = circuit.weights().ee().diagonal();
    this.selfI = circuit.weights().ii().diagonal();
  }

  /** V_E = W_EE r_E - W_EI r_I + h, which is theta_E - dS/dr_E. */
  public double[] voltageE(double[] rE, double[] rI) {
    double[] v = h.clone();
    circuit.weights().ee().addProduct(rE, 1, v);
    circuit.weights().ei().addProduct(rI, -1, v);
    return v;
  }

  /** V_I = W_IE r_E - W_II r_I, which is theta_I + dS/dr_I. */
  public double[] voltageI(double[] rE, double[] rI) {
    double[] v = new double[rI.length];
    circuit.weights().ie().addProduct(rE, 1, v);
    circuit.weights().ii().addProduct(rI, -1, v);
    return v;
  }

  /** S. */
  public double value(double[] rE, double[] rI) {
    double[] recurrent = new double[rE.length];
    circuit.weights().ee().addProduct(rE, 0.5, recurrent);
    circuit.weights().ei().addProduct(rI, -1, recurrent);
    double[] self = new double[rI.length];
    circuit.weights().ii().addProduct(rI, 0.5, self);
    double s = 0;
    for (int i = 0; i < rE.length; i++) {
      s += rE[i] * (circuit.thetaE() - recurrent[i] - h[i]);
    }
    for (int j = 0; j < rI.length; j++) {
      s -= rI[j] * (circuit.thetaI() + self[j]);
    }
    return s;
  }

  /** By how much one more spike of each E unit changes S; it fires if this is negative. */
  public double[] changeByE(double[] rE, double[] rI) {
    double[] change = voltageE(rE, rI);
    for (int i = 0; i < change.length; i++) {
      change[i] = circuit.thetaE() - change[i] - 0.5 * selfE[i];
    }
    return change;
  }

  /** By how much one more spike of each I unit changes S; it fires if this is positive. */
  public double[] changeByI(double[] rE, double[] rI) {
    double[] change = voltageI(rE, rI);
    for (int j = 0; j < change.length; j++) {
      change[j] = change[j] - circuit.thetaI() - 0.5 * selfI[j];
    }
    return change;
  }

  /** The conditions of a saddle point at given activities. */
  public KktResiduals residuals(double[] rE, double[] rI) {
    double[] z = joined(rE, rI);
    double[] excess = joined(voltageE(rE, rI), voltageI(rE, rI));
    for (int i = 0; i < excess.length; i++) {
      excess[i] -= i < rE.length ? circuit.thetaE() : circuit.thetaI();
    }
    return KktResiduals.of(z, excess);
  }

  /** The linear complementarity problem whose solution is the saddle point; see there. */
  public ComplementarityProblem problem() {
    int nE = circuit.excitatory();
    int nI = circuit.inhibitory();
    Weights weights = circuit.weights();
    double[][] m = new double[nE + nI][nE + nI];
    double[] q = new double[nE + nI];
    for (int i = 0; i < nE; i++) {
      for (int j = 0; j < nE; j++) {
        m[i][j] = -weights.ee().get(i, j);
      }
      for (int j = 0; j < nI; j++) {
        m[i][nE + j] = weights.ei().get(i, j);
      }
      q[i] = circuit.thetaE() - h[i];
    }
    for (int i = 0; i < nI; i++) {
      for (int j = 0; j < nE; j++) {
        m[nE + i][j] = -weights.ie().get(i, j);
      }
      for (int j = 0; j < nI; j++) {
        m[nE + i][nE + j] = weights.ii().get(i, j);
      }
      q[nE + i] = circuit.thetaI();
    }
    return new ComplementarityProblem(m, q);
  }

  private static double[] joined(double[] first, double[] second) {
    double[] both = new double[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
