package neurosweep.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import neurosweep.core.Column;
import neurosweep.report.text.NumberText;
import org.junit.jupiter.api.Test;

class SampleTest {
  @Test
  void matchesAComputationByHand() {
    Sample sample = Sample.of(new double[] {1, 2, 3, 4, 10});
    assertEquals(5, sample.n());
    assertEquals(4, sample.mean(), 1e-15);
    // Squares of the deviations: 9 + 4 + 1 + 0 + 36 = 50; 50 / 4 = 12.5.
    assertEquals(Math.sqrt(12.5), sample.sd(), 1e-15);
    // The 97.5 % point of t with 4 degrees of freedom is 2.776445.
    double half = 2.7764451052 * Math.sqrt(12.5) / Math.sqrt(5);
    assertEquals(4 - half, sample.low(), 1e-8);
    assertEquals(4 + half, sample.high(), 1e-8);
    assertEquals(1, sample.min());
    assertEquals(10, sample.max());
  }

  @Test
  void oneValueHasNoSpread() {
    Sample sample = Sample.of(new double[] {0.5});
    assertEquals(0.5, sample.mean());
    assertTrue(Double.isNaN(sample.sd()) && Double.isNaN(sample.low()));
    assertTrue(Double.isNaN(sample.high()));
  }

  @Test
  void whatIsNotFiniteIsNotMeasured() {
    Sample sample = Sample.of(new double[] {Double.NaN, 2, Double.POSITIVE_INFINITY, 4});
    assertEquals(2, sample.n());
    assertEquals(3, sample.mean());
    Sample none = Sample.of(new double[] {Double.NaN});
    assertEquals(0, none.n());
    assertTrue(Double.isNaN(none.mean()) && Double.isNaN(none.min()));
  }

  @Test
  void equalValuesHaveNoSpreadAtAll() {
    Sample sample = Sample.of(new double[] {0.1, 0.1, 0.1});
    assertEquals(0, sample.sd(), 1e-17);
  }

  @Test
  void wilsonMatchesPublishedValuesAndStaysInBounds() {
    // Newcombe 1998, table I: 15 of 148 gives 0.0624 to 0.1605.
    double[] interval = Sample.wilson(15, 148);
    assertEquals(0.0624, interval[0], 5e-5);
    assertEquals(0.1605, interval[1], 5e-5);
    assertEquals(0, Sample.wilson(0, 5)[0], 1e-12);
    assertEquals(1, Sample.wilson(5, 5)[1], 1e-12);
  }

  /** Over two seeds the t interval of an accuracy ran from -0.50 to 2.04. */
  @Test
  void anIntervalOfAnAccuracyStaysWithinZeroAndOne() {
    double[] two = {0.67, 0.87};
    Sample cut = Sample.of(true, two);
    assertEquals("0.0000 to 1.0000", NumberText.interval(cut, Column.Type.REAL));
    assertTrue(cut.cut());
    Sample whole = Sample.of(two);
    assertEquals("-0.5006 to 2.0406", NumberText.interval(whole, Column.Type.REAL));
    assertFalse(whole.cut());
    assertEquals(whole.mean(), cut.mean());
    assertEquals(whole.sd(), cut.sd());
    assertFalse(Sample.of(true, new double[] {0.5, 0.501, 0.502}).cut());
  }
}
