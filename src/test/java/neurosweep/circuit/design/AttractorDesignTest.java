package neurosweep.circuit.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import neurosweep.circuit.simulation.TimeConstants;
import neurosweep.circuit.solver.Objective;
import neurosweep.math.random.Rng;
import neurosweep.math.random.Streams;
import org.junit.jupiter.api.Test;

/** Weights designed from states hold them in a simulation. */
class AttractorDesignTest {
  private static final TimeConstants TIME = new TimeConstants(1e-3, 0.5, 0.4, 0.5);

  /** Of 8 + 8 units three each are active. */
  private static StoredState state(int[] e, double[] sizesE, int[] i, double[] sizesI) {
    double[] rE = new double[8];
    double[] rI = new double[8];
    for (int k = 0; k < 3; k++) {
      rE[e[k]] = sizesE[k];
      rI[i[k]] = sizesI[k];
    }
    return new StoredState(rE, rI);
  }

  private static List<StoredState> two() {
    double[][] sizes = {{24, 25, 2}, {5, 11, 14}, {21, 6, 28}, {12, 25, 15}};
    int[][] units = {{0, 1, 2}, {0, 1, 2}, {0, 1, 3}, {3, 4, 2}};
    return List.of(
        state(units[0], sizes[0], units[1], sizes[1]),
        state(units[2], sizes[2], units[3], sizes[3]));
  }

  @Test
  void statesThatShareUnitsAreRecovered() {
    List<StoredState> states = two();
    AttractorDesign design = new AttractorDesign(states, TIME, 30, 1);
    AttractorDesign.Result result =
        design.design(8, new Streams(0, 2).stream("init", 0), () -> false).orElseThrow();
    assertEquals(1, result.held(), result.toString());
    assertTrue(result.stability() > 0.9, "stability " + result.stability());
    assertTrue(result.circuit().weights().obeyDale());
    Objective objective = new Objective(result.circuit(), new double[8]);
    for (StoredState state : states) {
      assertTrue(objective.residuals(state.rE(), state.rI()).natural() < 0.5);
    }
  }

  /** Without stability the states are met to the last digit, and lost. */
  @Test
  void aFitWithoutStabilityDoesNotHoldItsStates() {
    AttractorDesign design = new AttractorDesign(two(), TIME, 1, -99);
    AttractorDesign.Result result =
        design.design(1, new Streams(0, 1).stream("init", 0), () -> false).orElseThrow();
    assertEquals(0, result.loss(), 1e-8);
    assertTrue(result.held() < 1, result.toString());
  }

  @Test
  void aDesignThatIsStoppedHasNoResult() {
    AttractorDesign design = new AttractorDesign(two(), TIME, 1, 1);
    assertTrue(design.design(1, new Streams(0, 1).stream("init", 0), () -> true).isEmpty());
  }

  @Test
  void theSlowestModeIsDifferentiatedRight() {
    Rng random = new Streams(0, 1).stream("init", 0);
    for (int n : new int[] {1, 3, 6, 9}) {
      double delay = 0.02 * (n - 1);
      double[][] a = random.gaussians(n, n);
      double[][] gradient = ActiveBlock.of(a, delay).gradient();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double kept = a[i][j];
          a[i][j] = kept + 1e-6;
          double up = ActiveBlock.smallest(a, delay);
          a[i][j] = kept - 1e-6;
          double down = ActiveBlock.smallest(a, delay);
          a[i][j] = kept;
          assertEquals((up - down) / 2e-6, gradient[i][j], 1e-5);
        }
      }
    }
  }
}
