package neurosweep.experiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import neurosweep.core.Column;
import neurosweep.core.Param;
import neurosweep.core.Persistent;
import neurosweep.core.Plot;
import neurosweep.core.Problems;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.learn.LearningRule;

/**
 * Errors against examples, within epochs too, and how the rule's updates compare with those of
 * others there.
 */
final class ErrorCurve implements Persistent {
  /** When, beside the ends of epochs. */
  static final Param<Long> EXAMPLES =
      Param.integer(
              "evaluation_examples",
              0,
              "examples from one error to the next within epochs; 0 is none")
          .within(0, Integer.MAX_VALUE)
          .in("examples");

  /** Whether updates are compared. */
  static final Param<Boolean> COMPARED =
      Param.flag(
          "compare_updates",
          false,
          "whether angles to the updates of ndi, pbp and bp and the loops' stability are recorded");

  /** The curve. */
  static final Table TABLE =
      new Table(
          "progress",
          List.of(
              Column.integer("examples", "examples", "examples learned so far"),
              Column.real("train_error", "", "share of the training set that is not recognised"),
              Column.real("test_error", "", "share of the test set that is not recognised"),
              Column.real("abscissa", "1/tau", "spectral abscissa, of the worst loop"),
              Column.real("discrete_radius", "", "spectral radius of an update, worst loop"),
              Column.real("feedback_angle", "degree", "B and -W^T, mean over hidden layers"),
              Column.real("ndi_angle", "degree", "updates to ndi's, mean over hidden layers"),
              Column.real("pbp_angle", "degree", "updates to pbp's, mean over hidden layers"),
              Column.real("bp_angle", "degree", "updates to bp's, mean over hidden layers")));

  /** Scalars over the curve. */
  static final List<Column> METRICS =
      List.of(
          Column.real("lowest_test_error", "", "of all points of the curve: optimistic"),
          Column.real("mean_ndi_angle", "degree", "of the curve, if updates are compared"),
          Column.real("mean_bp_angle", "degree", "of the curve, if updates are compared"),
          Column.real("highest_abscissa", "1/tau", "of the curve, if updates are compared"),
          Column.flag("unstable_dynamics", "a simulated loop had an abscissa >= 0, if compared"));

  private static final long MOST_POINTS = 10_000;

  private final LearningRule rule;
  private final Rows rows = new Rows(TABLE);

  ErrorCurve(LearningRule rule) {
    this.rule = rule;
  }

  /** Reports an interval that would record too much of that many examples. */
  static void check(Values values, double examples, Problems problems, String where) {
    long interval = EXAMPLES.of(values);
    if (interval > 0 && examples / interval > MOST_POINTS) {
      problems.add(
          where,
          EXAMPLES.name()
              + " is "
              + interval
              + ", too small for "
              + (long) examples
              + " examples: at most "
              + MOST_POINTS
              + " errors are recorded; use at least "
              + (long) Math.ceil(examples / MOST_POINTS));
    }
  }

  /** Its figures. */
  static List<Plot> plots() {
    return List.of(
        Plot.of(
                Plot.Kind.LINE,
                "test-error",
                "share of the test set that is not recognised, against examples",
                TABLE.name(),
                "examples",
                "test_error")
            .logY(),
        Plot.of(
            Plot.Kind.LINE,
            "update-angles",
            "angle of the hidden layers' updates to those of other rules",
            TABLE.name(),
            "examples",
            "ndi_angle",
            "pbp_angle",
            "bp_angle"),
        Plot.of(
                Plot.Kind.LINE,
                "abscissa",
                "spectral abscissa of the worst loop, which settles below zero",
                TABLE.name(),
                "examples",
                "abscissa")
            .level(0));
  }

  /**
   * Adds a point.
   *
   * @param layers the rows of a probe, or null
   */
  void add(long examples, Evaluation<?> evaluation, double[][] layers) {
    double[] row = new double[TABLE.columns().size()];
    Arrays.fill(row, Double.NaN);
    row[0] = (double) examples;
    row[1] = 1 - evaluation.trainAccuracy();
    row[2] = 1 - evaluation.testAccuracy();
    if (layers != null) {
      double[] worst = InversionProbe.worst(layers);
      row[3] = worst[0];
      row[4] = worst[1];
      double[] means = InversionProbe.means(layers);
      row[5] = means[1];
      System.arraycopy(means, InversionProbe.NDI_ANGLE, row, 6, 3);
    }
    rows.add(row);
  }

  /** Adds what was measured. */
  void report(SortedMap<String, Object> scalars, SortedMap<String, double[][]> tables) {
    tables.put(TABLE.name(), rows.array());
    Rows.put(scalars, "lowest_test_error", rows.least("test_error"));
    Rows.put(scalars, "mean_ndi_angle", rows.mean("ndi_angle"));
    Rows.put(scalars, "mean_bp_angle", rows.mean("bp_angle"));
    double abscissa = rows.largest("abscissa");
    Rows.put(scalars, "highest_abscissa", abscissa);
    if (Double.isFinite(abscissa)) {
      boolean unstable = rule.loops() != LearningRule.Loops.NONE && abscissa >= 0;
      scalars.put("unstable_dynamics", unstable);
      if (unstable) {
        scalars.put("stable", false);
      }
    }
  }

  @Override
  public void save(DataOutput out) throws IOException {
    rows.save(out);
  }

  @Override
  public void load(DataInput in) throws IOException {
    rows.load(in);
  }
}
