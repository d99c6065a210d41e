package neurosweep.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MainEffectsTest {
  @Test
  void ofAnAdditiveGridAreItsParts() {
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
  void needTheFullGrid() {
    int[][] missing = {{0, 0}, {0, 1}, {1, 0}};
    assertTrue(MainEffects.of(missing, new int[] {2, 2}, new double[3]).isEmpty());
    int[][] twice = {{0, 0}, {0, 1}, {1, 0}, {1, 0}};
    assertTrue(MainEffects.of(twice, new int[] {2, 2}, new double[4]).isEmpty());
    int[][] whole = {{0}, {1}};
    MainEffects equal = MainEffects.of(whole, new int[] {2}, new double[] {5, 5}).orElseThrow();
    assertTrue(Double.isNaN(equal.factors().get(0).share()));
  }
}
