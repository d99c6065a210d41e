package neurosweep.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LooksTest {
  private static final List<Integer> SEEDS = List.of(5, 10, 20);

  @ParameterizedTest
  @EnumSource
  void theLevelsOfAllLooksSumToTheWhole(Spending spending) {
    double sum = 0;
    for (int look = 0; look < SEEDS.size(); look++) {
      double level = spending.level(SEEDS, look, 0.05);
      assertTrue(level > 0, spending + " at look " + look);
      sum += level;
    }
    assertEquals(0.05, sum, 1e-12);
  }

  /** Lan and DeMets (1983): 2 - 2 F(1.96 / sqrt(t)) and 0.05 ln(1 + (e - 1) t). */
  @Test
  void theSpendingFunctionsAreThoseOfTheLiterature() {
    assertEquals(0.0055745, Spending.OBRIEN_FLEMING.spent(0.5, 0.05), 1e-6);
    assertEquals(0.0000886, Spending.OBRIEN_FLEMING.spent(0.25, 0.05), 1e-6);
    assertEquals(0.0310057, Spending.POCOCK.spent(0.5, 0.05), 1e-6);
  }

  @Test
  void withoutAScheduleNothingChanges() {
    assertEquals(0.03, Looks.NONE.adjust(0.03, 7));
    Looks looks = new Looks(SEEDS, Spending.POCOCK);
    assertEquals(0.05, looks.level(7), "no look of the schedule");
    assertEquals(0.05 / looks.level(5) * 0.01, looks.adjust(0.01, 5), 1e-12);
    assertEquals(1, looks.adjust(0.9, 5));
  }

  /** The level of an early look came out as 0 by cancellation, and p / level as not a number. */
  @Test
  void anEarlyLookHasSomeLevel() {
    Looks looks = new Looks(List.of(5, 100), Spending.OBRIEN_FLEMING);
    assertTrue(looks.level(5) > 0 && looks.level(5) < 1e-15, "level " + looks.level(5));
    assertEquals(0, looks.adjust(0, 5));
    assertEquals(1, looks.adjust(0.001, 5));
  }

  /**
   * Two rules that are the same, compared at 5, then 10, then 20 seeds, stopping at the first
   * difference: without a schedule that finds one far too often.
   */
  @ParameterizedTest
  @EnumSource
  void growthByTheScheduleKeepsTheLevel(Spending spending) {
    Looks looks = new Looks(SEEDS, spending);
    Random random = new Random(17);
    int sweeps = 4000;
    int naive = 0;
    int scheduled = 0;
    for (int sweep = 0; sweep < sweeps; sweep++) {
      double[] ours = random.doubles(20).map(u -> u + random.nextGaussian()).toArray();
      double[] theirs = random.doubles(20).map(u -> u + random.nextGaussian()).toArray();
      boolean once = false;
      boolean kept = false;
      for (int n : SEEDS) {
        double p =
            Differences.of(Arrays.copyOf(ours, n), Arrays.copyOf(theirs, n)).tTest().orElseThrow();
        once |= p < 0.05;
        kept |= looks.adjust(p, n) < 0.05;
      }
      naive += once ? 1 : 0;
      scheduled += kept ? 1 : 0;
    }
    double error = 2 * Math.sqrt(0.05 * 0.95 / sweeps);
    assertTrue(naive > sweeps * 0.09, "peeking finds " + naive + " of " + sweeps);
    assertTrue(scheduled < sweeps * (0.05 + error), spending + " finds " + scheduled);
  }
}
