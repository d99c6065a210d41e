package neurosweep.circuit.simulation;

/**
 * Interspike intervals of one population, unit by unit. Spikes of the first step are dropped (they
 * come from initial voltages), and a unit counts only with more than ten intervals.
 */
public final class IntervalStatistics {

  /** A unit with so many intervals or fewer has no statistics. */
  public static final int TOO_FEW = 10;

  private final long[] last;
  private final long[] intervals;
  private final long[] sums;
  private final double[] squares;

  /** Without spikes. */
  public IntervalStatistics(int units) {
    last = new long[units];
    intervals = new long[units];
    sums = new long[units];
    squares = new double[units];
  }

  /** Observes the excitatory units of a simulation. */
  public Observer ofExcitatory() {
    return new Observer() {
      @Override
      public void after(Simulation now) {
        add(now.steps() - 1, now.firedE(), now.countE());
      }
    };
  }

  /** Observes the inhibitory units of a simulation. */
  public Observer ofInhibitory() {
    return new Observer() {
      @Override
      public void after(Simulation now) {
        add(now.steps() - 1, now.firedI(), now.countI());
      }
    };
  }

  /** The spikes of one step, counted from 0; steps ascend. */
  public void add(long step, int[] fired, int count) {
    if (step == 0) {
      return;
    }
    for (int k = 0; k < count; k++) {
      int unit = fired[k];
      if (last[unit] > 0) {
        long interval = step - last[unit];
        intervals[unit]++;
        sums[unit] += interval;
        squares[unit] += (double) interval * interval;
      }
      last[unit] = step;
    }
  }

  /** Number of units. */
  public int units() {
    return last.length;
  }

  /** Intervals of a unit. */
  public long intervals(int unit) {
    return intervals[unit];
  }

  /** Mean interval of a unit, steps; NaN without one. */
  public double mean(int unit) {
    return (double) sums[unit] / intervals[unit];
  }

  /** Standard deviation (n - 1) of the intervals of a unit, steps; NaN with fewer than two. */
  public double deviation(int unit) {
    double mean = mean(unit);
    double variance = (squares[unit] - mean * sums[unit]) / (intervals[unit] - 1);
    return intervals[unit] < 2 ? Double.NaN : Math.sqrt(Math.max(0, variance));
  }

  /** Whether a unit has enough intervals. */
  public boolean counts(int unit) {
    return intervals[unit] > TOO_FEW;
  }

  /** Coefficient of variation of a unit: 1 for a Poisson process, 0 for a clock. */
  public double variation(int unit) {
    return deviation(unit) / mean(unit);
  }

  /** Mean coefficient of variation over the units of some populations that count; else NaN. */
  public static double meanVariation(IntervalStatistics... populations) {
    double sum = 0;
    int counted = 0;
    for (IntervalStatistics population : populations) {
      for (int unit = 0; unit < population.units(); unit++) {
        if (population.counts(unit)) {
          sum += population.variation(unit);
          counted++;
        }
      }
    }
    return sum / counted;
  }
}
