package neurosweep.math;

import neurosweep.core.UserError;

/**
 * One MATLAB stream for all purposes, started from the seed axis alone, so that a published program
 * is repeated if the numbers are drawn in its order.
 */
public final class MatlabGenerator implements Generator {

  @Override
  public String name() {
    return "matlab";
  }

  @Override
  public String doc() {
    return "MATLAB's rng(seed, 'twister'), one stream for all, to repeat published runs";
  }

  @Override
  public Sources start(Streams streams) {
    if (streams.seed() < 0 || streams.seed() > 0xFFFFFFFFL) {
      throw new UserError(
          "seed is " + streams.seed() + ", must be from 0 to 2^32 - 1 for generator matlab");
    }
    MatlabRandom one = new MatlabRandom(streams.seed());
    return purpose -> one;
  }
}
