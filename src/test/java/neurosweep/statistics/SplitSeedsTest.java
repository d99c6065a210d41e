package neurosweep.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SplitSeedsTest {
  @Test
  void takeTheGainOfChanceBack() {
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
}
