package neurosweep.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ExpectedBestTest {
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
  void isTheMeanOverAllSubsets() {
    double[] scores = {0.31, 0.9, 0.9, 0.11, -0.4, 0.52, 0.88, 0.1, 0.35};
    for (boolean more : new boolean[] {true, false}) {
      ExpectedBest best = new ExpectedBest(scores, more);
      for (int budget = 1; budget <= scores.length; budget++) {
        assertEquals(enumerated(scores, budget, more), best.of(budget), 1e-12, budget + " " + more);
      }
    }
  }

  @Test
  void ofManyIsStable() {
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
}
