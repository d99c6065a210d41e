package neurosweep.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.special.Beta;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {
  @Test
  void holmIsThatOfR() {
    // p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
    assertArrayEquals(
        new double[] {0.03, 0.06, 0.06, 0.02},
        Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005}),
        1e-15);
    assertArrayEquals(new double[] {1, 1, 1}, Holm.adjust(new double[] {0.5, 0.6, 0.9}), 1e-15);
    assertArrayEquals(new double[0], Holm.adjust(new double[0]));
  }

  @Test
  void noTestDoesNotCountInHolmsFamily() {
    double[] adjusted = Holm.adjust(new double[] {Double.NaN, 0.02, 0.01});
    assertTrue(Double.isNaN(adjusted[0]));
    assertEquals(0.02, adjusted[1], 1e-15);
    assertEquals(0.02, adjusted[2], 1e-15);
  }

  /** The mean over all subsets, one by one. */
  private static double enumerated(double[] scores, int budget, boolean more) {
    double sum = 0;
    int n = 0;
    for (int bits = 0; bits < 1 << scores.length; bits++) {
      if (Integer.bitCount(bits) == budget) {
        double best = more ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        for (int i = 0; i < scores.length; i++) {
          if ((bits >> i & 1) == 1) {
            best = more ? Math.max(best, scores[i]) : Math.min(best, scores[i]);
          }
        }
        sum += best;
        n++;
      }
    }
    return sum / n;
  }

  @Test
  void expectedBestIsTheMeanOverAllSubsets() {
    double[] scores = {0.31, 0.9, 0.9, 0.11, -0.4, 0.52, 0.88, 0.1, 0.35};
    for (boolean more : new boolean[] {true, false}) {
      ExpectedBest best = new ExpectedBest(scores, more);
      for (int budget = 1; budget <= scores.length; budget++) {
        assertEquals(enumerated(scores, budget, more), best.of(budget), 1e-12, budget + " " + more);
      }
    }
  }

  @Test
  void expectedBestOfManyIsStable() {
    // Of the numbers 1 to N the best of k is k (N + 1) / (k + 1).
    double[] scores = new double[20_000];
    java.util.Arrays.setAll(scores, i -> scores.length - i);
    ExpectedBest best = new ExpectedBest(scores, true);
    for (int budget : new int[] {1, 2, 17, 1000, 19_999, 20_000}) {
      double exact = budget * 20_001.0 / (budget + 1);
      assertEquals(exact, best.of(budget), 1e-8 * exact);
    }
    assertThrows(IllegalArgumentException.class, () -> best.of(0));
    assertThrows(IllegalArgumentException.class, () -> new ExpectedBest(new double[0], true));
  }

  @Test
  void splitSeedsTakeTheGainOfChanceBack() {
    // Two configurations, four seeds: each looks perfect on one half. Of the six splits, two are
    // the halves themselves and four leave both with a mean of one half, where the first is taken.
    double[][] values = {{1, 1, 0, 0}, {0, 0, 1, 1}};
    SplitSeeds split = SplitSeeds.of(values, true);
    assertEquals(6, split.splits());
    assertTrue(split.all());
    assertEquals((2 * 1 + 4 * 0.5) / 6, split.chosen(), 1e-15);
    assertEquals((2 * 0 + 4 * 0.5) / 6, split.reported(), 1e-15);
    assertEquals(1.0 / 3, split.optimism(true), 1e-15);
    assertArrayEquals(new int[] {5, 1}, split.wins());
    SplitSeeds loss = SplitSeeds.of(values, false);
    assertEquals(1.0 / 3, loss.optimism(false), 1e-15);
  }

  @Test
  void oneConfigurationHasNoOptimism() {
    SplitSeeds split = SplitSeeds.of(new double[][] {{0.1, 0.4, 0.7}}, true);
    assertEquals(3, split.splits());
    assertEquals(0, split.optimism(true), 1e-15);
    assertThrows(IllegalArgumentException.class, () -> SplitSeeds.of(new double[][] {{1}}, true));
  }

  @Test
  void manySeedsAreSplitEvenlyWithoutChance() {
    double[] values = new double[30];
    java.util.Arrays.setAll(values, i -> i);
    SplitSeeds split = SplitSeeds.of(new double[][] {values}, true);
    assertEquals(240, split.splits());
    assertTrue(!split.all());
    assertEquals(14.5, split.chosen(), 1e-12); // each seed is in the half that chooses as often
    assertEquals(14.5, split.reported(), 1e-12);
  }

  @Test
  void mainEffectsOfAnAdditiveGridAreItsParts() {
    // score = 10 + {-1, 1} + {-3, 0, 3}: shares 6/30 and 24/30... computed below by hand.
    int[][] levels = new int[6][];
    double[] scores = new double[6];
    for (int a = 0; a < 2; a++) {
      for (int b = 0; b < 3; b++) {
        levels[3 * a + b] = new int[] {a, b};
        scores[3 * a + b] = 10 + (2 * a - 1) + 3 * (b - 1);
      }
    }
    MainEffects effects = MainEffects.of(levels, new int[] {2, 3}, scores).orElseThrow();
    assertEquals(10, effects.mean(), 1e-12);
    assertArrayEquals(new double[] {-1, 1}, effects.factors().get(0).deviations(), 1e-12);
    assertArrayEquals(new double[] {-3, 0, 3}, effects.factors().get(1).deviations(), 1e-12);
    // Sums of squares: 6 * 1 and 4 * 9 of 42.
    assertEquals(6 / 42.0, effects.factors().get(0).share(), 1e-12);
    assertEquals(36 / 42.0, effects.factors().get(1).share(), 1e-12);
  }

  @Test
  void mainEffectsNeedTheFullGrid() {
    int[][] missing = {{0, 0}, {0, 1}, {1, 0}};
    assertTrue(MainEffects.of(missing, new int[] {2, 2}, new double[3]).isEmpty());
    int[][] twice = {{0, 0}, {0, 1}, {1, 0}, {1, 0}};
    assertTrue(MainEffects.of(twice, new int[] {2, 2}, new double[4]).isEmpty());
    int[][] whole = {{0}, {1}};
    MainEffects equal = MainEffects.of(whole, new int[] {2}, new double[] {5, 5}).orElseThrow();
    assertTrue(Double.isNaN(equal.factors().get(0).share()));
  }

  /** The noncentral t distribution as a series (Lenth 1989, AS 243), for t not below 0. */
  private static double noncentral(double t, int v, double shift) {
    double x = t * t / (t * t + v);
    double half = shift * shift / 2;
    double p = Math.exp(-half);
    double q = Math.exp(-half) * shift / Math.sqrt(Math.PI / 2);
    double sum = 0;
    for (int j = 0; j < 400; j++) {
      sum +=
          p * Beta.regularizedBeta(x, j + 0.5, v / 2.0)
              + q * Beta.regularizedBeta(x, j + 1, v / 2.0);
      p *= half / (j + 1);
      q *= half / (j + 1.5);
    }
    double normal =
        new org.apache.commons.math3.distribution.NormalDistribution()
            .cumulativeProbability(-shift);
    return normal + sum / 2;
  }

  @ParameterizedTest
  @CsvSource({"2,1.5", "3,1.1", "5,0.4", "10,0.9", "34,0.5", "200,0.2"})
  void powerIsThatOfTheNoncentralT(int n, double effect) {
    double critical =
        new org.apache.commons.math3.distribution.TDistribution(n - 1)
            .inverseCumulativeProbability(0.975);
    double shift = effect * Math.sqrt(n);
    // P(T < -c; shift) = P(T > c; -shift).
    double exact = 2 - noncentral(critical, n - 1, shift) - noncentral(critical, n - 1, -shift);
    assertEquals(exact, Power.paired(n, effect, 0.05), 1e-8);
  }

  @Test
  void powerOfNoEffectIsTheLevel() {
    for (int n : new int[] {2, 3, 5, 10, 100, 1000}) {
      assertEquals(0.05, Power.paired(n, 0, 0.05), 1e-8, "n = " + n);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.2,199,0.8017", "0.5,34,0.8078", "0.8,15,0.8213"})
  void powerIsThatOfPublishedTables(double effect, int n, double power) {
    // Cohen 1988 and G*Power 3 for matched pairs, two-sided, level 0.05, power 0.80.
    assertEquals(power, Power.paired(n, effect, 0.05), 5e-4);
    assertTrue(Power.paired(n - 1, effect, 0.05) < 0.8);
    assertTrue(Power.detectable(n, 0.05, 0.8) <= effect);
    assertTrue(Power.detectable(n - 1, 0.05, 0.8) > effect);
  }

  @Test
  void fewPairsDetectOnlyLargeDifferences() {
    assertTrue(Double.isNaN(Power.detectable(1, 0.05, 0.8)));
    double three = Power.detectable(3, 0.05, 0.8);
    assertEquals(0.8, Power.paired(3, three, 0.05), 1e-9);
    assertTrue(three > 3 && three < 4, "three pairs: " + three);
  }

  @Test
  void wilsonIsNewcombes() {
    Interval interval = Interval.wilson(15, 148);
    assertEquals(0.0624, interval.low(), 5e-5);
    assertEquals(0.1605, interval.high(), 5e-5);
    // (p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n)
    double z = 1.959963984540054;
    double centre = (0.4 + z * z / 10) / (1 + z * z / 5);
    double half = z * Math.sqrt(0.4 * 0.6 / 5 + z * z / 100) / (1 + z * z / 5);
    assertEquals(centre - half, Interval.wilson(2, 5).low(), 1e-8);
    assertEquals(centre + half, Interval.wilson(2, 5).high(), 1e-8);
  }

  @Test
  void oneValueHasNoInterval() {
    assertEquals(Interval.NONE, Interval.ofMean(new double[] {3}, 0.95));
  }
}
