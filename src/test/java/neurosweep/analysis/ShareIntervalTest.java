package neurosweep.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import neurosweep.core.Column;
import neurosweep.report.text.NumberText;
import org.junit.jupiter.api.Test;

/** Over two seeds the t interval of an accuracy ran from -0.50 to 2.04. */
class ShareIntervalTest {
  private static final double[] TWO = {0.67, 0.87};

  @Test
  void anIntervalOfAnAccuracyStaysWithinZeroAndOne() {
    Sample cut = Sample.of(true, TWO);
    assertEquals("0.0000 to 1.0000", NumberText.interval(cut, Column.Type.REAL));
    assertTrue(cut.cut());
    Sample whole = Sample.of(TWO);
    assertEquals("-0.5006 to 2.0406", NumberText.interval(whole, Column.Type.REAL));
    assertFalse(whole.cut());
    assertEquals(whole.mean(), cut.mean());
    assertEquals(whole.sd(), cut.sd());
    assertFalse(Sample.of(true, new double[] {0.5, 0.501, 0.502}).cut());
  }
}
