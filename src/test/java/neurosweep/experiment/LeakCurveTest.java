package neurosweep.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SortedMap;
import neurosweep.core.Outcome;
import neurosweep.testing.SmallCells;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeakCurveTest {
  private static SortedMap<String, Object> scalars(long seed, Object... knobs) {
    Outcome outcome = SmallCells.run("leak-curve", SmallCells.knobs(knobs), seed);
    assertInstanceOf(Outcome.Finished.class, outcome);
    return outcome.measurements().scalars();
  }

  private static double mean(String metric, Object... knobs) {
    double sum = 0;
    for (long seed = 1; seed <= 20; seed++) {
      sum += (double) scalars(seed, knobs).get(metric) / 20;
    }
    return sum;
  }

  /** Outcomes of 20 draws of an independent program, within four standard errors of both. */
  @ParameterizedTest
  @CsvSource({
    "0.0001, 0.009493, 0.0031, 41.73, 8.6, 0.0002712, 6.9e-5",
    "0.001, 0.09456, 0.03, 41.66, 8.6, 0.0027, 0.00068",
    "0.01, 0.9104, 0.29, 40.91, 8.5, 0.02589, 0.0064",
    "0.1, 6.811, 2, 35.22, 7.5, 0.1881, 0.04",
    "1, 22.42, 5.7, 16.94, 4, 0.6028, 0.066"
  })
  void theAnglesOfThePaper(
      double alpha,
      double angle,
      double spread,
      double toBp,
      double bpSpread,
      double residual,
      double residualSpread) {
    double errors = 4 * Math.sqrt(2.0 / 20);
    assertEquals(angle, mean("ndi_angle", "alpha", alpha), errors * spread);
    assertEquals(angle, mean("di_angle", "alpha", alpha), errors * spread);
    assertEquals(angle, mean("tanh_angle", "alpha", alpha), errors * spread);
    assertEquals(toBp, mean("ndi_bp_angle", "alpha", alpha), errors * bpSpread);
    assertEquals(residual, mean("residual", "alpha", alpha), errors * residualSpread);
    assertTrue(mean("di_ndi_angle", "alpha", alpha) < 1e-3);
  }

  @Test
  void theAngleGrowsWithTheLeakFromNothing() {
    double before = -1;
    for (double alpha : new double[] {0, 1e-4, 1e-2, 1, 3}) {
      double angle = (double) scalars(3, "alpha", alpha).get("ndi_angle");
      assertTrue(angle > before, alpha + ": " + angle);
      before = angle;
    }
    assertEquals(0, (double) scalars(3, "alpha", 0.0).get("ndi_angle"), 1e-4);
    Outcome large =
        SmallCells.run("leak-curve", SmallCells.knobs("alpha", 1e6), 3); // too fast to simulate
    assertTrue((double) large.measurements().scalars().get("ndi_bp_angle") < 1e-3, "the limit");
  }

  /** All singular values are 1: damping changes the size and no direction. */
  @Test
  void orthogonalRowsAreInvertedExactlyAtAnyLeak() {
    SortedMap<String, Object> found =
        scalars(1, "distribution", "orthogonal", "alpha", 0.5, "units", 4L, "units_below", 6L);
    assertEquals(0, (double) found.get("ndi_angle"), 1e-6);
    assertEquals(0.5 / 1.5, (double) found.get("residual"), 1e-12);
  }

  @Test
  void anExpandingLayerWithoutLeakIsNotStable() {
    SortedMap<String, Object> found =
        scalars(1, "units", 8L, "units_below", 4L, "alpha", 0.0, "distribution", "uniform");
    assertEquals(true, found.get("unstable_dynamics"));
    assertEquals(false, found.get("stable"));
    assertTrue((double) found.get("ndi_angle") > 1, "what it cannot represent");
  }

  @Test
  void aLoopThatOverflowsIsADivergence() {
    Outcome outcome =
        SmallCells.run(
            "leak-curve",
            SmallCells.knobs("feedback", "random", "feedback_amplitude", 1e6, "alpha", 0.1));
    assertInstanceOf(Outcome.Diverged.class, outcome);
    assertEquals(true, outcome.measurements().scalars().get("unstable_dynamics"));
    assertEquals(true, outcome.measurements().scalars().get("unstable_simulation"));
    assertEquals(true, outcome.measurements().scalars().get("diverged"));
    assertEquals(false, outcome.measurements().scalars().get("stable"));
  }
}
