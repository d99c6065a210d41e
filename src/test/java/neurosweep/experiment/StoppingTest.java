package neurosweep.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import neurosweep.core.Cell;
import neurosweep.core.Measurements;
import neurosweep.core.Outcome;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.testing.SmallCells;
import org.junit.jupiter.api.Test;

/** Trainings that end before their epochs are over, and why. */
class StoppingTest {
  private static final int VALIDATION =
      LearningCurve.TABLE.index(LearningCurve.VALIDATION_ACCURACY);

  /** Learns nothing: accuracies never change. */
  private static final Values IDLE =
      SmallCells.knobs(
          "depth", 1L, "epochs", 12L, "batch_size", 11L, "validation", 0.2, "learning_rate", 1e-12);

  /** Learns something in some epochs and unlearns it in others. */
  private static final Values LIVELY = SmallCells.and(IDLE, "learning_rate", 0.002, "epochs", 40L);

  private static Map<String, Object> scalars(Outcome outcome) {
    assertInstanceOf(Outcome.Finished.class, outcome);
    return outcome.measurements().scalars();
  }

  private static Outcome run(Values values) {
    return SmallCells.run("classification", values);
  }

  @Test
  void patienceCountsEvaluationsNotEpochs() {
    for (long interval : new long[] {1, 3}) {
      Values values = SmallCells.and(IDLE, "patience", 2L, "evaluation_interval", interval);
      Map<String, Object> scalars = scalars(run(values));
      assertEquals("patience: no better for 2 evaluations", scalars.get("stop_reason"));
      assertEquals(3 * interval, scalars.get("epochs_run"));
      assertEquals(interval, scalars.get("best_validation_epoch"));
    }
  }

  /** The first epoch after whose evaluation nothing was better for so many of them, by hand. */
  private static int expected(double[][] curve, int patience, double delta) {
    double best = curve[0][VALIDATION];
    int since = 0;
    for (int i = 1; i < curve.length; i++) {
      since++;
      if (curve[i][VALIDATION] > best + delta + 1e-9) {
        best = curve[i][VALIDATION];
        since = 0;
      }
      if (since == patience) {
        return i + 1;
      }
    }
    return curve.length;
  }

  @Test
  void whereItEndsFollowsFromTheCurve() {
    double[][] curve = run(LIVELY).measurements().tables().get(Table.HISTORY);
    Set<Integer> lengths = new HashSet<>();
    for (double delta : new double[] {0, 0.15}) {
      for (int patience = 1; patience < 6; patience++) {
        Values values = SmallCells.and(LIVELY, "patience", (long) patience, "min_delta", delta);
        Outcome outcome = run(values);
        double[][] shorter = outcome.measurements().tables().get(Table.HISTORY);
        assertEquals(expected(curve, patience, delta), shorter.length, values.text());
        lengths.add(shorter.length);
        for (int row = 0; row < shorter.length; row++) {
          assertEquals(List.of(boxed(curve[row])), List.of(boxed(shorter[row])));
        }
      }
    }
    boolean middle = lengths.stream().anyMatch(length -> length > 6 && length < curve.length);
    assertTrue(middle, "a curve that improves once tells little: " + lengths);
  }

  private static String boxed(double[] row) {
    return java.util.Arrays.toString(row);
  }

  @Test
  void withoutPatienceItGoesOn() {
    assertEquals("completed", scalars(run(IDLE)).get("stop_reason"));
    assertEquals(12L, scalars(run(IDLE)).get("epochs_run"));
  }

  @Test
  void whatWouldDoNothingIsRefused() {
    Values open = SmallCells.knobs("depth", 1L);
    assertRefused(
        open.with("patience", 3L),
        "patience is 3, must be 0 without a validation set: hold one out, as in validation: 0.2");
    assertRefused(
        open.with("validation", 0.2).with("min_delta", 0.01),
        "min_delta is 0.01, must be 0 without patience: give patience too, as in patience: 5");
    Values both = open.with("patience", 3L).with("min_delta", 0.01);
    assertEquals(
        List.of(), ExperimentContractTest.problems("classification", both.with("validation", 0.2)));
    assertEquals(
        List.of(),
        ExperimentContractTest.problems("classification", open.with("max_seconds", 1.0)));
  }

  private static void assertRefused(Values values, String why) {
    List<String> lines = ExperimentContractTest.problems("classification", values);
    assertEquals(1, lines.size(), lines.toString());
    assertTrue(lines.get(0).endsWith(why), lines.get(0));
  }

  /** A clock that is read once an evaluation and says a second more each time. */
  private static final class Clock implements Context {
    private final Dataset data;
    private final Optional<Measurements> repeated;
    private double seconds;

    Clock(Values values, Optional<Measurements> repeated) {
      this.data = SmallCells.data(values);
      this.repeated = repeated;
    }

    @Override
    public Dataset dataset(Cell cell) {
      return data;
    }

    @Override
    public String backend() {
      return "ejml";
    }

    @Override
    public boolean expired() {
      return false;
    }

    @Override
    public double spentSeconds() {
      return ++seconds;
    }

    @Override
    public Optional<Measurements> repeated() {
      return repeated;
    }
  }

  private static Outcome timed(Values values, Optional<Measurements> repeated) {
    return SmallCells.EXPERIMENTS
        .get("classification")
        .run(SmallCells.cell("classification", values, 1), new Clock(values, repeated));
  }

  @Test
  void timeEndsATrainingAfterAnEvaluation() {
    Values values =
        SmallCells.and(IDLE, "max_seconds", 2.0, "evaluation_interval", 3L, "epochs", 100L);
    Map<String, Object> scalars = scalars(timed(values, Optional.empty()));
    assertEquals(6L, scalars.get("epochs_run"));
    assertEquals("time: max_seconds was up", scalars.get("stop_reason"));
    Map<String, Object> whole = scalars(timed(values.with("epochs", 6L), Optional.empty()));
    assertEquals(6L, whole.get("epochs_run"));
    assertEquals("completed", whole.get("stop_reason"), "it had its epochs");
  }

  @Test
  void whatTimeDecidedIsRepeatedAndNotMeasured() {
    Values values = SmallCells.and(LIVELY, "max_seconds", 7.0);
    Outcome first = timed(values, Optional.empty());
    assertEquals(7L, scalars(first).get("epochs_run"));

    Outcome slower = timed(values.with("max_seconds", 3.0), Optional.of(first.measurements()));
    Outcome faster = timed(values.with("max_seconds", 20.0), Optional.of(first.measurements()));

    assertTrue(ExperimentContractTest.sameBits(first, slower));
    assertTrue(ExperimentContractTest.sameBits(first, faster));
    Outcome whole = timed(LIVELY, Optional.empty());
    assertTrue(
        ExperimentContractTest.sameBits(whole, timed(values, Optional.of(whole.measurements()))),
        "one that was in time stays in time");
  }

  @Test
  void onlyCellsWithALimitAreTimed() {
    Experiment experiment = SmallCells.EXPERIMENTS.get("classification");
    assertTrue(experiment.isTimed(SmallCells.knobs("max_seconds", 1.0)));
    assertFalse(experiment.isTimed(Values.NONE));
  }
}
