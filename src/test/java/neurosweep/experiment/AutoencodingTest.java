package neurosweep.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import neurosweep.core.Outcome;
import neurosweep.core.Values;
import neurosweep.testing.SmallCells;
import org.junit.jupiter.api.Test;

class AutoencodingTest {
  private static final Values KNOBS =
      SmallCells.knobs(
          "hidden",
          "5-2-5",
          "epochs",
          30L,
          "batch_size",
          10L,
          "learning_rate",
          0.02,
          "init",
          "orthogonal");

  private static double real(Outcome outcome, String name) {
    return (double) outcome.measurements().scalars().get(name);
  }

  /** The data are two points and noise: one number of the two that the middle layer has. */
  @Test
  void everyRuleOfThePaperLearns() {
    for (String rule : List.of("bp", "pbp", "ndi", "di")) {
      Outcome outcome =
          SmallCells.run(
              "autoencoding", SmallCells.and(KNOBS, "algorithm", rule, "feedback", "tracking"));
      assertInstanceOf(Outcome.Finished.class, outcome, rule);
      double gain = real(outcome, "initial_test_error") / real(outcome, "final_test_error");
      assertTrue(gain > 2, rule + " " + gain);
      assertEquals(true, outcome.measurements().scalars().get("stable"));
    }
  }

  /** Feedback that is random makes loops of grown weights unstable. */
  @Test
  void loopsAreStabilisedOnRequest() {
    Object[] random = {"feedback", "random", "feedback_amplitude", 0.3, "epochs", 3L};
    for (String rule : List.of("ndi", "di")) {
      Values alone = SmallCells.and(SmallCells.and(KNOBS, random), "algorithm", rule);
      SortedMap<String, Object> before =
          SmallCells.run("autoencoding", alone).measurements().scalars();
      assertFalse(before.containsKey("optimised"), before.toString());
      Values guarded =
          SmallCells.and(alone, "stabilise", "when-unstable", "stability_interval", 1L);
      Outcome outcome = SmallCells.run("autoencoding", guarded);
      assertTrue(real(outcome, "optimisation_runs") > 0, rule + outcome);
      assertEquals(0, real(outcome, "optimisation_failures"), rule);
      assertTrue(real(outcome, "highest_abscissa") < 0, rule);
      assertEquals(false, outcome.measurements().scalars().get("optimisation_failed"));
    }
  }

  @Test
  void errorsAreRecordedWithinEpochs() {
    Values often = SmallCells.and(KNOBS, "epochs", 2L, "evaluation_examples", 20L);
    double[][] rows = SmallCells.run("autoencoding", often).measurements().tables().get("history");
    double[] at = Arrays.stream(rows).mapToDouble(row -> row[0]).toArray();
    assertEquals(
        List.of(0.0, 20.0, 40.0, 50.0, 60.0, 80.0, 100.0), Arrays.stream(at).boxed().toList());
    Values seldom = SmallCells.and(KNOBS, "epochs", 2L);
    assertEquals(
        real(SmallCells.run("autoencoding", seldom), "final_test_error"),
        real(SmallCells.run("autoencoding", often), "final_test_error"),
        "to measure is not to learn");
  }

  @Test
  void leavingTheFiniteNumbersIsAResult() {
    Outcome outcome = SmallCells.run("autoencoding", SmallCells.and(KNOBS, "learning_rate", 1e30));
    Outcome.Diverged diverged = assertInstanceOf(Outcome.Diverged.class, outcome);
    SortedMap<String, Object> scalars = outcome.measurements().scalars();
    assertEquals(1L, scalars.get("diverged_epoch"));
    assertEquals("diverged: " + diverged.reason(), scalars.get("stop_reason"));
    assertEquals(false, scalars.get("stable"));
    assertTrue(Double.isFinite(real(outcome, "final_test_error")), "before training");
    Values wild =
        SmallCells.and(
            KNOBS,
            "algorithm",
            "di",
            "feedback",
            "random",
            "feedback_amplitude",
            1e9,
            "epochs",
            1L);
    outcome = SmallCells.run("autoencoding", SmallCells.and(wild, "compare_updates", true));
    assertInstanceOf(Outcome.Diverged.class, outcome);
    assertEquals(true, outcome.measurements().scalars().get("unstable_dynamics"));
  }

  @Test
  void aNetWithoutMiddleLayerIsReported() {
    String problem =
        ExperimentContractTest.problems("autoencoding", SmallCells.knobs("hidden", "5-5"))
            .toString();
    assertTrue(problem.contains("must be an odd number of layers"), problem);
    problem =
        ExperimentContractTest.problems(
                "autoencoding", SmallCells.knobs("evaluation_examples", 1L, "epochs", 900L))
            .toString();
    assertTrue(problem.contains("use at least 5"), problem);
  }
}
