package neurosweep.result;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AxisTextTest {
  @Test
  void valuesAreShortAndUnambiguous() {
    assertEquals("1e-5", AxisText.of(1e-5));
    assertEquals("1.5e-4", AxisText.of(1.5e-4));
    assertEquals("3.1622776601683795e-5", AxisText.of(3.1622776601683795e-5));
    assertEquals("0.001", AxisText.of(1e-3));
    assertEquals("10", AxisText.of(10.0));
    assertEquals("0", AxisText.of(0.0));
    assertEquals("1e6", AxisText.of(1e6));
    assertEquals("-0.25", AxisText.of(-0.25));
    assertEquals("true", AxisText.of(true));
    assertEquals("", AxisText.of(null));
  }
}
