package neurosweep.experiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import neurosweep.core.Column;
import neurosweep.core.Measurements;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Persistent;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.data.Examples;

/** The evaluations of one cell, and the verdicts over them. */
final class LearningCurve implements Persistent {
  private static final Param<Double> COLLAPSE_TOLERANCE =
      Param.real("collapse_tolerance", 0.05, "collapsed: final test accuracy this far below peak")
          .within(0, 1);
  private static final Param<Double> OSCILLATION_TOLERANCE =
      Param.real("oscillation_tolerance", 0.05, "oscillating: oscillation above this").within(0, 1);
  private static final Param<Long> OSCILLATION_WINDOW =
      Param.integer("oscillation_window", 5, "evaluations at the end over which it is measured")
          .within(2, 1_000_000);
  private static final Param<Double> CHANCE_MARGIN =
      Param.real("chance_margin", 0.02, "at_chance: peak test accuracy within this of chance")
          .within(0, 1);
  private static final Param<Double> CONDITION_BOUND =
      Param.real("condition_bound", 1e-5, "ill_conditioned: reciprocal_condition below this")
          .within(0, 1);

  /** The scalars of a cell. */
  static final List<Column> METRICS =
      List.of(
          Column.real("peak_train_accuracy", "", "largest training accuracy of any evaluation"),
          Column.real("peak_test_accuracy", "", "largest test accuracy: optimistic, it selects"),
          Column.integer("peak_epoch", "epoch", "epoch of the largest test accuracy"),
          Column.integer("peak_train_epoch", "epoch", "epoch of the largest training accuracy"),
          Column.real("final_train_accuracy", "", "training accuracy of the last evaluation"),
          Column.real("final_test_accuracy", "", "test accuracy of the last evaluation"),
          Column.real("best_validation_accuracy", "", "largest validation accuracy"),
          Column.integer("best_validation_epoch", "epoch", "epoch of best_validation_accuracy"),
          Column.real("test_accuracy_at_best_validation", "", "test accuracy at that epoch"),
          Column.real("final_loss", "", "mean training loss over the last evaluated epoch"),
          Column.real("chance_accuracy", "", "share of the largest class in the test set"),
          Column.integer("epochs_run", "epoch", "epochs up to the last evaluation"),
          Column.text("stop_reason", "why training ended"),
          Column.integer("diverged_epoch", "epoch", "epoch in which a number was not finite"),
          Column.real("collapse", "", "peak minus final test accuracy"),
          Column.real("oscillation", "", "smaller of the largest late rise and fall of accuracy"),
          Column.real("orthogonality_error", "", "final |W W^T - I|_F / sqrt(n), worst layer"),
          Column.real("reciprocal_condition", "", "final reciprocal condition, worst layer"),
          Column.flag("diverged", "loss or weights were not finite"),
          Column.flag("collapsed", "collapse > collapse_tolerance"),
          Column.flag("oscillating", "oscillation > oscillation_tolerance"),
          Column.flag("at_chance", "peak_test_accuracy <= chance_accuracy + chance_margin"),
          Column.flag("ill_conditioned", "reciprocal_condition < condition_bound"),
          Column.flag("stable", "none of the flags"));

  /** The learning curve. */
  static final Table TABLE =
      new Table(
          Table.HISTORY,
          List.of(
              Column.integer("epoch", "epoch", "passes over the training set so far"),
              Column.real("train_loss", "", "mean loss before each step of the epoch"),
              Column.real("train_accuracy", "", "on the whole training set"),
              Column.real("validation_accuracy", "", "on the whole validation set"),
              Column.real("test_accuracy", "", "on the whole test set"),
              Column.real("orthogonality_error", "", "|W W^T - I|_F / sqrt(n), worst layer"),
              Column.real("reciprocal_condition", "", "in the 1-norm, worst layer")));

  /** Far below the share of one example, far above the rounding of a difference of shares. */
  private static final double ROUNDING = 1e-12;

  private static final int EPOCH = TABLE.index("epoch");
  private static final int LOSS = TABLE.index("train_loss");
  private static final int TRAIN = TABLE.index("train_accuracy");
  private static final int VALIDATION = TABLE.index("validation_accuracy");
  private static final int TEST = TABLE.index("test_accuracy");
  private static final int ORTHOGONALITY = TABLE.index("orthogonality_error");
  private static final int CONDITION = TABLE.index("reciprocal_condition");

  private final Values values;
  private final double chance;
  private final Rows rows = new Rows(TABLE);

