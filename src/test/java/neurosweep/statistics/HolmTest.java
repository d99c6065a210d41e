package neurosweep.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HolmTest {
  @Test
  void isThatOfR() {
    // p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
    assertArrayEquals(
        new double[] {0.03, 0.06, 0.06, 0.02},
        Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005}),
        1e-15);
    assertArrayEquals(new double[] {1, 1, 1}, Holm.adjust(new double[] {0.5, 0.6, 0.9}), 1e-15);
    assertArrayEquals(new double[0], Holm.adjust(new double[0]));
  }

  @Test
  void noTestDoesNotCountInTheFamily() {
    double[] adjusted = Holm.adjust(new double[] {Double.NaN, 0.02, 0.01});
    assertTrue(Double.isNaN(adjusted[0]));
    assertEquals(0.02, adjusted[1], 1e-15);
    assertEquals(0.02, adjusted[2], 1e-15);
  }
}
