package neurosweep.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import neurosweep.math.random.Streams;
import neurosweep.spec.Distribution;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Points of a Sobol sequence (direction numbers of Joe and Kuo, SIAM Journal on Scientific
 * Computing 30, 2008), each axis shifted by a random number without carrying: any power of two of
 * them fills the cube more evenly than independent draws, and no axis has a value at the edge by
 * rule. Belongs to one thread: reading the direction numbers takes longer than dozens of draws, so
 * they are kept.
 */
final class SobolDraws implements Sampling.Draws {
  private static final double SCALE = 0x1p52;

  private final long sweepSeed;
  private final Map<Integer, SobolSequenceGenerator> sequences = new HashMap<>();
  private final Map<String, Long> shifts = new HashMap<>();

  private SobolDraws(long sweepSeed) {
    this.sweepSeed = sweepSeed;
  }

  /** Draws whose shifts depend on the sweep's seed. */
  static Sampling.Draws scrambled(long sweepSeed) {
    return new SobolDraws(sweepSeed);
  }

  @Override
  public double[] point(int index, List<Distribution> axes) {
    if (axes.isEmpty()) {
      return new double[0];
    }
    double[] point =
        sequences.computeIfAbsent(axes.size(), SobolSequenceGenerator::new).skipTo(index);
    for (int a = 0; a < point.length; a++) {
      long shift = shifts.computeIfAbsent(axes.get(a).knob(), this::shift);
      point[a] = ((long) (point[a] * SCALE) ^ shift) / SCALE;
    }
    return point;
  }

  private long shift(String knob) {
    return new Streams(sweepSeed, 0).stream("shift of " + knob, 0).nextLong() >>> 12;
  }
}