  LearningCurve(Values values, Dataset data) {
    this.values = values;
    this.chance = largestClass(data.test(), data.classes());
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
    double[] row = new double[TABLE.columns().size()];
    row[EPOCH] = (double) epoch;
    row[LOSS] = meanLoss;
    row[TRAIN] = evaluation.trainAccuracy();
    row[VALIDATION] = evaluation.validationAccuracy();
    row[TEST] = evaluation.testAccuracy();
    row[ORTHOGONALITY] = evaluation.orthogonalityError();
    row[CONDITION] = evaluation.reciprocalCondition();
    if (Double.isNaN(row[TRAIN]) || Double.isNaN(row[TEST])) {
      return false;
    }
    rows.add(row);
    return true;
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

  Outcome finished() {
    return new Outcome.Finished(measurements("completed", null));
  }

  Outcome timedOut() {
    return new Outcome.TimedOut(measurements("timed out", null), Double.NaN);
  }

  Outcome diverged(long epoch, String reason) {
    return new Outcome.Diverged(measurements("diverged: " + reason, epoch), reason);
  }

  private Measurements measurements(String stopReason, Long divergedEpoch) {
    SortedMap<String, Object> scalars = new TreeMap<>();
    scalars.put("stop_reason", stopReason);
    scalars.put("chance_accuracy", chance);
    scalars.put("diverged", divergedEpoch != null);
    if (divergedEpoch != null) {
      scalars.put("diverged_epoch", divergedEpoch);
      scalars.put("stable", false);
    }
    if (!rows.isEmpty()) {
      addAccuracies(scalars);
      addVerdicts(scalars);
    }
    SortedMap<String, double[][]> tables = new TreeMap<>();
    tables.put(TABLE.name(), rows.array());
    return new Measurements(scalars, tables);
  }

  private void addAccuracies(SortedMap<String, Object> scalars) {
    double[] last = rows.last();
    double[] peak = best(TEST);
    double[] peakTrain = best(TRAIN);
    scalars.put("peak_train_accuracy", peakTrain[TRAIN]);
    scalars.put("peak_train_epoch", (long) peakTrain[EPOCH]);
    scalars.put("peak_test_accuracy", peak[TEST]);
    scalars.put("peak_epoch", (long) peak[EPOCH]);
    scalars.put("final_train_accuracy", last[TRAIN]);
    scalars.put("final_test_accuracy", last[TEST]);
    scalars.put("final_loss", last[LOSS]);
    scalars.put("epochs_run", (long) last[EPOCH]);
    scalars.put("orthogonality_error", last[ORTHOGONALITY]);
    scalars.put("reciprocal_condition", last[CONDITION]);
    if (!Double.isNaN(last[VALIDATION])) {
      double[] chosen = best(VALIDATION);
      scalars.put("best_validation_accuracy", chosen[VALIDATION]);
      scalars.put("best_validation_epoch", (long) chosen[EPOCH]);
      scalars.put("test_accuracy_at_best_validation", chosen[TEST]);
    }
  }

  private void addVerdicts(SortedMap<String, Object> scalars) {
    double[] last = rows.last();
    double peak = best(TEST)[TEST];
    double collapse = peak - last[TEST];
    double oscillation = oscillation(OSCILLATION_WINDOW.of(values));
    boolean collapsed = exceeds(collapse, COLLAPSE_TOLERANCE.of(values));
    boolean oscillating = exceeds(oscillation, OSCILLATION_TOLERANCE.of(values));
    boolean atChance = !exceeds(peak - chance, CHANCE_MARGIN.of(values));
    boolean illConditioned = !(last[CONDITION] >= CONDITION_BOUND.of(values));
    scalars.put("collapse", collapse);
    scalars.put("oscillation", oscillation);
    scalars.put("collapsed", collapsed);
    scalars.put("oscillating", oscillating);
    scalars.put("at_chance", atChance);
    scalars.put("ill_conditioned", illConditioned);
    boolean fine = !collapsed && !oscillating && !atChance && !illConditioned;
    scalars.put("stable", fine && !Boolean.TRUE.equals(scalars.get("diverged")));
  }

  /** A difference of two accuracies that equals its tolerance may come out above it: 1 - 0.95. */
  private static boolean exceeds(double difference, double tolerance) {
    return difference > tolerance + ROUNDING;
  }

  /** The first row with the largest value in a column. */
  private double[] best(int column) {
    double[] best = rows.all().get(0);
    for (double[] row : rows.all()) {
      best = row[column] > best[column] ? row : best;
    }
    return best;
  }

  /** A curve that only rises, or only falls, does not oscillate however steep it is. */
  private double oscillation(long window) {
    List<double[]> all = rows.all();
    int from = (int) Math.max(0, all.size() - window);
    double rise = 0;
    double fall = 0;
    double least = all.get(from)[TEST];
    double most = least;
    for (double[] row : all.subList(from, all.size())) {
      least = Math.min(least, row[TEST]);
      most = Math.max(most, row[TEST]);
      rise = Math.max(rise, row[TEST] - least);
      fall = Math.max(fall, most - row[TEST]);
    }
    return Math.min(rise, fall);
  }
}
