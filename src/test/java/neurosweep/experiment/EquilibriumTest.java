package neurosweep.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SortedMap;
import java.util.stream.Stream;
import neurosweep.core.Outcome;
import neurosweep.core.Values;
import neurosweep.testing.SmallCells;
import org.junit.jupiter.api.Test;

class EquilibriumTest {
  private static final Values KNOBS = SmallCells.knobs("depth", 3L, "batch_size", 10L);

  private static SortedMap<String, Object> scalars(Object... knobs) {
    Outcome outcome = SmallCells.run("equilibrium", SmallCells.and(KNOBS, knobs));
    assertInstanceOf(Outcome.Finished.class, outcome);
    return outcome.measurements().scalars();
  }

  /** The ITP targets are the equilibrium to leading order, so the rest is of the next order. */
  @Test
  void theDistanceFallsInProportionToGamma() {
    for (String activation : new String[] {"leaky-relu", "linear"}) {
      for (String init : new String[] {"orthogonal", "xavier"}) {
        double before = Double.NaN;
        for (double gamma : new double[] {1e-2, 1e-3, 1e-4, 1e-5}) {
          SortedMap<String, Object> found =
              scalars("activation", activation, "init", init, "gamma", gamma);
          assertEquals(true, found.get("converged"), found.toString());
          assertEquals(true, found.get("stable"));
          assertEquals(false, found.get("unstable_dynamics"));
          double distance = (double) found.get("mean_distance");
          if (gamma < 1e-3) {
            assertEquals(10, before / distance, 1, activation + " " + init + " " + gamma);
          }
          before = distance;
        }
        assertTrue(before < 1e-2 && before > 0);
      }
    }
  }

  @Test
  void withoutHiddenLayersTheOutputIsPulledToItsTargetAtOnce() {
    SortedMap<String, Object> found = scalars("depth", 0L, "gamma", 0.3);
    assertEquals(0, (double) found.get("largest_distance"), 1e-15);
    assertEquals(true, found.get("converged"));
  }

  /**
   * In a linear net d_2 = (1 - gamma) W_2 d_1 - gamma e and d_1 = gamma W_2^-1 d_2, so both layers
   * lie beyond the ITP points by the factor 1 / (1 - gamma (1 - gamma)).
   */
  @Test
  void oneLinearHiddenLayerComesToRestWhereAlgebraSays() {
    for (double gamma : new double[] {1e-3, 0.1, 0.5, 0.9}) {
      for (String init : new String[] {"orthogonal", "xavier"}) {
        SortedMap<String, Object> found =
            scalars("depth", 1L, "gamma", gamma, "activation", "linear", "init", init);
        double product = gamma * (1 - gamma);
        double beyond = product / (1 - product);
        assertEquals(beyond, (double) found.get("mean_distance"), 1e-9, init + " " + gamma);
        assertEquals(beyond, (double) found.get("largest_distance"), 1e-9, init + " " + gamma);
        assertEquals(true, found.get("converged"));
      }
    }
  }

  @Test
  void whatIsLeftIsOfTheNextOrderForBothRules() {
    for (String rule : new String[] {"itp", "gait"}) {
      for (String init : new String[] {"orthogonal", "xavier"}) {
        SortedMap<String, Object> found =
            scalars("algorithm", rule, "init", init, "gamma", 1e-5, "half_gamma", true);
        assertEquals(true, found.get("stable"), rule + " " + init);
        assertEquals(1, (double) found.get("distance_slope"), 0.02, rule + " " + init);
        assertNull(scalars("algorithm", rule, "init", init).get("distance_slope"));
        assertTrue((double) found.get("mean_distance") < 0.01, rule + " " + init);
      }
    }
  }

  @Test
  void withoutNonlinearityGaitRelaxesAsItpDoes() {
    Object[] knobs = {"activation", "linear", "gamma", 0.01};
    SortedMap<String, Object> itp = scalars(knobs);
    double gait = (double) scalars(append(knobs, "algorithm", "gait")).get("mean_distance");
    assertEquals((double) itp.get("mean_distance"), gait, 1e-9 * gait);
  }

  /** The pull of GAIT-prop's equilibrium on ITP's targets would be wrong by a constant. */
  @Test
  void gaitRelaxesToItsOwnTargets() {
    double strong = (double) scalars("algorithm", "gait", "gamma", 1e-2).get("mean_distance");
    double weak = (double) scalars("algorithm", "gait", "gamma", 1e-6).get("mean_distance");
    assertTrue(weak < 1e-3 * strong, weak + " after " + strong);
  }

  private static Object[] append(Object[] knobs, Object... more) {
    return Stream.concat(Stream.of(knobs), Stream.of(more)).toArray();
  }

  @Test
  void anUnfinishedRelaxationSaysSo() {
    SortedMap<String, Object> found = scalars("gamma", 0.1, "relaxation_sweeps", 1L);
    assertEquals(1L, found.get("sweeps"));
    assertEquals(false, found.get("converged"));
    assertEquals(true, found.get("unstable_dynamics"));
    assertEquals(false, found.get("stable"));
    assertEquals(false, found.get("diverged"));
  }

  @Test
  void aTowerIsRefused() {
    Values tower = SmallCells.and(KNOBS, "net", "tower", "widths", "6-4-2");
    String problems = ExperimentContractTest.problems("equilibrium", tower).toString();
    assertTrue(problems.contains("net must be square"), problems);
  }
}
