package neurosweep.circuit.simulation;

import neurosweep.math.random.RandomSource;

/**
 * Independent spikes, in each step with probability rate dt per channel: a Poisson process as long
 * as that is small. Draws one number per channel and step, in order, whatever the rates.
 */
public final class BernoulliSpikes implements SpikeSource {
  private final double[] probabilities;
  private final RandomSource random;

  /**
   * Starts with given rates.
   *
   * @param ratesHz one per channel
   * @param dt step, s
   */
  public BernoulliSpikes(double[] ratesHz, double dt, RandomSource random) {
    this.probabilities = new double[ratesHz.length];
    this.random = random;
    for (int i = 0; i < ratesHz.length; i++) {
      probabilities[i] = ratesHz[i] * dt;
    }
  }

  @Override
  public int next(long step, int[] fired) {
    int count = 0;
    for (int i = 0; i < probabilities.length; i++) {
      if (random.nextDouble() < probabilities[i]) {
        fired[count++] = i;
      }
    }
    return count;
  }
}
