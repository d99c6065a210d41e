package neurosweep.circuit.simulation;

import java.util.Arrays;
import neurosweep.circuit.synapse.Matrices;

/**
 * A running circuit: voltages, activities and who fired in the last step. A member implements one
 * order of operations; a step costs in proportion to units plus spikes times the units they reach.
 * Arrays are the state itself: to be read, and overwritten only before the first step.
 */
public abstract class Simulation {
  private final Circuit circuit;
  private final TimeConstants time;
  private final Drive drive;
  final double[] vE;
  final double[] vI;
  final double[] rE;
  final double[] rI;
  final double[] x;
  final double[] push;
  final double[] thresholdE;
  final double[] thresholdI;
  final int[] firedE;
  final int[] firedI;
  int countE;
  int countI;
  private long steps;

  Simulation(Circuit circuit, TimeConstants time, Drive drive) {
    this.circuit = circuit;
    this.time = time;
    this.drive = drive;
    thresholdE = circuit.thresholdE();
    thresholdI = circuit.thresholdI();
    vE = new double[circuit.excitatory()];
    vI = new double[circuit.inhibitory()];
    rE = new double[vE.length];
    rI = new double[vI.length];
    x = new double[circuit.input().sources()];
    push = new double[vE.length];
    firedE = new int[vE.length];
    firedI = new int[vI.length];
  }

  /** Runs a number of steps; observers see each. */
  public final void run(long count, Observer... observers) {
    for (long i = 0; i < count; i++) {
      for (Observer observer : observers) {
        observer.before(this);
      }
      step();
      steps++;
      for (Observer observer : observers) {
        observer.after(this);
      }
    }
  }

  /** One step, with {@link #steps} still the number of those before it. */
  abstract void step();

  /**
   * The currents of this simulation, kept up to date from now on.
   *
   * @throws IllegalStateException if they were not asked for before the first step
   */
  public abstract InputCurrents currents();

  /** Decays x~ and takes the drive of this step into {@code push} and x~. */
  final void receive(double keepX) {
    Matrices.scale(x, keepX);
    Arrays.fill(push, 0);
    drive.signal(steps, push, x);
  }

  final void addNoise() {
    drive.noise(steps, vE, vI);
  }

  /** Units above threshold, ascending. */
  public static int detect(double[] v, double[] threshold, int[] fired) {
    int count = 0;
    for (int i = 0; i < v.length; i++) {
      if (v[i] > threshold[i]) {
        fired[count++] = i;
      }
    }
    return count;
  }

  /** r = keep r + s. */
  public static void count(double[] r, double keep, int[] fired, int count) {
    Matrices.scale(r, keep);
    for (int k = 0; k < count; k++) {
      r[fired[k]] += 1;
    }
  }

  /** What runs. */
  public final Circuit circuit() {
    return circuit;
  }

  /** Step and time constants. */
  public final TimeConstants time() {
    return time;
  }

  /** Completed steps. */
  public final long steps() {
    return steps;
  }

  /** V_E. */
  public final double[] voltageE() {
    return vE;
  }

  /** V_I. */
  public final double[] voltageI() {
    return vI;
  }

  /** Voltages above which excitatory units fire; those of the greedy rule at first. */
  public final double[] thresholdE() {
    return thresholdE;
  }

  /** r_E, filtered counts. */
  public final double[] activityE() {
    return rE;
  }

  /** r_I, filtered counts. */
  public final double[] activityI() {
    return rI;
  }

  /** x~, filtered counts. */
  public final double[] filteredInput() {
    return x;
  }

  /** Excitatory units that fired in the last step, ascending; the first {@link #countE}. */
  public final int[] firedE() {
    return firedE;
  }

  /** Inhibitory units that fired in the last step, ascending; the first {@link #countI}. */
  public final int[] firedI() {
    return firedI;
  }

  /** How many excitatory units fired in the last step. */
  public final int countE() {
    return countE;
  }

  /** How many inhibitory units fired in the last step. */
  public final int countI() {
    return countI;
  }
}
