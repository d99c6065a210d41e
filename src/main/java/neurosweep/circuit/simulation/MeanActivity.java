package neurosweep.circuit.simulation;

import java.util.Arrays;

/** Means over time of r_E, r_I and x~, over the states after a given number of steps. */
public final class MeanActivity implements Observer {
  private final long from;
  private final double[] sumE;
  private final double[] sumI;
  private final double[] sumX;
  private long states;

  /**
   * Starts without states.
   *
   * @param from completed steps of the first state that counts; 0 is the initial state
   */
  public MeanActivity(Circuit circuit, long from) {
    this.from = from;
    sumE = new double[circuit.excitatory()];
    sumI = new double[circuit.inhibitory()];
    sumX = new double[circuit.input().sources()];
  }

  /** From which state the second half of a published run of T steps counts: round(2 + T/2) - 1. */
  public static long secondHalf(long steps) {
    return Math.round(2 + steps / 2.0) - 1;
  }

  @Override
  public void after(Simulation now) {
    if (now.steps() >= from) {
      add(now.activityE(), sumE);
      add(now.activityI(), sumI);
      add(now.filteredInput(), sumX);
      states++;
    }
  }

  private static void add(double[] values, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += values[i];
    }
  }

  private double[] mean(double[] sum) {
    return Arrays.stream(sum).map(value -> value / states).toArray();
  }

  /** Mean r_E, filtered counts; NaN without a state. */
  public double[] excitatory() {
    return mean(sumE);
  }

  /** Mean r_I, filtered counts. */
  public double[] inhibitory() {
    return mean(sumI);
  }

  /** Mean x~, filtered counts. */
  public double[] input() {
    return mean(sumX);
  }
}
