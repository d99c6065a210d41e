package neurosweep.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SortedMap;
import neurosweep.core.Cell;
import neurosweep.core.Outcome;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.data.Preparation;
import neurosweep.data.RawData;
import neurosweep.testing.InterruptedCell;
import neurosweep.testing.SmallCells;
import org.junit.jupiter.api.Test;

/** Leaving the finite numbers is a result: said when and why, with what was measured before. */
class DivergenceTest {
  private static final Values KNOBS =
      SmallCells.knobs("depth", 2L, "epochs", 40L, "batch_size", 16L, "precision", "float32");

  @Test
  void inTheFirstEpoch() {
    Outcome outcome = SmallCells.run("classification", KNOBS.with("learning_rate", 1e30));
    Outcome.Diverged diverged = assertInstanceOf(Outcome.Diverged.class, outcome);
    assertTrue(outcome.state().isResult());
    assertEquals("loss is not finite", diverged.reason());
    SortedMap<String, Object> scalars = outcome.measurements().scalars();
    assertEquals("diverged: loss is not finite", scalars.get("stop_reason"));
    assertEquals(1L, scalars.get("diverged_epoch"));
    assertEquals(true, scalars.get("diverged"));
    assertEquals(false, scalars.get("stable"));
    assertFalse(scalars.containsKey("peak_test_accuracy"), "nothing was measured");
    assertEquals(0, outcome.measurements().tables().get("history").length);
  }

  @Test
  void laterWithTheLastFiniteNumbersKept() {
    Values values =
        SmallCells.and(KNOBS, "optimizer", "sgd", "learning_rate", 3.0, "batch_size", 50L);
    Outcome outcome = SmallCells.run("classification", values);
    assertInstanceOf(Outcome.Diverged.class, outcome);
    SortedMap<String, Object> scalars = outcome.measurements().scalars();
    long epoch = (long) scalars.get("diverged_epoch");
    assertTrue(epoch > 1, "epoch " + epoch);
    assertEquals(epoch - 1, scalars.get("epochs_run"));
    double[][] history = outcome.measurements().tables().get("history");
    assertEquals(epoch - 1, history.length);
    int loss = LearningCurve.TABLE.index(LearningCurve.LOSS);
    assertTrue(Arrays.stream(history).allMatch(row -> Double.isFinite(row[loss])));
    assertEquals(history[history.length - 1][loss], scalars.get("final_loss"));
    assertTrue(scalars.containsKey("peak_test_accuracy"));
    assertEquals(true, scalars.get("diverged"));
    assertEquals(false, scalars.get("stable"));
  }

  /**
   * One unit, W_1 = W_2 = s, x = 2, t = 1: with the rate 1/2 the first step makes W_2 zero, which
   * the second cannot invert.
   */
  @Test
  void singularWeightsAreNamed() {
    RawData.Part part = new RawData.Part(null, new float[] {2, 2}, new int[] {0, 0});
    Values values =
        SmallCells.knobs(
            "depth",
            1L,
            "epochs",
            3L,
            "batch_size",
            1L,
            "scaling",
            "none",
            "activation",
            "linear",
            "algorithm",
            "tp",
            "optimizer",
            "sgd",
            "learning_rate",
            0.5);
    RawData raw = new RawData("one", 1, 1, 1, part, part);
    int named = 0;
    for (long seed = 0; seed < 8; seed++) {
      Cell cell = new Cell("classification", 1, values, seed, "");
      Dataset data = Preparation.prepare(raw, values);
      Outcome outcome = new Classification().run(cell, new SmallCells.Lent(data, false));
      Outcome continued = new InterruptedCell(data, attempt -> 1).run(cell);
      assertTrue(ExperimentContractTest.sameBits(outcome, continued), "after an interruption too");
      if (outcome instanceof Outcome.Diverged diverged
          && diverged.reason().equals("singular weights in layer 2")) {
        assertEquals(1L, outcome.measurements().scalars().get("diverged_epoch"));
        named++;
      }
    }
    assertTrue(named > 0, "the two signs agree for half of the seeds");
  }

  @Test
  void ofARelaxationOrAnUpdate() {
    Values steep = SmallCells.knobs("depth", 3L, "slope", 1e-300, "batch_size", 8L);
    Outcome relaxed = SmallCells.run("equilibrium", steep);
    assertInstanceOf(Outcome.Diverged.class, relaxed);
    assertEquals(false, relaxed.measurements().scalars().get("stable"));
    Outcome aligned = SmallCells.run("update-alignment", steep.with("algorithm", "tp"));
    assertInstanceOf(Outcome.Diverged.class, aligned);
    assertEquals(false, aligned.measurements().scalars().get("stable"));
  }
}
