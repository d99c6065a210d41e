package neurosweep.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SingularValuesTest {

  @Test
  void theLeastIsThatOfTheSmallerSide() {
    double[][] wide = {{3, 0, 0}, {0, -0.5, 0}};
    double[][] tall = {{3, 0}, {0, -0.5}, {0, 0}};
    assertEquals(0.5, SingularValues.least(wide), 1e-15);
    assertEquals(0.5, SingularValues.least(tall), 1e-15);
    assertEquals(3, wide[0][0], "not modified");
  }

  /** The Gram matrix would have it squared, below the rounding of one. */
  @Test
  void smallOnesAreNotLost() {
    double[][] a = {{1, 1}, {1, 1 + 2e-12}};
    assertEquals(1e-12, SingularValues.least(a), 1e-15);
    assertEquals(0, SingularValues.least(new double[2][3]));
  }

  @Test
  void ofWhatIsNotFiniteThereIsNone() {
    assertTrue(Double.isNaN(SingularValues.least(new double[][] {{1, Double.NaN}})));
    assertTrue(
        Double.isNaN(SingularValues.least(new double[][] {{Double.POSITIVE_INFINITY}, {1}})));
  }
}
