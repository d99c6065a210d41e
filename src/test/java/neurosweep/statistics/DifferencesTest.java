package neurosweep.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DifferencesTest {
  /** Cushny and Peebles 1905, used by Student 1908: R's data set sleep. */
  private static final double[] FIRST = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};

  private static final double[] SECOND = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

  /** Darwin's maize, crossed minus self-fertilised, in eighths of an inch. */
  private static final double[] MAIZE = {
    49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48
  };

  private static Differences of(double... values) {
    return Differences.of(values, new double[values.length]);
  }

  @Test
  void pairedTIsThatOfR() {
    // t.test(extra ~ group, paired = TRUE): t = -4.0621, df = 9, p-value = 0.002833,
    // interval -2.4598858 to -0.7001142.
    Differences sleep = Differences.of(FIRST, SECOND);
    assertEquals(-1.58, sleep.mean(), 1e-12);
    assertEquals(-4.0621, sleep.t(), 5e-5);
    assertEquals(0.002833, sleep.tTest().orElseThrow(), 5e-7);
    assertEquals(-2.4598858, sleep.interval(0.95).low(), 5e-8);
    assertEquals(-0.7001142, sleep.interval(0.95).high(), 5e-8);
  }

  @Test
  void twoAndThreePairsHaveClosedForms() {
    // With one degree of freedom P(T > t) = 1/2 - atan(t) / pi.
    Differences two = of(1, 3);
    assertEquals(2, two.t(), 1e-12);
    assertEquals(1 - 2 * Math.atan(2) / Math.PI, two.tTest().orElseThrow(), 1e-10);
    // With two, P(|T| > t) = 1 - t / sqrt(2 + t^2).
    Differences three = of(1, 2, 6);
    double t = three.t();
    assertEquals(1 - t / Math.sqrt(2 + t * t), three.tTest().orElseThrow(), 1e-10);
  }

  @Test
  void signFlipsAreFishersCount() {
    // Fisher 1935, section 21: 863 of the 32768 arrangements are as large as 314, in each tail.
    Differences maize = of(MAIZE);
    assertEquals(314.0 / 15, maize.mean(), 1e-12);
    assertEquals(2 * 863 / 32768.0, maize.signFlipTest().orElseThrow(), 1e-15);
    assertEquals(2.148, maize.t(), 5e-4);
    assertEquals(0.0497, maize.tTest().orElseThrow(), 5e-5);
  }

  @Test
  void signFlipsDoNotDependOnRounding() {
    // The threes give 6, 0, 0, -6, the others 3, 1, -1, -3; 12 of 16 sums are 3 or more away.
    double[] scaled = Arrays.stream(new double[] {1, 2, 3, -3}).map(d -> d * 0.1).toArray();
    assertEquals(of(1, 2, 3, -3).signFlipTest(), of(scaled).signFlipTest());
    assertEquals(12 / 16.0, of(scaled).signFlipTest().orElseThrow());
    // Accuracies whose differences are equal, each with another rounding.
    Differences same =
        Differences.of(new double[] {0.93, 0.41, 0.77}, new double[] {0.92, 0.40, 0.76});
    assertEquals(0.25, same.signFlipTest().orElseThrow());
  }

  @Test
  void signFlipsMatchPlainEnumeration() {
    double[] values = {0.3, -0.1, 0.25, 0.7, -0.4, 0.1, 0.05, 0.6, -0.2};
    double sum = Math.abs(Arrays.stream(values).sum());
    int far = 0;
    for (int bits = 0; bits < 1 << values.length; bits++) {
      double flipped = 0;
      for (int i = 0; i < values.length; i++) {
        flipped += (bits >> i & 1) == 1 ? -values[i] : values[i];
      }
      far += Math.abs(flipped) >= sum - 1e-9 ? 1 : 0;
    }
    assertEquals(far / 512.0, of(values).signFlipTest().orElseThrow());
  }

  @Test
  void theFewestAndTheMostPairsOfTheSignFlipTest() {
    assertEquals(1, of(5).signFlipTest().orElseThrow());
    assertEquals(0.0625, of(1, 2, 3, 4, 5).signFlipTest().orElseThrow());
    assertEquals(0.0625, Differences.leastSignFlip(5));
    double[] twenty = new double[20];
    Arrays.setAll(twenty, i -> 0.1 + i);
    assertEquals(Differences.leastSignFlip(20), of(twenty).signFlipTest().orElseThrow());
    assertTrue(of(new double[21]).signFlipTest().isEmpty());
  }

  @Test
  void equalDifferencesHaveNoTest() {
    Differences same =
        Differences.of(new double[] {0.93, 0.41, 0.77}, new double[] {0.92, 0.40, 0.76});
    assertTrue(same.equal());
    assertEquals(0, same.sd());
    assertEquals(0.01, same.mean(), 1e-15);
    assertTrue(same.tTest().isEmpty() && same.equivalenceTest(0.1).isEmpty());
    assertTrue(Double.isNaN(same.effect()) && Double.isNaN(same.t()));
    assertEquals(same.interval(0.95).low(), same.interval(0.95).high());
    Differences none = Differences.of(new double[] {0.1 + 0.2, 0.5}, new double[] {0.3, 0.5});
    assertEquals(0, none.mean());
    assertTrue(none.equal());
  }

  @Test
  void onePairTellsItsMeanAlone() {
    Differences one = of(0.5);
    assertEquals(0.5, one.mean());
    assertTrue(Double.isNaN(one.sd()) && Double.isNaN(one.interval(0.95).low()));
    assertTrue(one.tTest().isEmpty() && one.equivalenceTest(1).isEmpty());
    assertTrue(!one.equal() && Double.isNaN(one.effect()));
    assertEquals(Equivalence.UNTESTED, Equivalence.of(one, Double.NaN, Double.NaN));
  }

  @Test
  void effectSizesAreCorrectedExactly() {
    Differences sleep = Differences.of(FIRST, SECOND);
    assertEquals(-4.0621277 / Math.sqrt(10), sleep.effect(), 1e-7);
    // Gamma(1) / (sqrt(1) Gamma(1/2)) and Gamma(2) / (sqrt(2) Gamma(3/2)).
    assertEquals(1 / Math.sqrt(Math.PI), Differences.correction(2), 1e-12);
    assertEquals(Math.sqrt(2 / Math.PI), Differences.correction(4), 1e-12);
    assertEquals(1 - 3.0 / (4 * 200 - 1), Differences.correction(200), 1e-6);
    assertTrue(Double.isNaN(of(1, 2).correctedEffect()));
  }

  @Test
  void equivalenceIsThatTheNarrowIntervalLiesWithinTheMargin() {
    double[][] samples = {{0.1, -0.2, 0.15, 0.05}, {1, 1.2, 0.9, 1.1, 1.05}, {-3, 2, 4, -1}};
    for (double[] sample : samples) {
      Differences differences = of(sample);
      Interval narrow = differences.interval(0.90);
      for (double margin : new double[] {0.05, 0.2, 0.24, 1, 1.1, 1.3, 2, 5}) {
        boolean within = narrow.low() > -margin && narrow.high() < margin;
        double p = differences.equivalenceTest(margin).orElseThrow();
        assertEquals(within, p < 0.05, margin + " " + narrow + " " + p);
      }
    }
    assertThrows(IllegalArgumentException.class, () -> of(1, 2).equivalenceTest(0));
  }

  @Test
  void equivalentAndDifferentAtOnceHasAName() {
    Differences small = of(0.010, 0.011, 0.009, 0.010, 0.012);
    double p = small.tTest().orElseThrow();
    double wide = small.equivalenceTest(0.05).orElseThrow();
    double tight = small.equivalenceTest(0.010).orElseThrow();
    assertEquals(Equivalence.NEGLIGIBLE, Equivalence.of(small, p, wide));
    assertEquals(Equivalence.DIFFERENT, Equivalence.of(small, p, tight));
    assertEquals(Equivalence.EQUIVALENT, Equivalence.of(small, 0.2, wide));
    assertEquals(Equivalence.DIFFERENT, Equivalence.of(small, p, Double.NaN));
    assertEquals(Equivalence.INCONCLUSIVE, Equivalence.of(of(-3, 2, 4, -1), 0.7, 1));
    assertEquals(Equivalence.IDENTICAL, Equivalence.of(of(0, 0, 0), Double.NaN, Double.NaN));
    assertEquals(Equivalence.ALL_EQUAL, Equivalence.of(of(1, 1, 1), Double.NaN, Double.NaN));
  }

  @Test
  void whatIsNotPairedOrNotFiniteIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Differences.of(new double[1], new double[2]));
    assertThrows(IllegalArgumentException.class, () -> of(1, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> of());
  }
}
