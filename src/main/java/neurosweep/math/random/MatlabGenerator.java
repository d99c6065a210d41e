package neurosweep.math.random;

/**
 * One MATLAB stream for all purposes, started from the seed axis alone, so that a published program
 * is repeated if the numbers are drawn in its order.
 */
public final class MatlabGenerator implements Generator {
  private static final long GREATEST = 0xFFFFFFFFL;

  @Override
  public String name() {
    return "matlab";
  }

  @Override
  public String doc() {
    return "MATLAB's rng(seed), one stream drawn in the order of the published program";
  }

  @Override
  public boolean isOneStream() {
    return true;
  }

  @Override
  public long leastSeed() {
    return 0;
  }

  @Override
  public long greatestSeed() {
    return GREATEST;
  }

  @Override
  public Sources start(Streams streams) {
    if (streams.seed() < 0 || streams.seed() > GREATEST) {
      throw new IllegalArgumentException("seed " + streams.seed() + " is none of MATLAB's");
    }
    MatlabRandom one = new MatlabRandom(streams.seed());
    return (purpose, index) -> one;
  }
}
