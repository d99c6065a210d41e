package neurosweep.experiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import neurosweep.core.Cell;
import neurosweep.core.Goal;
import neurosweep.core.Metric;
import neurosweep.core.Param;
import neurosweep.core.Persistent;
import neurosweep.core.Split;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.data.Examples;

/** The evaluations of one cell, and the verdicts over them. */
final class LearningCurve implements Persistent {
  private static final Param<Double> COLLAPSE_TOLERANCE =
      Param.real("collapse_tolerance", 0.05, "collapsed: final accuracy this far below its peak")
          .within(0, 1);
  private static final Param<Double> OSCILLATION_TOLERANCE =
      Param.real("oscillation_tolerance", 0.05, "oscillating: oscillation above this").within(0, 1);
  private static final Param<Long> OSCILLATION_WINDOW =
      Param.integer("oscillation_window", 5, "evaluations at the end over which it is measured")
          .within(2, 1_000_000);
  private static final Param<Double> CHANCE_MARGIN =
      Param.real("chance_margin", 0.02, "at_chance: peak accuracy within this of chance")
          .within(0, 1);
  private static final Param<Double> CONDITION_BOUND =
      Param.real("condition_bound", 1e-5, "ill_conditioned: reciprocal_condition below this")
          .within(0, 1);

  /** What is selected on must not be judged by what is held back from selection. */
  private static final String JUDGED = ", on the validation set if there is one";

  static final Metric<Double> CHANCE_ACCURACY =
      Metric.real("chance_accuracy", "", "share of the largest class in the test set")
          .on(Split.TEST)
          .share();
  static final Metric<Long> EPOCH =
      Metric.integer("epoch", "epoch", "passes over the training set so far");
  static final Metric<Double> LOSS =
      Metric.real("train_loss", "", "mean loss before each step of the epoch");
  static final Metric<Double> TRAIN_ACCURACY =
      accuracy("train_accuracy", Split.TRAIN, "on the whole training set");
  static final Metric<Double> VALIDATION_ACCURACY =
      accuracy("validation_accuracy", Split.VALIDATION, "on the whole validation set");
  static final Metric<Double> TEST_ACCURACY =
      accuracy("test_accuracy", Split.TEST, "on the whole test set");
  static final Metric<Double> ORTHOGONALITY =
      Metric.real("orthogonality_error", "", "|W W^T - I|_F / sqrt(n), worst layer");
  static final Metric<Double> CONDITION =
      Metric.real("reciprocal_condition", "", "in the 1-norm, worst layer");

  /** The learning curve. */
  static final Table TABLE =
      new Table(
          Table.HISTORY,
          List.of(
              EPOCH,
              LOSS,
              TRAIN_ACCURACY,
              VALIDATION_ACCURACY,
              TEST_ACCURACY,
              ORTHOGONALITY,
              CONDITION));

  static final Metric<Long> PEAK_EPOCH =
      Metric.integer("peak_epoch", "epoch", "epoch of the largest test accuracy");
  static final Metric<Long> PEAK_TRAIN_EPOCH =
      Metric.integer("peak_train_epoch", "epoch", "epoch of the largest training accuracy");
  static final Metric<Long> BEST_VALIDATION_EPOCH =
      Metric.integer("best_validation_epoch", "epoch", "epoch of best_validation_accuracy");
  static final Metric<Double> PEAK_TRAIN_ACCURACY =
      accuracy("peak_train_accuracy", Split.TRAIN, "largest training accuracy of any evaluation")
          .peakOf(TRAIN_ACCURACY, PEAK_TRAIN_EPOCH);
  static final Metric<Double> PEAK_TEST_ACCURACY =
      accuracy("peak_test_accuracy", Split.TEST, "largest test accuracy: optimistic, it selects")
          .peakOf(TEST_ACCURACY, PEAK_EPOCH);
  static final Metric<Double> FINAL_TRAIN_ACCURACY =
      accuracy("final_train_accuracy", Split.TRAIN, "training accuracy of the last evaluation")
          .lastOf(TRAIN_ACCURACY);
  static final Metric<Double> FINAL_TEST_ACCURACY =
      accuracy("final_test_accuracy", Split.TEST, "test accuracy of the last evaluation")
          .lastOf(TEST_ACCURACY);
  static final Metric<Double> BEST_VALIDATION_ACCURACY =
      accuracy("best_validation_accuracy", Split.VALIDATION, "largest validation accuracy")
          .bestOf(VALIDATION_ACCURACY, BEST_VALIDATION_EPOCH);
  static final Metric<Double> TEST_ACCURACY_AT_BEST_VALIDATION =
      accuracy("test_accuracy_at_best_validation", Split.TEST, "test accuracy at that epoch")
          .chosenOf(TEST_ACCURACY);
  static final Metric<Double> FINAL_LOSS =
      Metric.real("final_loss", "", "mean training loss over the last evaluated epoch")
          .on(Split.TRAIN)
          .lastOf(LOSS)
          .goal(Goal.MIN);
  static final Metric<Long> EPOCHS_RUN =
      Metric.integer("epochs_run", "epoch", "epochs up to the last evaluation");
  static final Metric<Double> COLLAPSE =
      Metric.real("collapse", "", "peak minus final accuracy" + JUDGED).goal(Goal.MIN);
  static final Metric<Double> OSCILLATION =
      Metric.real("oscillation", "", "smaller of the largest late rise and fall" + JUDGED)
          .goal(Goal.MIN);
  static final Metric<Double> ORTHOGONALITY_ERROR =
      Metric.real("orthogonality_error", "", "final |W W^T - I|_F / sqrt(n), worst layer")
          .lastOf(ORTHOGONALITY)
          .goal(Goal.MIN);
  static final Metric<Double> RECIPROCAL_CONDITION =
      Metric.real("reciprocal_condition", "", "final reciprocal condition, worst layer")
          .lastOf(CONDITION)
          .goal(Goal.MAX);
  static final Metric<Boolean> DIVERGED =
      Metric.flag("diverged", "loss or weights were not finite").flaw();
  static final Metric<Boolean> COLLAPSED =
      Metric.flag("collapsed", "collapse > collapse_tolerance").flaw();
  static final Metric<Boolean> OSCILLATING =
      Metric.flag("oscillating", "oscillation > oscillation_tolerance").flaw();
  static final Metric<Boolean> AT_CHANCE =
      Metric.flag("at_chance", "peak accuracy <= chance + chance_margin" + JUDGED).flaw();
  static final Metric<Boolean> ILL_CONDITIONED =
      Metric.flag("ill_conditioned", "reciprocal_condition < condition_bound").flaw();

