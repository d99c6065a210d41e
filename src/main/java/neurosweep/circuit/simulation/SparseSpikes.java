package neurosweep.circuit.simulation;

import java.util.Arrays;
import neurosweep.math.random.RandomSource;

/**
 * Independent spikes with the law of {@link BernoulliSpikes} at a cost in proportion to the spikes:
 * candidates come at the largest rate, a geometric number of channel-steps apart, and are kept with
 * the ratio of their channel's rate to it. For generators whose order of draws is free.
 */
public final class SparseSpikes implements SpikeSource {
  private final double[] kept;
  private final double logQuiet;
  private final RandomSource random;
  private long gap;

  /**
   * Starts with given rates.
   *
   * @param ratesHz one per channel
   * @param dt step, s; the rates times it must stay below 1
   */
  public SparseSpikes(double[] ratesHz, double dt, RandomSource random) {
    double most = Arrays.stream(ratesHz).max().orElse(0);
    if (!(most * dt < 1)) {
      throw new IllegalArgumentException(
          "a rate of " + most + " Hz at steps of " + dt + " s is no spike a step, but more");
    }
    this.kept = Arrays.stream(ratesHz).map(rate -> most > 0 ? rate / most : 0).toArray();
    this.logQuiet = StrictMath.log1p(-most * dt);
    this.random = random;
    this.gap = draw();
  }

  /** Channel-steps without a candidate. */
  private long draw() {
    double quiet = StrictMath.log(1 - random.nextDouble()) / logQuiet;
    return quiet < 1e18 ? (long) quiet : Long.MAX_VALUE / 4;
  }

  @Override
  public int next(long step, int[] fired) {
    int count = 0;
    while (gap < kept.length) {
      int channel = (int) gap;
      if (random.nextDouble() < kept[channel]) {
        fired[count++] = channel;
      }
      gap += 1 + draw();
    }
    gap -= kept.length;
    return count;
  }
}
