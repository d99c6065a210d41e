package neurosweep.experiment;

import static neurosweep.experiment.ExperimentContractTest.sameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import neurosweep.core.Outcome;
import neurosweep.core.Values;
import neurosweep.learn.LearningRule;
import neurosweep.learn.Optimizer;
import neurosweep.testing.InterruptedCell;
import neurosweep.testing.SmallCells;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A cell that was stopped and continued measures the same bits as one that was left alone. */
class InterruptionTest {
  /** 3 epochs of 4 mini-batches, the last of which is smaller. */
  private static final Values TRAINING =
      SmallCells.knobs(
          "depth",
          2L,
          "epochs",
          3L,
          "batch_size",
          11L,
          "validation",
          0.2,
          "evaluation_examples",
          7L,
          "compare_updates",
          true,
          "momentum",
          0.7,
          "lambda",
          0.1,
          "gamma",
          0.01,
          "learning_rate",
          0.01);

  private static final int STEPS = 12;

  /** Experiments of one step. */
  private static final Set<String> SHORT = Set.of("update-alignment", "leak-curve");

  private static InterruptedCell compare(String experiment, Values values, IntUnaryOperator steps) {
    Outcome undisturbed = SmallCells.run(experiment, values);
    InterruptedCell interruptions = new InterruptedCell(SmallCells.data(values), steps);
    Outcome continued = interruptions.run(SmallCells.cell(experiment, values, 1));
    assertTrue(
        sameBits(undisturbed, continued),
        () ->
            values.text()
                + "\nundisturbed "
                + undisturbed.measurements().scalars()
                + "\ncontinued   "
                + continued.measurements().scalars());
    return interruptions;
  }

  static Stream<Arguments> trainings() {
    List<Arguments> all = new ArrayList<>();
    for (String rule : LearningRule.CATALOG.names()) {
      for (String optimizer : Optimizer.CATALOG.names()) {
        for (String order : List.of("sequential", "shuffled")) {
          for (String precision : List.of("float32", "float64")) {
            all.add(Arguments.of(rule, optimizer, order, precision));
          }
        }
      }
    }
    assertTrue(all.size() >= 4 * 3 * 2 * 2, "saw only " + all.size());
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void atRandomMiniBatches(String rule, String optimizer, String order, String precision) {
    Values values =
        SmallCells.and(
            TRAINING,
            "algorithm",
            rule,
            "optimizer",
            optimizer,
            "order",
            order,
            "precision",
            precision,
            "activation",
            rule.equals("ep") ? "tanh" : "leaky-relu"); // whose relaxation has to be bounded
    Random random = new Random(values.text().hashCode());

    InterruptedCell some = compare("classification", values, attempt -> 1 + random.nextInt(6));

    assertTrue(some.attempts > 2, "only " + some.attempts);
    assertEquals(STEPS, some.saves);
  }

  static List<String> experiments() {
    return SmallCells.EXPERIMENTS.names();
  }

  /** Those that have nothing to keep end at the first attempt. */
  @ParameterizedTest
  @MethodSource("experiments")
  void everyExperimentAfterEveryStep(String experiment) {
    for (String net : List.of("square", "tower")) {
      Values values =
          SmallCells.trainsNets(experiment)
              ? SmallCells.and(TRAINING, "net", net, "widths", "6-6-4-2", "algorithm", "gait")
              : SmallCells.small(experiment);
      if (!ExperimentContractTest.problems(experiment, values).isEmpty()) {
        continue;
      }
      InterruptedCell each = compare(experiment, values, attempt -> 1);
      assertEquals(each.saves, each.attempts - 1);
      assertEquals(!SHORT.contains(experiment), each.attempts > 5, experiment + each.attempts);
    }
  }

  /** To save is to look and not to touch. */
  @ParameterizedTest
  @MethodSource("experiments")
  void savingAloneChangesNothing(String experiment) {
    Values values =
        SmallCells.trainsNets(experiment)
            ? SmallCells.and(TRAINING, "algorithm", "itp", "order", "shuffled")
            : SmallCells.small(experiment);
    assertEquals(1, compare(experiment, values, attempt -> Integer.MAX_VALUE).attempts);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5})
  void betweenEvaluations(long interval) {
    Values values = SmallCells.and(TRAINING, "epochs", 5L, "evaluation_interval", interval);
    compare("classification", values, attempt -> 1);
    compare("classification", values, attempt -> 4);
  }

  /** The verdict and its reason, too: the state is not finite when it is saved. */
  @ParameterizedTest
  @ValueSource(doubles = {3, 1e4, 1e300})
  void aTrainingThatDiverges(double rate) {
    Values values =
        SmallCells.and(
            TRAINING, "learning_rate", rate, "optimizer", "sgd", "epochs", 40L, "algorithm", "bp");
    assertInstanceOf(Outcome.Diverged.class, SmallCells.run("classification", values));
    compare("classification", values, attempt -> 1);
    compare("classification", values, attempt -> 3);
  }

  @Test
  void aRelaxationThatDiverges() {
    Values steep = SmallCells.knobs("depth", 3L, "slope", 1e-300, "batch_size", 8L);
    assertInstanceOf(Outcome.Diverged.class, SmallCells.run("equilibrium", steep));
    compare("equilibrium", steep, attempt -> 1);
  }
}
