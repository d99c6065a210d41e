package neurosweep.experiment.spiking;

import java.util.List;
import java.util.Locale;
import neurosweep.circuit.BernoulliSpikes;
import neurosweep.circuit.RecordedSpikes;
import neurosweep.circuit.SparseSpikes;
import neurosweep.circuit.SpikeSource;
import neurosweep.core.Cell;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.math.MatlabRandom;
import neurosweep.math.RandomSource;
import neurosweep.math.Streams;

/**
 * The random numbers of a cell: named streams of the project, or the one stream of the published
 * program, which is {@code rng(seed)} in MATLAB and is drawn in that program's order.
 */
final class Draws {
  static final Param<String> RNG =
      Param.choice(
          "rng",
          List.of("own", "matlab"),
          "own: named streams; matlab: rng(seed), drawn in the order of the published program");

  private final Streams streams;
  private final RandomSource published;

  Draws(Cell cell) {
    streams = Streams.of(cell);
    published = isPublished(cell.values()) ? new MatlabRandom(cell.seed() & 0xFFFFFFFFL) : null;
  }

  static boolean isPublished(Values values) {
    return RNG.of(values).equals("matlab");
  }

  boolean arePublished() {
    return published != null;
  }

  /** The stream of a purpose, from its start; always the same one if published. */
  RandomSource of(String purpose) {
    return of(purpose, 0);
  }

  RandomSource of(String purpose, int index) {
    return published != null ? published : streams.stream(purpose, index);
  }

  /**
   * Poisson spikes at given rates. Published programs draw all of them at once.
   *
   * @param index tells inputs of one cell apart
   */
  SpikeSource spikes(double[] ratesHz, double dt, long steps, int index) {
    if (published == null) {
      return new SparseSpikes(ratesHz, dt, streams.stream("spikes", index));
    }
    SpikeSource source = new BernoulliSpikes(ratesHz, dt, published);
    return RecordedSpikes.of(source, ratesHz.length, (int) steps);
  }

  /** V(0) from a normal distribution of the given deviation. */
  static void normal(double[] voltages, double deviation, RandomSource random) {
    for (int i = 0; i < voltages.length; i++) {
      voltages[i] = deviation * random.nextGaussian();
    }
  }

  /** A published stream holds all spikes in memory. */
  static void check(Values values, double channelSteps, Problems problems, String where) {
    if (isPublished(values) && channelSteps > 1e9) {
      problems.add(
          where,
          String.format(
              Locale.ROOT,
              "rng is matlab, which draws the whole input beforehand: %.3g numbers, must be at most 1e9; shorten the run or choose own",
              channelSteps));
    }
  }
}
