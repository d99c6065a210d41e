package neurosweep.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.SortedMap;
import neurosweep.core.Cell;
import neurosweep.core.Measurements;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.data.Examples;
import neurosweep.learn.Network;
import neurosweep.testing.SmallCells;
import neurosweep.testing.TestBackend;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.api.Test;

/**
 * The arithmetic over evaluations of a net whose accuracy is chosen: it takes an example for class
 * 1 where its feature is below k/10, and the classes are parted at 0.5 in the test set (accuracy 1
 * - |k - 5|/10), at 0.8 in the training and at 0.3 in the validation set.
 */
class LearningCurveTest {

  /** {@code size} features evenly on (0, 1), of class 1 below {@code border}. */
  private record Ramp(int size, double border) implements Examples {
    double feature(int index) {
      return (index + 0.5) / size;
    }

    @Override
    public int features() {
      return 2;
    }

    @Override
    public int label(int index) {
      return feature(index) < border ? 1 : 0;
    }

    @Override
    public void widen(int index, double[] out, int offset) {
      out[offset] = feature(index);
      out[offset + 1] = 0;
    }

    @Override
    public void widen(int index, float[] out, int offset) {
      out[offset] = (float) feature(index);
      out[offset + 1] = 0;
    }
  }

  private static LearningCurve curve(Values values, int... ks) {
    return curve(TestBackend.float64(), cell(2, values), 1, ks);
  }

  private static <M extends ReshapeMatrix> LearningCurve curve(
      TestBackend<M> backend, Cell cell, double condition, int... ks) {
    Dataset data = new Dataset(new Ramp(20, 0.8), new Ramp(10, 0.3), new Ramp(10, 0.5), 2, "");
    Network<M> network = new Network<>(backend.kernels(), new int[] {2, 2}, 1);
    backend.kernels().set(network.weights(1), 0, 0, 1);
    backend.kernels().set(network.weights(1), 1, 1, condition);
    LearningCurve curve = new LearningCurve(cell, data);
    for (int i = 0; i < ks.length; i++) {
      backend.kernels().set(network.bias(1), 0, 1, ks[i] / 10.0);
      curve.add(2L * (i + 1), 100 - i, new Evaluation<>(network, data, 7));
    }
    return curve;
  }

  private static Cell cell(int version, Values values) {
    return new Cell("classification", version, values, 1, "");
  }

  private static SortedMap<String, Object> scalars(LearningCurve curve) {
    return measured(curve, "completed", null).scalars();
  }

  private static Measurements measured(LearningCurve curve, String stopReason, Long diverged) {
    Measured measured = new Measured();
    curve.report(measured, stopReason, diverged);
    return measured.measurements();
  }

  private static double real(SortedMap<String, Object> scalars, String name) {
    return (double) scalars.get(name);
  }

  @Test
  void peaksAreOfTheirOwnSetAndTheFirstOfEqualsWins() {
    SortedMap<String, Object> s = scalars(curve(Values.NONE, 0, 8, 5, 3, 5, 8, 3, 9));
    assertEquals(1, real(s, "peak_test_accuracy"));
    assertEquals(6L, s.get("peak_epoch"));
    assertEquals(1, real(s, "peak_train_accuracy"));
    assertEquals(4L, s.get("peak_train_epoch"));
    assertEquals(1, real(s, "best_validation_accuracy"));
    assertEquals(8L, s.get("best_validation_epoch"));
    assertEquals(0.8, real(s, "test_accuracy_at_best_validation"));
    assertEquals(0.9, real(s, "final_train_accuracy"));
    assertEquals(0.6, real(s, "final_test_accuracy"));
    assertEquals(93, real(s, "final_loss"));
    assertEquals(16L, s.get("epochs_run"));
    assertEquals(0.5, real(s, "chance_accuracy"));
    assertEquals(1, real(s, "reciprocal_condition"));
    assertEquals(0, real(s, "orthogonality_error"));
  }

  @Test
  void collapsedMeansFinallyFarBelowThePeak() {
    SortedMap<String, Object> s = scalars(curve(Values.NONE, 2, 5, 9));
    assertEquals(0.4, real(s, "collapse"), 1e-15);
    assertFlags(s, "collapsed");
    Values lenient = SmallCells.knobs("collapse_tolerance", 0.5);
    assertFlags(scalars(curve(lenient, 2, 5, 9)), "oscillating");
  }

