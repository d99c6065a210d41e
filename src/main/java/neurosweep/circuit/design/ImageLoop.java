package neurosweep.circuit.design;

import java.util.Arrays;
import neurosweep.circuit.simulation.Circuit;
import neurosweep.circuit.simulation.Simulation;
import neurosweep.circuit.simulation.TimeConstants;
import neurosweep.circuit.synapse.Matrices;
import neurosweep.circuit.synapse.Weights;

/**
 * The nested scheme of section 4.3 of the method, where inhibition is driven to its equilibrium in
 * every excitatory step: s = V_E > V_th; r_E = (1 - dt/tau_E) r_E + s; then from r_I = V_I = 0 a
 * number of inner steps s_I = V_I > V_th; r_I = (1 - dt/tau_I) r_I + s_I; V_I = W_IE r_E - W_II
 * r_I; and V_E = W_EE r_E - W_EI r_I + F r0. Keeps the running mean of r_E that the read-out uses.
 */
public final class ImageLoop {
  private final Weights weights;
  private final TimeConstants time;
  private final int innerSteps;
  private final double[] constant;
  private final double[] thresholdE;
  private final double[] thresholdI;
  private final double[] vE;
  private final double[] vI;
  private final double[] rE;
  private final double[] rI;
  private final double[] recurrent;
  private final double[] excitation;
  private final double[] inhibition;
  private final double[] meanE;
  private final int[] firedE;
  private final int[] firedI;
  private final int[] innerSpikes;
  private int countE;
  private long steps;

  /**
   * At rest.
   *
   * @param innerSteps steps of inhibition in each of excitation
   * @param r0 the signal (m)
   */
  public ImageLoop(Circuit circuit, TimeConstants time, int innerSteps, double[] r0) {
    this.weights = circuit.weights();
    this.time = time;
    this.innerSteps = innerSteps;
    thresholdE = circuit.thresholdE();
    thresholdI = circuit.thresholdI();
    vE = new double[circuit.excitatory()];
    vI = new double[circuit.inhibitory()];
    rE = new double[vE.length];
    rI = new double[vI.length];
    recurrent = new double[vE.length];
    excitation = new double[vI.length];
    inhibition = new double[vI.length];
    meanE = new double[vE.length];
    firedE = new int[vE.length];
    firedI = new int[vI.length];
    innerSpikes = new int[vI.length];
    constant = new double[vE.length];
    circuit.input().addProduct(r0, 1, constant);
  }

  /** One excitatory step with its inner loop. */
  public void step() {
    for (int i = 0; i < meanE.length; i++) {
      meanE[i] += (rE[i] - meanE[i]) / (steps + 1);
    }
    countE = Simulation.detect(vE, thresholdE, firedE);
    Simulation.count(rE, time.keepE(), firedE, countE);
    Matrices.scale(recurrent, time.keepE());
    Matrices.scale(excitation, time.keepE());
    weights.ee().addColumns(firedE, countE, 1, recurrent);
    weights.ie().addColumns(firedE, countE, 1, excitation);
    inhibit();
    for (int i = 0; i < vE.length; i++) {
      vE[i] = recurrent[i] + constant[i];
    }
    weights.ei().addProduct(rI, -1, vE);
    steps++;
  }

  private void inhibit() {
    double keep = time.keepI();
    Arrays.fill(rI, 0);
    Arrays.fill(vI, 0);
    Arrays.fill(inhibition, 0);
    Arrays.fill(innerSpikes, 0);
    for (int inner = 0; inner < innerSteps; inner++) {
      int count = Simulation.detect(vI, thresholdI, firedI);
      Simulation.count(rI, keep, firedI, count);
      Matrices.scale(inhibition, keep);
      weights.ii().addColumns(firedI, count, 1, inhibition);
      for (int k = 0; k < count; k++) {
        innerSpikes[firedI[k]]++;
      }
      for (int j = 0; j < vI.length; j++) {
        vI[j] = excitation[j] - inhibition[j];
      }
    }
  }

  /** Completed excitatory steps. */
  public long steps() {
    return steps;
  }

  /** V_E, to be read only. */
  public double[] voltageE() {
    return vE;
  }

  /** r_E, to be read only. */
  public double[] activityE() {
    return rE;
  }

  /** r_I at the end of the inner loop, to be read only. */
  public double[] activityI() {
    return rI;
  }

  /** Mean of r_E over the states before each step: r_E = 0 first, the newest left out. */
  public double[] meanActivityE() {
    return meanE;
  }

  /** Excitatory units that fired in the last step; the first {@link #countE}. */
  public int[] firedE() {
    return firedE;
  }

  /** How many excitatory units fired in the last step. */
  public int countE() {
    return countE;
  }

  /** Spikes of each inhibitory unit in the last inner loop. */
  public int[] innerSpikes() {
    return innerSpikes;
  }
}