  /** What only cells with a validation set measure. */
  static final List<Metric<?>> VALIDATED =
      List.of(BEST_VALIDATION_ACCURACY, BEST_VALIDATION_EPOCH, TEST_ACCURACY_AT_BEST_VALIDATION);

  /** The scalars of a cell. */
  static final List<Metric<?>> METRICS =
      List.of(
          PEAK_TRAIN_ACCURACY,
          PEAK_TEST_ACCURACY,
          PEAK_EPOCH,
          PEAK_TRAIN_EPOCH,
          FINAL_TRAIN_ACCURACY,
          FINAL_TEST_ACCURACY,
          BEST_VALIDATION_ACCURACY,
          BEST_VALIDATION_EPOCH,
          TEST_ACCURACY_AT_BEST_VALIDATION,
          FINAL_LOSS,
          CHANCE_ACCURACY,
          EPOCHS_RUN,
          TrainingEnd.STOP_REASON,
          TrainingEnd.DIVERGED_EPOCH,
          COLLAPSE,
          OSCILLATION,
          ORTHOGONALITY_ERROR,
          RECIPROCAL_CONDITION,
          DIVERGED,
          COLLAPSED,
          OSCILLATING,
          AT_CHANCE,
          ILL_CONDITIONED,
          TrainingEnd.STABLE);

  /** Cells of older versions are judged on the test set, with a validation set too. */
  static final int JUDGED_BY_VALIDATION = 3;

  /** Far below the share of one example, far above the rounding of a difference of shares. */
  private static final double ROUNDING = 1e-12;

  private final Values values;
  private final double chance;
  private final Metric<Double> judged;
  private final double guessed;
  private final Rows rows = new Rows(TABLE);

  private static Metric<Double> accuracy(String name, Split split, String doc) {
    return Metric.real(name, "", doc).on(split).share(CHANCE_ACCURACY).goal(Goal.MAX);
  }

  LearningCurve(Cell cell, Dataset data) {
    this.values = cell.values();
    this.chance = largestClass(data.test(), data.classes());
    boolean validated = data.validation().size() > 0 && cell.version() >= JUDGED_BY_VALIDATION;
    this.judged = validated ? VALIDATION_ACCURACY : TEST_ACCURACY;
    this.guessed = validated ? largestClass(data.validation(), data.classes()) : chance;
  }

  /** The knobs of the verdicts. */
  static List<Param<?>> thresholds() {
    return List.of(
        COLLAPSE_TOLERANCE,
        OSCILLATION_TOLERANCE,
        OSCILLATION_WINDOW,
        CHANCE_MARGIN,
        CONDITION_BOUND);
  }

  private static double largestClass(Examples examples, int classes) {
    int[] counts = new int[classes];
    int most = 0;
    for (int i = 0; i < examples.size(); i++) {
      most = Math.max(most, ++counts[examples.label(i)]);
    }
    return (double) most / examples.size();
  }

  /** Evaluates the net after an epoch; false, and not recorded, if its outputs are not finite. */
  boolean add(long epoch, double meanLoss, Evaluation<?> evaluation) {
    double train = evaluation.trainAccuracy();
    double test = evaluation.testAccuracy();
    if (Double.isNaN(train) || Double.isNaN(test)) {
      return false;
    }
    rows.add()
        .set(EPOCH, (double) epoch)
        .set(LOSS, meanLoss)
        .set(TRAIN_ACCURACY, train)
        .set(VALIDATION_ACCURACY, evaluation.validationAccuracy())
        .set(TEST_ACCURACY, test)
        .set(ORTHOGONALITY, evaluation.orthogonalityError())
        .set(CONDITION, evaluation.reciprocalCondition());
    return true;
  }

