package neurosweep.circuit.simulation;

import neurosweep.circuit.synapse.Matrices;
import neurosweep.circuit.synapse.Weights;

/**
 * The parts of V, each a filtered sum of spikes: W_EE r_E, W_EI r_I, F x~ (NE) and W_IE r_E, W_II
 * r_I (NI), updated by the columns of the units that fired. Arrays are to be read only.
 */
public final class InputCurrents {
  private final Weights weights;
  private final TimeConstants time;
  private final double[] recurrent;
  private final double[] inhibition;
  private final double[] external;
  private final double[] drive;
  private final double[] selfInhibition;

  InputCurrents(Weights weights, TimeConstants time) {
    this.weights = weights;
    this.time = time;
    recurrent = new double[weights.excitatory()];
    inhibition = new double[recurrent.length];
    external = new double[recurrent.length];
    drive = new double[weights.inhibitory()];
    selfInhibition = new double[drive.length];
  }

  /** Decay and the spikes of one step, as r = keep r + s. */
  void advance(int[] firedE, int countE, int[] firedI, int countI) {
    Matrices.scale(recurrent, time.keepE());
    Matrices.scale(drive, time.keepE());
    weights.ee().addColumns(firedE, countE, 1, recurrent);
    weights.ie().addColumns(firedE, countE, 1, drive);
    Matrices.scale(inhibition, time.keepI());
    Matrices.scale(selfInhibition, time.keepI());
    weights.ei().addColumns(firedI, countI, 1, inhibition);
    weights.ii().addColumns(firedI, countI, 1, selfInhibition);
  }

  /** Decay and the drive of one step. */
  void receive(double[] push) {
    double keep = time.keepX();
    for (int i = 0; i < external.length; i++) {
      external[i] = keep * external[i] + push[i];
    }
  }

  /** V = E input - I input of every unit. */
  void sum(double[] vE, double[] vI) {
    for (int i = 0; i < vE.length; i++) {
      vE[i] = recurrent[i] + external[i] - inhibition[i];
    }
    for (int j = 0; j < vI.length; j++) {
      vI[j] = drive[j] - selfInhibition[j];
    }
  }

  /** W_EE r_E; with F x~ the excitatory current of E units, the reset included. */
  public double[] recurrentE() {
    return recurrent;
  }

  /** F x~. */
  public double[] externalE() {
    return external;
  }

  /** W_EI r_I, the inhibitory current of E units. */
  public double[] inhibitionE() {
    return inhibition;
  }

  /** W_IE r_E, the excitatory current of I units. */
  public double[] excitationI() {
    return drive;
  }

  /** W_II r_I, the inhibitory current of I units, their reset included. */
  public double[] inhibitionI() {
    return selfInhibition;
  }
}
