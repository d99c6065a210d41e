package neurosweep.circuit.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import neurosweep.circuit.simulation.TimeConstants;
import neurosweep.circuit.solver.Convergence;
import neurosweep.circuit.synapse.Spectrum;
import neurosweep.circuit.synapse.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two ways to split one effective weight. */
class TunedRingDesignTest {

  @ParameterizedTest
  @CsvSource({
    "100, 100, 0.5, 2.7, 0, 3",
    "60, 60, 0.5, 2.7, 0.3, 3",
    "60, 40, 0.5, 2.7, 0.08, 0.7",
    "40, 60, 0.2, 1.5, -0.2, 10",
    "48, 1, 0.5, 2.7, 0.1, 3",
    "47, 12, 1, 2, 0.3, 30",
    "30, 29, 0, 1.1, 0, 3"
  })
  void bothHaveTheSameEffectiveWeightAndObeyDalesLaw(
      int nE, int nI, double w0, double w1, double gamma, double self) {
    RingDesign.Profile profile = new RingDesign.Profile(w0, w1, gamma);
    Weights uniform = new RingDesign(nE, nI, profile, self, self).circuit().weights();
    Weights tuned = new TunedRingDesign(nE, nI, profile, self).circuit().weights();
    double[][] expected = uniform.effective().dense();
    double[][] found = tuned.effective().dense();
    double[][] ee = tuned.ee().dense();
    for (int a = 0; a < nE; a++) {
      assertTrue(ee[a][a] < 0, "reset of unit " + a + ": " + ee[a][a]);
      for (int b = 0; b < nE; b++) {
        assertEquals(expected[a][b], found[a][b], 1e-12);
        assertEquals(tuned.ie().get(b % nI, a), tuned.ei().get(a, b % nI));
        assertTrue(ee[a][b] >= uniform.ee().get(a, b) - 1e-12, "W_EE is less than with rank one");
      }
    }
    assertTrue(uniform.obeyDale());
    assertTrue(tuned.obeyDale());
    assertFalse(tuned.inhibitionIsIdentical());
    assertEquals(Math.min(nE, nI), rank(tuned.ie().dense()));
  }

  private static int rank(double[][] a) {
    double[][] small = a.length < a[0].length ? Spectrum.transposed(a) : a;
    double[] squares = Spectrum.symmetric(Spectrum.productOfTransposed(small, small));
    double largest = squares[squares.length - 1];
    int rank = 0;
    for (double square : squares) {
      rank += square > 1e-12 * largest ? 1 : 0;
    }
    return rank;
  }

  @Test
  void thePublishedRingMeetsLyapunovAndFailsSchurAsWithRankOne() {
    RingDesign.Profile profile = RingDesign.Profile.published(0);
    Convergence found =
        Convergence.of(new TunedRingDesign(100, 100, profile, 3).circuit().weights());
    assertEquals(2.92, found.lambdaMaxEE(), 0.005);
    assertEquals(3, found.lambdaMinII(), 1e-12);
    assertEquals(-0.35, found.lambdaMinSchur(), 1e-9);
    assertTrue(found.lyapunov(TimeConstants.shared(1e-3, 0.1)));
  }

  /** One inhibitory unit is the worst case of the bound. */
  @ParameterizedTest
  @CsvSource({"0.5, 2.7", "0.1, 4", "2, 2"})
  void aboveTheLeastNumberOfUnitsEachHasAReset(double w0, double w1) {
    RingDesign.Profile profile = new RingDesign.Profile(w0, w1, 0);
    int nE = (int) TunedRingDesign.leastExcitatory(profile) + 1;
    for (int nI : new int[] {1, 2, nE}) {
      for (double reset : new TunedRingDesign(nE, nI, profile, 3).circuit().thresholdE()) {
        assertTrue(reset > 0, nI + " inhibitory units");
      }
    }
  }
}