  /** The epoch of the last evaluation; 0 before the first. */
  long lastEpoch() {
    return rows.isEmpty() ? 0 : (long) rows.last(EPOCH);
  }

  /** Evaluations since the validation accuracy was last more than that above the best before. */
  long idle(double minDelta) {
    double best = Double.NEGATIVE_INFINITY;
    long idle = 0;
    for (int row = 0; row < rows.size(); row++) {
      double accuracy = rows.get(row, VALIDATION_ACCURACY);
      boolean better = exceeds(accuracy - best, minDelta);
      best = better ? accuracy : best;
      idle = better ? 0 : idle + 1;
    }
    return idle;
  }

  /** Writes the evaluations. */
  @Override
  public void save(DataOutput out) throws IOException {
    rows.save(out);
  }

  @Override
  public void load(DataInput in) throws IOException {
    rows.load(in);
  }

  /**
   * Adds what was measured.
   *
   * @param divergedEpoch in which a number was not finite, or null
   */
  void report(Measured measured, String stopReason, Long divergedEpoch) {
    measured
        .set(rows)
        .set(TrainingEnd.STOP_REASON, stopReason)
        .set(CHANCE_ACCURACY, chance)
        .set(DIVERGED, divergedEpoch != null);
    if (divergedEpoch != null) {
      measured.set(TrainingEnd.DIVERGED_EPOCH, divergedEpoch).set(TrainingEnd.STABLE, false);
    }
    if (!rows.isEmpty()) {
      addAccuracies(measured);
      addVerdicts(measured, divergedEpoch != null);
    }
  }

  private void addAccuracies(Measured measured) {
    int peak = rows.best(TEST_ACCURACY);
    int peakTrain = rows.best(TRAIN_ACCURACY);
    measured
        .set(PEAK_TRAIN_ACCURACY, rows.get(peakTrain, TRAIN_ACCURACY))
        .set(PEAK_TRAIN_EPOCH, (long) rows.get(peakTrain, EPOCH))
        .set(PEAK_TEST_ACCURACY, rows.get(peak, TEST_ACCURACY))
        .set(PEAK_EPOCH, (long) rows.get(peak, EPOCH))
        .set(FINAL_TRAIN_ACCURACY, rows.last(TRAIN_ACCURACY))
        .set(FINAL_TEST_ACCURACY, rows.last(TEST_ACCURACY))
        .set(FINAL_LOSS, rows.last(LOSS))
        .set(EPOCHS_RUN, (long) rows.last(EPOCH))
        .set(ORTHOGONALITY_ERROR, rows.last(ORTHOGONALITY))
        .set(RECIPROCAL_CONDITION, rows.last(CONDITION));
    if (!Double.isNaN(rows.last(VALIDATION_ACCURACY))) {
      int chosen = rows.best(VALIDATION_ACCURACY);
      measured
          .set(BEST_VALIDATION_ACCURACY, rows.get(chosen, VALIDATION_ACCURACY))
          .set(BEST_VALIDATION_EPOCH, (long) rows.get(chosen, EPOCH))
          .set(TEST_ACCURACY_AT_BEST_VALIDATION, rows.get(chosen, TEST_ACCURACY));
    }
  }

  private void addVerdicts(Measured measured, boolean diverged) {
    double peak = rows.get(rows.best(judged), judged);
    double collapse = peak - rows.last(judged);
    double oscillation = oscillation(OSCILLATION_WINDOW.of(values));
    boolean collapsed = exceeds(collapse, COLLAPSE_TOLERANCE.of(values));
    boolean oscillating = exceeds(oscillation, OSCILLATION_TOLERANCE.of(values));
    boolean atChance = !exceeds(peak - guessed, CHANCE_MARGIN.of(values));
    boolean illConditioned = !(rows.last(CONDITION) >= CONDITION_BOUND.of(values));
    boolean fine = !collapsed && !oscillating && !atChance && !illConditioned;
    measured
        .set(COLLAPSE, collapse)
        .set(OSCILLATION, oscillation)
        .set(COLLAPSED, collapsed)
        .set(OSCILLATING, oscillating)
        .set(AT_CHANCE, atChance)
        .set(ILL_CONDITIONED, illConditioned)
        .set(TrainingEnd.STABLE, fine && !diverged);
  }

  /** A difference of two accuracies that equals its tolerance may come out above it: 1 - 0.95. */
  private static boolean exceeds(double difference, double tolerance) {
    return difference > tolerance + ROUNDING;
  }

  /** A curve that only rises, or only falls, does not oscillate however steep it is. */
  private double oscillation(long window) {
    int from = (int) Math.max(0, rows.size() - window);
    double rise = 0;
    double fall = 0;
    double least = rows.get(from, judged);
    double most = least;
    for (int row = from; row < rows.size(); row++) {
      double accuracy = rows.get(row, judged);
      least = Math.min(least, accuracy);
      most = Math.max(most, accuracy);
      rise = Math.max(rise, accuracy - least);
      fall = Math.max(fall, most - accuracy);
    }
    return Math.min(rise, fall);
  }
}