  @Test
  void oscillatingMeansBothRisingAndFallingLate() {
    SortedMap<String, Object> s = scalars(curve(Values.NONE, 5, 2, 5, 2, 5));
    assertEquals(0.3, real(s, "oscillation"), 1e-15);
    assertFlags(s, "oscillating");
    assertFlags(scalars(curve(SmallCells.knobs("oscillation_tolerance", 0.4), 5, 2, 5, 2, 5)));
    assertFlags(scalars(curve(Values.NONE, 0, 1, 2, 3, 4, 5)));
    assertFlags(scalars(curve(Values.NONE, 5, 2, 5, 5, 5, 5, 5)));
    assertFlags(
        scalars(curve(SmallCells.knobs("oscillation_window", 7L), 5, 2, 5, 5, 5, 5, 5)),
        "oscillating");
    SortedMap<String, Object> falling = scalars(curve(Values.NONE, 5, 6, 7, 8));
    assertEquals(0, real(falling, "oscillation"));
  }

  @Test
  void atChanceMeansNeverAboveTheLargestClass() {
    assertFlags(scalars(curve(Values.NONE, 0, 10)), "at_chance");
    assertFlags(scalars(curve(Values.NONE, 0, 1)));
    assertFlags(scalars(curve(SmallCells.knobs("chance_margin", 0.15), 0, 1)), "at_chance");
  }

  /** 0.8 - 0.7 is above 0.1 and 0.7 + 0.1 below 0.8, by a rounding error that decides nothing. */
  @Test
  void aDifferenceThatEqualsItsToleranceIsWithinIt() {
    Values tenth =
        SmallCells.knobs(
            "collapse_tolerance", 0.1, "oscillation_tolerance", 0.1, "chance_margin", 0.1);
    assertFlags(scalars(curve(tenth, 7, 8)));
    assertFlags(scalars(curve(tenth, 8, 7, 8)));
    Values margin = SmallCells.knobs("chance_margin", 0.3);
    assertFlags(scalars(curve(margin, 3)), "at_chance");
  }

  @Test
  void illConditionedMeansBelowTheBoundOrNotANumber() {
    assertFlags(
        scalars(curve(TestBackend.float64(), cell(2, Values.NONE), 1e-6, 5)), "ill_conditioned");
    assertFlags(scalars(curve(TestBackend.float64(), cell(2, Values.NONE), 1e-4, 5)));
    assertFlags(
        scalars(
            curve(
                TestBackend.float64(),
                cell(2, SmallCells.knobs("condition_bound", 1e-3)),
                1e-4,
                5)),
        "ill_conditioned");
    assertFlags(
        scalars(curve(TestBackend.float64(), cell(2, Values.NONE), 0, 5)), "ill_conditioned");
  }

  /** A run's curve on the test set decided what a validation set was held out to decide. */
  @Test
  void aValidationSetJudgesWhereThereIsOne() {
    int[] collapsesInValidationOnly = {3, 7};
    SortedMap<String, Object> s =
        scalars(curve(TestBackend.float64(), cell(3, Values.NONE), 1, collapsesInValidationOnly));
    assertEquals(0.4, real(s, "collapse"), 1e-15);
    assertFlags(s, "collapsed");
    assertFlags(scalars(curve(Values.NONE, collapsesInValidationOnly)));
    int[] collapsesInTestOnly = {5, 1, 1};
    assertFlags(
        scalars(curve(TestBackend.float64(), cell(3, Values.NONE), 1, collapsesInTestOnly)));
    assertFlags(scalars(curve(Values.NONE, collapsesInTestOnly)), "collapsed");
  }

  /** Exactly the flags named are up, and stable is their absence. */
  private static void assertFlags(SortedMap<String, Object> scalars, String... up) {
    String raised = String.join("", up);
    for (String flag : new String[] {"collapsed", "oscillating", "at_chance", "ill_conditioned"}) {
      if (!(flag.equals("oscillating") && raised.equals("collapsed"))) {
        assertEquals(flag.equals(raised), scalars.get(flag), flag + " in " + scalars);
      }
    }
    assertEquals(raised.isEmpty(), scalars.get("stable"));
    assertEquals(false, scalars.get("diverged"));
  }

  @Test
  void aCurveWithoutEvaluationsHasNoAccuracies() {
    Measurements timedOut = measured(curve(Values.NONE), "timed out", null);
    assertFalse(timedOut.scalars().containsKey("peak_test_accuracy"));
    assertEquals("timed out", timedOut.scalars().get("stop_reason"));
    assertEquals(0, timedOut.tables().get("history").length);
  }

  @Test
  void aDivergedCurveKeepsItsPeakAndIsNeverStable() {
    SortedMap<String, Object> s =
        measured(curve(Values.NONE, 4, 5), "diverged: loss is not finite", 6L).scalars();
    assertEquals(1, real(s, "peak_test_accuracy"));
    assertEquals(6L, s.get("diverged_epoch"));
    assertEquals(4L, s.get("epochs_run"));
    assertEquals(true, s.get("diverged"));
    assertEquals(false, s.get("stable"));
    assertEquals(false, s.get("collapsed"));
  }
}
