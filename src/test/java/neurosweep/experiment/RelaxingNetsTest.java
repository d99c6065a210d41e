package neurosweep.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import neurosweep.core.Outcome;
import neurosweep.core.Values;
import neurosweep.testing.SmallCells;
import org.junit.jupiter.api.Test;

/** What experiments make of a rule whose nets do not compute layer by layer. */
class RelaxingNetsTest {
  private static final Values SMALL =
      SmallCells.and(
          SmallCells.small("classification"),
          "algorithm",
          "ep",
          "activation",
          "tanh",
          "compare_updates",
          false);

  private static Map<String, Object> scalars(String experiment, Values values) {
    Outcome outcome = SmallCells.run(experiment, values);
    assertInstanceOf(Outcome.Finished.class, outcome);
    return outcome.measurements().scalars();
  }

  @Test
  void updatesOfOtherRulesAreNotComparedAtRelaxedStates() {
    String refusal =
        "cell: compare_updates is true, but a net of ep relaxes, and other rules have no updates at"
            + " what it computes; use false, or the experiment update-alignment for the angle to bp";
    Values compared = SMALL.with("compare_updates", true);
    assertEquals(List.of(refusal), ExperimentContractTest.problems("classification", compared));
    Values autoencoder = SmallCells.and(SmallCells.small("autoencoding"), "algorithm", "ep");
    assertEquals(List.of(refusal), ExperimentContractTest.problems("autoencoding", autoencoder));
    assertEquals(List.of(), ExperimentContractTest.problems("classification", SMALL));
    Values regression =
        SmallCells.and(SmallCells.small("linear-regression"), "algorithm", "ep", "error_clip", 0.0);
    assertEquals(List.of(), ExperimentContractTest.problems("linear-regression", regression));
    Map<String, Object> scalars = scalars("linear-regression", regression);
    assertTrue(scalars.containsKey("final_sse"));
    assertFalse(scalars.containsKey("mean_bp_angle"));
  }

  /** In one layer the two differ by the nudge alone, though the output is a relaxed one. */
  @Test
  void alignmentIsToBackpropagationOfTheForwardPass() {
    Values one = SmallCells.and(SMALL, "depth", 0L, "beta", 1e-3, "precision", "float64");
    double cosine = (Double) scalars("update-alignment", one).get("mean_cosine");
    assertEquals(1, cosine, 1e-4);
    Values deep = SmallCells.and(SMALL, "precision", "float64");
    assertTrue((Double) scalars("update-alignment", deep).get("mean_cosine") < 0.999);
  }

  @Test
  void evaluationIsPricedAsItRelaxes() {
    Experiment experiment = SmallCells.EXPERIMENTS.get("classification");
    Values longer = SMALL.with("free_steps", 40L);
    double few = experiment.evaluationFlops(SMALL, Optional.of(SmallCells.data(SMALL)));
    double many = experiment.evaluationFlops(longer, Optional.of(SmallCells.data(longer)));
    Values bp = SMALL.with("algorithm", "bp");
    assertTrue(few > experiment.evaluationFlops(bp, Optional.of(SmallCells.data(bp))));
    assertTrue(many > 1.5 * few);
  }
}
