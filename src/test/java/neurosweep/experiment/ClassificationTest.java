package neurosweep.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.learn.LearningRule;
import neurosweep.learn.Optimizer;
import neurosweep.testing.SmallCells;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClassificationTest {
  private static final Values KNOBS =
      SmallCells.knobs("depth", 2L, "epochs", 8L, "batch_size", 16L, "learning_rate", 0.01);

  static Stream<Arguments> variants() {
    return LearningRule.CATALOG.names().stream()
        .flatMap(
            rule ->
                Stream.of("float32", "float64")
                    .flatMap(
                        precision ->
                            Stream.of("quadratic", "softmax-cross-entropy")
                                .map(loss -> Arguments.of(rule, precision, loss))));
  }

  /** What rules need that leave the gradient, or whose nets relax. */
  private static final Map<String, Object[]> OWN =
      Map.of(
          "tp", new Object[] {"activation", "linear"},
          "dfa", new Object[] {"epochs", 40L},
          "dtp", new Object[] {"epochs", 40L, "learning_rate", 0.003, "inverse_warmup", 100L},
          "ep", new Object[] {"activation", "tanh", "init", "uniform", "init_amplitude", 0.2});

  /** TP shares the fixed points of BP in a linear net (Eq. 8) and is not asked for more. */
  @ParameterizedTest
  @MethodSource("variants")
  void everyRuleLearnsWhatIsEasy(String rule, String precision, String loss) {
    Values values = SmallCells.and(KNOBS, "algorithm", rule, "precision", precision, "loss", loss);
    Values easy =
        SmallCells.and(
            SmallCells.and(values, "lambda", 0.1, "feedback", "tracking"),
            OWN.getOrDefault(rule, new Object[0]));
    Outcome outcome = SmallCells.run("classification", easy);
    assertInstanceOf(Outcome.Finished.class, outcome);
    SortedMap<String, Object> scalars = outcome.measurements().scalars();
    assertTrue((double) scalars.get("peak_test_accuracy") > 0.95, scalars.toString());
    assertTrue((double) scalars.get("final_train_accuracy") > 0.95, scalars.toString());
    assertEquals(true, scalars.get("stable"), scalars.toString());
    assertEquals("completed", scalars.get("stop_reason"));
    double[][] history = outcome.measurements().tables().get("history");
    int column = LearningCurve.TABLE.index(LearningCurve.LOSS);
    assertTrue(history[history.length - 1][column] < history[0][column], "the loss falls");
  }

  private static final Values LOOPS =
      SmallCells.and(
          KNOBS, "net", "layered", "hidden", "5", "feedback", "random", "activation", "tanh");

  /** Feedback that is random makes loops unstable, from the first weights on. */
  @Test
  void loopsAreStabilisedOnRequest() {
    for (String precision : List.of("float32", "float64")) {
      for (String rule : List.of("ndi", "di")) {
        Values alone = SmallCells.and(LOOPS, "algorithm", rule, "precision", precision);
        assertFalse(scalars(alone).containsKey("optimised"));
        Values guarded =
            SmallCells.and(alone, "stabilise", "when-unstable", "stability_interval", 1L);
        SortedMap<String, Object> found = scalars(guarded);
        assertEquals(1.0, found.get("optimised"), found.toString());
        assertTrue((double) found.get("last_optimised_iteration") >= 1, found.toString());
        assertTrue((double) found.get("highest_abscissa") < 0, found.toString());
        assertEquals(false, found.get("optimisation_failed"));
        double share = (double) found.get("optimised_share");
        assertTrue(share > 0 && share <= 1, found.toString());
      }
    }
  }

  /** Found by a sweep in which every run diverged in its first step. */
  @Test
  void loopsAreStabilisedBeforeTheFirstStep() {
    Values wild = SmallCells.and(LOOPS, "algorithm", "di", "feedback_amplitude", 2.0);
    assertInstanceOf(Outcome.Diverged.class, SmallCells.run("classification", wild));
    Values guarded = SmallCells.and(wild, "stabilise", "when-unstable", "epochs", 1L);
    Values patient = SmallCells.and(guarded, "ssa_most", 2000L, "ssa_rate", 0.5);
    Outcome outcome = SmallCells.run("classification", patient);
    assertInstanceOf(Outcome.Finished.class, outcome);
    assertEquals(0.0, outcome.measurements().scalars().get("optimisation_failures"));
  }

  @Test
  void aLookIsPricedByItsInterval() {
    Values alone = SmallCells.and(LOOPS, "algorithm", "ndi");
    Values seldom = SmallCells.and(alone, "stabilise", "when-unstable");
    Values often = SmallCells.and(seldom, "stability_interval", 1L);
    double look = flops(often) - flops(alone);
    assertTrue(look > 0);
    assertEquals(look / 10, flops(seldom) - flops(alone), 1e-9 * look);
  }

  private static double flops(Values values) {
    Experiment experiment = SmallCells.EXPERIMENTS.get("classification");
    return experiment.flops(values, Optional.of(SmallCells.data(values)));
  }

  @Test
  void stabilisingThatNothingComesOfIsRefused() {
    Values on = SmallCells.and(LOOPS, "algorithm", "di", "stabilise", "when-unstable");
    assertEquals(List.of(), ExperimentContractTest.problems("classification", on));
    Values tracking = SmallCells.and(on, "feedback", "tracking");
    String problem = ExperimentContractTest.problems("classification", tracking).toString();
    assertTrue(problem.contains("cannot be optimised; use never"), problem);
    Values idle = SmallCells.and(LOOPS, "algorithm", "di", "stability_interval", 3L);
    problem = ExperimentContractTest.problems("classification", idle).toString();
    assertTrue(problem.contains("nothing looks at the loops"), problem);
  }

  /** Others have no loop of their own in a layer: a job that asks them is at fault. */
  @Test
  void onlyRulesThatInvertLayersReadWhetherToStabilise() {
    Experiment experiment = SmallCells.EXPERIMENTS.get("classification");
    for (LearningRule rule : LearningRule.CATALOG.members()) {
      Values values = SmallCells.knobs("algorithm", rule.name());
      boolean reads =
          Param.effective(experiment.params(), values).stream()
              .anyMatch(param -> param.name().equals("stabilise"));
      assertEquals(List.of("di", "ndi").contains(rule.name()), reads, rule.name());
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void everyOptimizerLearns(String optimizer) {
    double rate = optimizer.matches("sgd|plain") ? 0.1 : 0.01;
    Values values = SmallCells.and(KNOBS, "optimizer", optimizer, "learning_rate", rate);
    SortedMap<String, Object> scalars = scalars(values);
    assertTrue((double) scalars.get("peak_test_accuracy") > 0.95, scalars.toString());
  }

  static List<String> optimizers() {
    return Optimizer.CATALOG.names();
  }

  private static SortedMap<String, Object> scalars(Values values) {
    return SmallCells.run("classification", values).measurements().scalars();
  }

  @Test
  void aTowerAndANetOfOneLayerLearnToo() {
    Values tower = SmallCells.and(KNOBS, "net", "tower", "widths", "6-6-4-2");
    assertTrue((double) scalars(tower).get("peak_test_accuracy") > 0.95);
    assertTrue((double) scalars(KNOBS.with("depth", 0L)).get("peak_test_accuracy") > 0.95);
  }

  @Test
  void evaluatesEveryIntervalAndAfterTheLastEpoch() {
    Values values = SmallCells.and(KNOBS, "epochs", 7L, "evaluation_interval", 3L);
    assertEquals(List.of(3.0, 6.0, 7.0), column(values, LearningCurve.EPOCH));
    assertEquals(7L, scalars(values).get("epochs_run"));
    Values even = SmallCells.and(KNOBS, "epochs", 6L, "evaluation_interval", 3L);
    assertEquals(List.of(3.0, 6.0), column(even, LearningCurve.EPOCH));
    Values once = SmallCells.and(KNOBS, "epochs", 2L, "evaluation_interval", 9L);
    assertEquals(List.of(2.0), column(once, LearningCurve.EPOCH));
  }

  /** How often it is evaluated must not change what is learned. */
  @Test
  void evaluationsLeaveTheTrainingAlone() {
    Values seldom = SmallCells.and(KNOBS, "evaluation_interval", 8L);
    assertEquals(scalars(KNOBS).get("final_loss"), scalars(seldom).get("final_loss"));
    assertEquals(
        scalars(KNOBS).get("orthogonality_error"), scalars(seldom).get("orthogonality_error"));
  }

  /** 50 examples an epoch in batches of 16: after the batches that pass a multiple of 20. */
  @Test
  void errorsWithinEpochsAreRecordedAndLeaveTheTrainingAlone() {
    Values often = SmallCells.and(KNOBS, "epochs", 2L, "evaluation_examples", 20L);
    Outcome outcome = SmallCells.run("classification", often);
    double[][] rows = outcome.measurements().tables().get("progress");
    assertEquals(
        List.of(32.0, 48.0, 50.0, 66.0, 82.0, 100.0),
        Arrays.stream(rows).map(row -> row[0]).toList());
    SortedMap<String, Object> found = outcome.measurements().scalars();
    int error = ErrorCurve.TABLE.index(ErrorCurve.TEST_ERROR);
    assertEquals(
        1 - (double) found.get("final_test_accuracy"), rows[rows.length - 1][error], 1e-12);
    SortedMap<String, Object> plain = scalars(SmallCells.and(KNOBS, "epochs", 2L));
    assertEquals(plain.get("final_loss"), found.get("final_loss"));
    assertEquals(
        0, SmallCells.run("classification", KNOBS).measurements().tables().get("progress").length);
  }

  @Test
  void updatesAreComparedAndUnstableLoopsFlagged() {
    Values compared =
        SmallCells.and(
            KNOBS,
            "net",
            "layered",
            "hidden",
            "5",
            "compare_updates",
            true,
            "algorithm",
            "di",
            "epochs",
            2L);
    SortedMap<String, Object> found = scalars(compared);
    assertTrue((double) found.get("mean_ndi_angle") < 5, found.toString());
    assertTrue((double) found.get("highest_abscissa") < 0, found.toString());
    assertEquals(false, found.get("unstable_dynamics"));
    SortedMap<String, Object> ndi = scalars(SmallCells.and(compared, "algorithm", "ndi"));
    assertEquals(0, (double) ndi.get("mean_ndi_angle"), 1e-3, "with the weights of its own step");
    Values random =
        SmallCells.and(compared, "feedback", "random", "feedback_amplitude", 1.0, "epochs", 1L);
    Outcome outcome =
        SmallCells.run("classification", SmallCells.and(random, "inversion_steps", 9L));
    assertEquals(true, outcome.measurements().scalars().get("unstable_dynamics"));
    assertEquals(false, outcome.measurements().scalars().get("stable"));
  }

  /** What is right for a rule depends on whether its feedback is there to oppose the weights. */
  @Test
  void feedbackAnglesAreToWhatTheRuleIsRightWith() {
    Values aligned =
        SmallCells.and(
            KNOBS,
            "net",
            "layered",
            "hidden",
            "5",
            "compare_updates",
            true,
            "algorithm",
            "fa",
            "epochs",
            20L);
    double random = (double) scalars(aligned).get("final_feedback_angle");
    assertTrue(random < 90, "weights align with fixed feedback, " + random);
    Values tracked = SmallCells.and(aligned, "feedback", "tracking", "epochs", 1L);
    assertEquals(0, (double) scalars(tracked).get("final_feedback_angle"), 20);
    assertFalse(scalars(KNOBS).containsKey("final_feedback_angle"));
  }

  private static List<Double> column(Values values, Metric<?> column) {
    int index = LearningCurve.TABLE.index(column);
    double[][] rows =
        SmallCells.run("classification", values).measurements().tables().get("history");
    return Arrays.stream(rows).map(row -> row[index]).toList();
  }

  @Test
  void validationIsMeasuredOnlyWhereItIsHeldOut() {
    SortedMap<String, Object> without = scalars(KNOBS);
    assertFalse(without.containsKey("best_validation_accuracy"));
    assertFalse(without.containsKey("best_validation_epoch"));
    assertFalse(without.containsKey("test_accuracy_at_best_validation"));
    assertTrue(column(KNOBS, LearningCurve.VALIDATION_ACCURACY).stream().allMatch(v -> v.isNaN()));
    Values held = KNOBS.with("validation", 0.2);
    SortedMap<String, Object> with = scalars(held);
    assertTrue((double) with.get("best_validation_accuracy") > 0.8);
    assertTrue(with.containsKey("best_validation_epoch"));
    assertTrue(with.containsKey("test_accuracy_at_best_validation"));
    assertTrue(column(held, LearningCurve.VALIDATION_ACCURACY).stream().noneMatch(v -> v.isNaN()));
    Experiment experiment = SmallCells.EXPERIMENTS.get("classification");
    assertEquals(LearningCurve.PEAK_TEST_ACCURACY, experiment.objective(KNOBS));
    assertEquals(LearningCurve.BEST_VALIDATION_ACCURACY, experiment.objective(held));
  }

  @Test
  void everyKnobOfTrainingMatters() {
    SortedMap<String, Object> plain = scalars(KNOBS);
    for (Values other :
        List.of(
            KNOBS.with("order", "shuffled"),
            KNOBS.with("init", "xavier"),
            KNOBS.with("activation", "linear"),
            KNOBS.with("slope", 0.2),
            KNOBS.with("lambda", 0.01),
            KNOBS.with("batch_size", 10L),
            KNOBS.with("beta1", 0.5),
            KNOBS.with("beta2", 0.9),
            KNOBS.with("epsilon", 0.1),
            KNOBS.with("precision", "float64"))) {
      assertNotEquals(plain.get("final_loss"), scalars(other).get("final_loss"), other.text());
    }
    Values penalized = SmallCells.and(KNOBS, "init", "xavier", "lambda", 1.0);
    assertNotEquals(
        scalars(penalized).get("final_loss"),
        scalars(penalized.with("regularizer", "columns")).get("final_loss"));
    Values sgd = SmallCells.and(KNOBS, "optimizer", "sgd");
    assertNotEquals(
        scalars(sgd).get("final_loss"), scalars(sgd.with("momentum", 0.5)).get("final_loss"));
  }

  @Test
  void theRegularizerKeepsWeightsCloserToOrthogonal() {
    Values free = SmallCells.and(KNOBS, "init", "xavier", "epochs", 30L);
    double without = (double) scalars(free).get("orthogonality_error");
    double with = (double) scalars(free.with("lambda", 10.0)).get("orthogonality_error");
    assertTrue(with < 0.9 * without, with + " against " + without);
  }

  @Test
  void aBatchLargerThanTheDataIsTheWholeData() {
    Values whole = KNOBS.with("batch_size", 50L);
    assertEquals(scalars(whole), scalars(KNOBS.with("batch_size", 1_000_000L)));
  }
}
