package neurosweep.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import neurosweep.math.random.Rng;
import org.junit.jupiter.api.Test;

/** Functions whose parts are known. */
class VarianceSharesTest {
  private static final int ROWS = 400;

  /** Three factors drawn from 0 to 1, of which the last may be three categories. */
  private static VarianceShares shares(ToDoubleFunction<double[]> function, boolean category) {
    Rng random = new Rng(1, 2, 3, 5);
    double[][] x = new double[ROWS][3];
    double[] scores = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      Arrays.setAll(x[i], k -> random.nextDouble());
      x[i][2] = category ? Math.floor(3 * x[i][2]) : x[i][2];
      scores[i] = function.applyAsDouble(x[i]);
    }
    int[][] codes = new int[ROWS][3];
    int[] counts = new int[3];
    for (int k = 0; k < 3; k++) {
      int factor = k;
      double[] values =
          Arrays.stream(x).mapToDouble(row -> row[factor]).sorted().distinct().toArray();
      counts[k] = values.length;
      for (int i = 0; i < ROWS; i++) {
        codes[i][k] = Arrays.binarySearch(values, x[i][k]);
      }
    }
    return VarianceShares.of(codes, counts, new boolean[] {true, true, !category}, scores);
  }

  /** Variances 4 and 1 of 12ths. */
  @Test
  void partsOfASumAreItsVariances() {
    VarianceShares shares = shares(x -> 2 * x[0] + x[1], false);
    assertEquals(0.8, shares.alone()[0], 0.06);
    assertEquals(0.2, shares.alone()[1], 0.06);
    assertEquals(0, shares.alone()[2], 0.01);
    assertTrue(shares.together() < 0.05, "together " + shares.together());
    assertTrue(shares.fit() > 0.9, "fit " + shares.fit());
  }

  @Test
  void whatMattersOnlyTogetherDoesNotMatterAlone() {
    VarianceShares shares = shares(x -> (x[0] - 0.5) * (x[1] - 0.5), false);
    assertTrue(shares.alone()[0] < 0.1, Arrays.toString(shares.alone()));
    assertTrue(shares.alone()[1] < 0.1, Arrays.toString(shares.alone()));
    assertTrue(shares.together() > 0.8, "together " + shares.together());
  }

  /** The middle category is apart, which no order of ranks would find in one split. */
  @Test
  void categoriesAreOneAgainstTheRest() {
    VarianceShares shares = shares(x -> x[2] == 1 ? 1 : 0, true);
    assertEquals(1, shares.alone()[2], 0.03);
    assertEquals(0, shares.alone()[0], 0.01);
  }

  @Test
  void noiseIsNotForetold() {
    Rng random = new Rng(9, 9, 9, 9);
    VarianceShares shares = shares(x -> random.nextGaussian(), false);
    assertTrue(shares.fit() < 0.1, "fit " + shares.fit());
  }

  @Test
  void sharesAreTheSameEachTimeAndNothingOfAConstant() {
    VarianceShares once = shares(x -> x[0] * x[1], false);
    assertArrayEquals(once.alone(), shares(x -> x[0] * x[1], false).alone());
    VarianceShares constant = shares(x -> 3, false);
    assertTrue(Arrays.stream(constant.alone()).allMatch(Double::isNaN));
  }
}
