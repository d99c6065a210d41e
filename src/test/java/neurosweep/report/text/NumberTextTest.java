package neurosweep.report.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import neurosweep.analysis.Completeness;
import neurosweep.analysis.Sample;
import neurosweep.core.Column;
import org.junit.jupiter.api.Test;

class NumberTextTest {
  @Test
  void theLocaleDoesNotMatter() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertEquals("0.5000", NumberText.real(0.5));
      assertEquals("2 of 5 (12 to 77 %)", NumberText.share(2, 5));
      assertTrue(
          new Completeness(1440, 5, 1426, 14, 0)
              .notice()
              .equals("1,440 of 1,440 cells, 5 seeds each, 14 diverged, 0 missing"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void numbersKeepOnePrecisionALine() {
    Sample sample = Sample.of(new double[] {98.1, 98.3});
    assertEquals("98.200 ± 0.141 (96.929 to 99.471)", NumberText.full(sample, Column.Type.REAL));
    assertEquals("1.23e-5", NumberText.real(1.2345e-5));
    assertEquals("", NumberText.real(Double.NaN));
  }
}
