package neurosweep.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import neurosweep.core.Cell;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Values;
import neurosweep.learn.LearningRule;
import neurosweep.testing.SmallCells;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeacherRegressionTest {
  private static final Values SHORT = SmallCells.knobs("iterations", 60L, "record_interval", 1L);
  private static final String LINEAR = "linear-regression";
  private static final String NONLINEAR = "nonlinear-regression";

  private static SortedMap<String, Object> scalars(String experiment, Object... knobs) {
    return finished(experiment, knobs).measurements().scalars();
  }

  private static Outcome finished(String experiment, Object... knobs) {
    return assertInstanceOf(
        Outcome.Finished.class,
        SmallCells.run(experiment, SmallCells.and(SHORT, knobs)),
        experiment);
  }

  private static double real(SortedMap<String, Object> scalars, String name) {
    return (double) scalars.get(name);
  }

  /** All numbers of the column but those of the first row. */
  private static double[] column(Outcome outcome, neurosweep.core.Table table, Metric<?> of) {
    double[][] rows = outcome.measurements().tables().get(table.name());
    return Arrays.stream(rows).mapToDouble(row -> row[table.index(of)]).toArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {LINEAR, NONLINEAR})
  void everyRuleOfThePaperLearns(String experiment) {
    for (String rule : List.of("bp", "fa", "pbp", "ndi", "di", "sdi")) {
      Object[] knobs = {"algorithm", rule, "iterations", 400L, "record_interval", 100L};
      SortedMap<String, Object> found = scalars(experiment, knobs);
      assertTrue(real(found, "final_relative_sse") < 0.5, rule + found);
      assertEquals(false, found.get("diverged"), rule);
    }
  }

  /** Loops of -W^T settle where they start; dynamic inversion is then its steady state. */
  @Test
  void dynamicInversionFollowsItsSteadyState() {
    SortedMap<String, Object> di = scalars(LINEAR, "algorithm", "di", "init_amplitude", 0.1);
    SortedMap<String, Object> ndi = scalars(LINEAR, "algorithm", "ndi", "init_amplitude", 0.1);
    assertEquals(real(ndi, "final_nse"), real(di, "final_nse"), 1e-3 * real(ndi, "final_nse"));
    assertTrue(real(di, "mean_ndi_angle") < 0.01);
    assertTrue(real(ndi, "mean_ndi_angle") < 1e-5, "its own, with the same weights");
    assertTrue(real(di, "highest_abscissa") < 0);
    assertEquals(true, di.get("stable"), di.toString());
    assertEquals(0, real(di, "optimisation_runs"));
  }

  @Test
  void aLoopThatIsTooSlowForTheSimulationIsFlagged() {
    Outcome outcome = finished(LINEAR, "algorithm", "di", "alpha", 0.001);
    assertEquals(true, outcome.measurements().scalars().get("not_converged"));
    assertEquals(false, outcome.measurements().scalars().get("stable"));
    assertTrue(column(outcome, InversionProbe.TABLE, InversionProbe.NDI_ANGLE)[2] > 1);
  }

  /**
   * It has feedback but neither a loop nor the steady state of one, whose scale would dwarf them.
   */
  @Test
  void feedbackAlignmentHasAFeedbackAngleButNoAbscissa() {
    SortedMap<String, Object> fa = scalars(LINEAR, "algorithm", "fa");
    assertTrue(real(fa, "mean_feedback_angle") > 0);
    assertFalse(fa.containsKey("initial_abscissa"), fa.toString());
    assertTrue(scalars(LINEAR, "algorithm", "ndi").containsKey("initial_abscissa"));
  }

  @Test
  void theAuthorsFirstStepLearnsNothing() {
    double[] theirs =
        column(
            finished(LINEAR, "compatibility", "authors"),
            RegressionRecord.HISTORY,
            RegressionRecord.RELATIVE_SSE);
    assertEquals(theirs[0], theirs[1]);
    double[] ours =
        column(finished(LINEAR), RegressionRecord.HISTORY, RegressionRecord.RELATIVE_SSE);
    assertFalse(ours[0] == ours[1]);
  }

  @Test
  void anUnstableLoopIsOptimisedOrFlagged() {
    Object[] unstable = {"algorithm", "di", "feedback", "random", "init_amplitude", 0.1};
    SortedMap<String, Object> watched =
        scalars(LINEAR, and(unstable, "stabilise", "never", "iterations", 3L));
    assertEquals(true, watched.get("unstable_dynamics"));
    assertEquals(0, real(watched, "optimisation_runs"));
    SortedMap<String, Object> guarded = scalars(LINEAR, unstable);
    assertTrue(real(guarded, "optimisation_runs") > 0, guarded.toString());
    assertTrue(real(guarded, "optimisation_iterations") >= 10);
    assertTrue(real(guarded, "final_abscissa") < 0, guarded.toString());
  }

  /** It had the knob and never did anything by it. */
  @Test
  void theFeedbackOfTheSteadyStateIsOptimisedOnRequestAlone() {
    Object[] unstable = {"algorithm", "ndi", "feedback", "random", "init_amplitude", 0.1};
    SortedMap<String, Object> alone = scalars(LINEAR, unstable);
    assertEquals(0, real(alone, "optimisation_runs"));
    assertFalse(alone.containsKey("optimised_share"), "nothing looked");
    assertEquals(alone, scalars(LINEAR, and(unstable, "stabilise", "never")));
    SortedMap<String, Object> guarded =
        scalars(LINEAR, and(unstable, "stabilise", "when-unstable"));
    assertTrue(real(guarded, "optimisation_runs") > 0, guarded.toString());
    assertTrue(real(guarded, "final_abscissa") < 0, guarded.toString());
    assertEquals(real(guarded, "optimisation_runs") / 60, real(guarded, "optimised_share"));
  }

  @Test
  void itIsToldWhenFeedbackWasOptimisedLast() {
    Object[] once = {"algorithm", "di", "feedback", "sign", "feedback_amplitude", 0.5};
    Object[] never = {"algorithm", "di", "feedback", "negative-transpose", "init_amplitude", 0.1};
    SortedMap<String, Object> optimised = scalars(LINEAR, once);
    double last = real(optimised, "last_optimised_iteration");
    assertTrue(last >= real(optimised, "optimisation_runs"), optimised.toString());
    assertTrue(last >= 1 && last <= 60, optimised.toString());
    Object[] upToThen = and(once, "stability_interval", (long) last);
    assertEquals(1.0, real(scalars(LINEAR, upToThen), "optimisation_runs"), "the only look");
    assertEquals(0, real(scalars(LINEAR, never), "last_optimised_iteration"));
    assertEquals(0, real(scalars(LINEAR, never), "optimised_share"));
  }

  @Test
  void theLeastSingularValueIsThatOfTheWeights() {
    Object[] knobs = {"inputs", 3L, "hidden", "1", "outputs", 1L, "iterations", 1L};
    for (String rule : List.of("bp", "pbp", "di")) {
      Outcome outcome = finished(LINEAR, and(knobs, "algorithm", rule, "learning_rate", 1e-30));
      double[] values = column(outcome, SingularCurve.TABLE, SingularCurve.SINGULAR_VALUE);
      assertEquals(2, values.length);
      assertTrue(values[0] > 0 && values[0] < 0.01, "one weight, of at most 0.01");
      assertEquals(
          Math.min(values[0], values[1]),
          real(outcome.measurements().scalars(), "least_singular_value"));
    }
  }

  /** What sweeps that began with it hold. */
  @Test
  void theSecondVersionMeasuresWhatItDid() {
    Values values = SmallCells.and(SHORT, "algorithm", "di");
    Outcome now = SmallCells.run(LINEAR, values);
    Outcome then =
        SmallCells.EXPERIMENTS
            .get(LINEAR)
            .run(new Cell(LINEAR, 2, values, 1, ""), new SmallCells.Lent(null, false));
    SortedMap<String, Object> common = new TreeMap<>(now.measurements().scalars());
    common
        .keySet()
        .removeAll(List.of("last_optimised_iteration", "optimised_share", "least_singular_value"));
    assertEquals(common, then.measurements().scalars());
    assertEquals(Set.of("history", "layers"), then.measurements().tables().keySet());
  }

  @Test
  void looksThatNothingComesOfAreRefused() {
    Values idle = SmallCells.knobs("algorithm", "ndi", "stability_interval", 5L);
    String problem = ExperimentContractTest.problems(LINEAR, idle).toString();
    assertTrue(problem.contains("nothing looks at the loops"), problem);
    Values watched = SmallCells.knobs("algorithm", "di", "stability_interval", 5L);
    assertEquals(List.of(), ExperimentContractTest.problems(LINEAR, watched));
    Object[] following = {"stabilise", "when-unstable", "feedback", "sign-tracking"};
    Values tracking = SmallCells.and(SmallCells.knobs("algorithm", "ndi"), following);
    problem = ExperimentContractTest.problems(LINEAR, tracking).toString();
    assertTrue(problem.contains("computed from the weights and cannot be optimised"), problem);
  }

  /** Injected: one iteration of a tiny step cannot make it. */
  @Test
  void optimisationThatFailsIsAResult() {
    Object[] hopeless = {"ssa_most", 1L, "ssa_least", 1L, "ssa_rate", 1e-9, "iterations", 3L};
    Object[] large = {"algorithm", "di", "feedback_amplitude", 0.05, "init_amplitude", 0.1};
    SortedMap<String, Object> later =
        scalars(LINEAR, and(and(large, "feedback", "random"), hopeless));
    assertEquals(true, later.get("optimisation_failed"), later.toString());
    assertTrue(real(later, "optimisation_failures") > 0);
    SortedMap<String, Object> atStart =
        scalars(LINEAR, and(and(large, "feedback", "optimised", "stabilise", "never"), hopeless));
    assertEquals(true, atStart.get("optimisation_failed"), atStart.toString());
    assertEquals(0, real(atStart, "optimisation_failures"));
    assertEquals(false, atStart.get("stable"));
  }

  /** Injected: feedback so strong that the simulation overflows. */
  @Test
  void aSimulationThatOverflowsIsADivergence() {
    for (String rule : List.of("di", "sdi")) {
      Outcome outcome =
          SmallCells.run(
              NONLINEAR,
              SmallCells.and(
                  SHORT,
                  "algorithm",
                  rule,
                  "feedback",
                  "random",
                  "feedback_amplitude",
                  1e9,
                  "stabilise",
                  "never"));
      assertInstanceOf(Outcome.Diverged.class, outcome, rule);
      SortedMap<String, Object> found = outcome.measurements().scalars();
      assertEquals(true, found.get("diverged"));
      assertEquals(true, found.get("unstable_dynamics"));
      assertEquals(true, found.get("unstable_simulation"));
      assertEquals(false, found.get("stable"));
      assertTrue((long) found.get("diverged_iteration") <= 2);
      assertTrue(Double.isFinite(real(found, "final_nse")), "the last finite numbers");
    }
  }

  /** Injected: weights whose products are zero, so that W B and W are singular. */
  @Test
  void singularSystemsAreAResult() {
    for (String rule : LearningRule.CATALOG.names()) {
      Values values =
          SmallCells.and(SHORT, "algorithm", rule, "init_amplitude", 1e-200, "alpha", 0.0);
      if (ExperimentContractTest.problems(LINEAR, values).isEmpty()) {
        Outcome outcome = SmallCells.run(LINEAR, values);
        assertTrue(outcome.state().isResult(), rule);
        assertFalse(outcome.measurements().scalars().isEmpty(), rule);
      }
    }
  }

  @Test
  void aRateThatIsTooLargeIsADivergence() {
    Outcome outcome =
        SmallCells.run(LINEAR, SmallCells.and(SHORT, "learning_rate", 1e6, "error_clip", 0.0));
    Outcome.Diverged diverged = assertInstanceOf(Outcome.Diverged.class, outcome);
    assertTrue(diverged.reason().endsWith("not finite"), diverged.reason());
    assertEquals(
        "diverged: " + diverged.reason(), outcome.measurements().scalars().get("stop_reason"));
  }

  @Test
  void recordsAreAtRoundNumbersAndBounded() {
    Outcome outcome =
        SmallCells.run(LINEAR, SmallCells.knobs("iterations", 1234L, "inputs", 3L, "outputs", 2L));
    double[] at = column(outcome, RegressionRecord.HISTORY, RegressionRecord.ITERATION);
    assertEquals(0, at[0]);
    assertEquals(99, at[99]);
    assertEquals(110, at[101]);
    assertEquals(1234, at[at.length - 1]);
    assertEquals(1 + 99 + 90 + 3 + 1, at.length);
    Values endless = SmallCells.knobs("iterations", 20_000L, "record_interval", 1L);
    String problem = ExperimentContractTest.problems(NONLINEAR, endless).toString();
    assertTrue(problem.contains("use at least 3"), problem);
  }

  @Test
  void wrongKnobsAreReported() {
    assertTrue(
        ExperimentContractTest.problems(LINEAR, SmallCells.knobs("hidden", "wide"))
            .toString()
            .contains("joined by hyphens"));
    assertTrue(
        ExperimentContractTest.problems(NONLINEAR, SmallCells.knobs("algorithm", "gait"))
            .toString()
            .contains("gait"));
  }

  private static Object[] and(Object[] knobs, Object... more) {
    Object[] all = Arrays.copyOf(knobs, knobs.length + more.length);
    System.arraycopy(more, 0, all, knobs.length, more.length);
    return all;
  }
}
