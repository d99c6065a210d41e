package neurosweep.experiment.spiking;

import java.util.Locale;
import neurosweep.circuit.simulation.BernoulliSpikes;
import neurosweep.circuit.simulation.RecordedSpikes;
import neurosweep.circuit.simulation.SparseSpikes;
import neurosweep.circuit.simulation.SpikeSource;
import neurosweep.core.Cell;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;
import neurosweep.math.random.Generator;
import neurosweep.math.random.RandomSource;
import neurosweep.math.random.Streams;

/**
 * The random numbers of a cell from its {@link Generator}. A published program draws all from one
 * stream, so that its runs are repeated only where numbers are drawn in its order.
 */
final class Draws {
  static final Param<String> RNG =
      Param.member("rng", Generator.CATALOG, "own", "where random numbers come from");

  private final Generator.Sources sources;
  private final boolean published;

  Draws(Cell cell) {
    Generator generator = generator(cell.values());
    sources = generator.start(Streams.of(cell));
    published = generator.isOneStream();
  }

  private static Generator generator(Values values) {
    return Generator.CATALOG.get(RNG.of(values));
  }

  static boolean isPublished(Values values) {
    return generator(values).isOneStream();
  }

  boolean arePublished() {
    return published;
  }

  /** The stream of a purpose, from its start; always the same one if published. */
  RandomSource of(String purpose) {
    return of(purpose, 0);
  }

  RandomSource of(String purpose, int index) {
    return sources.source(purpose, index);
  }

  /**
   * Poisson spikes at given rates. Published programs draw all of them at once.
   *
   * @param index tells inputs of one cell apart
   */
  SpikeSource spikes(double[] ratesHz, double dt, long steps, int index) {
    if (!published) {
      return new SparseSpikes(ratesHz, dt, of("spikes", index));
    }
    SpikeSource source = new BernoulliSpikes(ratesHz, dt, of("spikes", index));
    return RecordedSpikes.of(source, ratesHz.length, (int) steps);
  }

  /** V(0) from a normal distribution of the given deviation. */
  static void normal(double[] voltages, double deviation, RandomSource random) {
    for (int i = 0; i < voltages.length; i++) {
      voltages[i] = deviation * random.nextGaussian();
    }
  }

  /** A generator may not take every seed. */
  static void checkSeed(Values values, long seed, Problems problems, String where) {
    Generator generator = generator(values);
    if (seed < generator.leastSeed() || seed > generator.greatestSeed()) {
      problems.add(
          where,
          String.format(
              Locale.ROOT,
              "seed is %d, must be from %d to %d where rng is %s; choose others or rng=own",
              seed,
              generator.leastSeed(),
              generator.greatestSeed(),
              generator.name()));
    }
  }

  /** A published stream holds all spikes in memory. */
  static void check(Values values, double channelSteps, Problems problems, String where) {
    if (isPublished(values) && channelSteps > 1e9) {
      problems.add(
          where,
          String.format(
              Locale.ROOT,
              "rng is %s, which draws the whole input beforehand: %.3g numbers, must be at most 1e9; shorten the run or choose own",
              RNG.of(values),
              channelSteps));
    }
  }
}
