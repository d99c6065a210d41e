package neurosweep.circuit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import neurosweep.math.random.RandomSource;
import neurosweep.math.random.Streams;
import org.junit.jupiter.api.Test;

/** Spikes from outside come at the rates asked for. */
class SpikeSourceTest {
  private static final double[] RATES = {0, 5, 100, 400, 20};
  private static final int STEPS = 200_000;

  /** Counts what is drawn of it. */
  private static final class Counted implements RandomSource {
    private final RandomSource random = new Streams(0, 1).stream("spikes", 0);
    private long draws;

    @Override
    public double nextDouble() {
      draws++;
      return random.nextDouble();
    }

    @Override
    public double nextGaussian() {
      throw new AssertionError("spikes are drawn from uniform numbers");
    }
  }

  private final Counted random = new Counted();

  private static void checkRates(SpikeSource source) {
    long[] counts = new long[RATES.length];
    int[] fired = new int[RATES.length];
    for (int step = 0; step < STEPS; step++) {
      int count = source.next(step, fired);
      for (int k = 0; k < count; k++) {
        assertTrue(k == 0 || fired[k] > fired[k - 1], "ascending");
        counts[fired[k]]++;
      }
    }
    for (int i = 0; i < RATES.length; i++) {
      double p = RATES[i] * 1e-3;
      double sd = Math.sqrt(STEPS * p * (1 - p));
      assertEquals(STEPS * p, (double) counts[i], 5 * sd + 1e-9, "channel " + i);
    }
  }

  @Test
  void denseSpikesDrawOnceAChannelAndStep() {
    checkRates(new BernoulliSpikes(RATES, 1e-3, random));

    assertEquals((long) STEPS * RATES.length, random.draws);
  }

  @Test
  void sparseSpikesComeAtTheSameRates() {
    checkRates(new SparseSpikes(RATES, 1e-3, random));
  }

  /** Where all rates are equal, every candidate is a spike: a draw for it, one for the gap. */
  @Test
  void sparseSpikesDrawBySpikesAndNotBySteps() {
    SpikeSource source = new SparseSpikes(new double[] {5, 5, 5, 5}, 1e-3, random);
    int[] fired = new int[4];
    long spikes = 0;
    for (int step = 0; step < STEPS; step++) {
      spikes += source.next(step, fired);
    }

    assertEquals(STEPS * 4 * 5e-3, (double) spikes, 500);
    assertEquals(1 + 2 * spikes, random.draws);
  }

  @Test
  void recordedSpikesAreTheSameSpikes() {
    SpikeSource source = new BernoulliSpikes(RATES, 1e-3, new Counted());
    SpikeSource recorded =
        RecordedSpikes.of(new BernoulliSpikes(RATES, 1e-3, random), RATES.length, STEPS);
    int[] expected = new int[RATES.length];
    int[] found = new int[RATES.length];
    for (int step = 0; step < STEPS; step++) {
      int count = source.next(step, expected);
      assertEquals(count, recorded.next(step, found), "step " + step);
      assertTrue(Arrays.equals(expected, 0, count, found, 0, count), "step " + step);
    }
    assertEquals(0, recorded.next(STEPS, found), "none after the last step");
  }

  @Test
  void nobodyFiresAtRateZeroAndNoRateMayExceedOneSpikeAStep() {
    SpikeSource silent = new SparseSpikes(new double[3], 1e-3, random);
    assertEquals(0, silent.next(0, new int[3]));
    assertEquals(0, silent.next(1, new int[3]));
    assertThrows(
        IllegalArgumentException.class, () -> new SparseSpikes(new double[] {1000}, 1e-3, random));
  }

  @Test
  void phasesTakeTurns() {
    SpikeSource first = (step, fired) -> 1;
    SpikeSource second = (step, fired) -> 2;
    SpikeSource source =
        new PhasedSpikes(
            List.of(new PhasedSpikes.Phase(2, first), new PhasedSpikes.Phase(4, second)));
    int[] seen = new int[6];
    for (int step = 0; step < 6; step++) {
      seen[step] = source.next(step, new int[2]);
    }
    assertEquals("1, 1, 2, 2, 2, 2", Arrays.toString(seen).replaceAll("[\\[\\]]", ""));
  }
}
