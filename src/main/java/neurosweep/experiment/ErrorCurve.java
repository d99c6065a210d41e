package neurosweep.experiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import neurosweep.core.Goal;
import neurosweep.core.Metric;
import neurosweep.core.Param;
import neurosweep.core.Persistent;
import neurosweep.core.Plot;
import neurosweep.core.Problems;
import neurosweep.core.Split;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.learn.LearningRule;

/**
 * Errors against examples, within epochs too, and how the rule's updates compare with those of
 * others there.
 */
final class ErrorCurve implements Persistent {
  /** When, beside the ends of epochs. */
  static final Param<Long> INTERVAL =
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

  static final Metric<Long> EXAMPLES =
      Metric.integer("examples", "examples", "examples learned so far");
  static final Metric<Double> TRAIN_ERROR =
      Metric.real("train_error", "", "share of the training set that is not recognised")
          .on(Split.TRAIN)
          .share()
          .goal(Goal.MIN);
  static final Metric<Double> TEST_ERROR =
      Metric.real("test_error", "", "share of the test set that is not recognised")
          .on(Split.TEST)
          .share()
          .goal(Goal.MIN);
  static final Metric<Double> ABSCISSA =
      Metric.real("abscissa", "1/tau", "spectral abscissa, of the worst loop");
  static final Metric<Double> DISCRETE_RADIUS =
      Metric.real("discrete_radius", "", "spectral radius of an update, worst loop");
  static final Metric<Double> FEEDBACK_ANGLE =
      Metric.real("feedback_angle", "degree", "B and -W^T, mean over hidden layers");
  static final Metric<Double> NDI_ANGLE =
      Metric.real("ndi_angle", "degree", "updates to ndi's, mean over hidden layers");
  static final Metric<Double> PBP_ANGLE =
      Metric.real("pbp_angle", "degree", "updates to pbp's, mean over hidden layers");
  static final Metric<Double> BP_ANGLE =
      Metric.real("bp_angle", "degree", "updates to bp's, mean over hidden layers");

  /** The curve. */
  static final Table TABLE =
      new Table(
          "progress",
          List.of(
              EXAMPLES,
              TRAIN_ERROR,
              TEST_ERROR,
              ABSCISSA,
              DISCRETE_RADIUS,
              FEEDBACK_ANGLE,
              NDI_ANGLE,
              PBP_ANGLE,
              BP_ANGLE));

  static final Metric<Double> LOWEST_TEST_ERROR =
      Metric.real("lowest_test_error", "", "of all points of the curve: optimistic")
          .on(Split.TEST)
          .over(TEST_ERROR)
          .share()
          .goal(Goal.MIN);
  static final Metric<Double> MEAN_NDI_ANGLE =
      Metric.real("mean_ndi_angle", "degree", "of the curve, if updates are compared")
          .over(NDI_ANGLE)
          .goal(Goal.MIN);
  static final Metric<Double> MEAN_BP_ANGLE =
      Metric.real("mean_bp_angle", "degree", "of the curve, if updates are compared")
          .over(BP_ANGLE)
          .goal(Goal.MIN);
  static final Metric<Double> FINAL_FEEDBACK_ANGLE =
      Metric.real(
              "final_feedback_angle",
              "degree",
              "at the end of the curve, if compared; to W^T where the rule adds what random feedback brings")
          .over(FEEDBACK_ANGLE)
          .goal(Goal.MIN);
  static final Metric<Double> HIGHEST_ABSCISSA =
      Metric.real(
              "highest_abscissa",
              "1/tau",
              "of the curve, if updates are compared, and after looks at the loops, if stabilised")
          .over(ABSCISSA);
  static final Metric<Boolean> UNSTABLE_DYNAMICS =
      Metric.flag("unstable_dynamics", "a simulated loop had an abscissa >= 0, if compared").flaw();

  /** Scalars over the curve. */
  static final List<Metric<?>> METRICS =
      List.of(
          LOWEST_TEST_ERROR,
          MEAN_NDI_ANGLE,
          MEAN_BP_ANGLE,
          FINAL_FEEDBACK_ANGLE,
          HIGHEST_ABSCISSA,
          UNSTABLE_DYNAMICS);

  /** What cells without the curve lack. */
  static final String NEEDED =
      "give "
          + INTERVAL.name()
          + ", for angles "
          + COMPARED.name()
          + " too, or select by another metric";

  private static final long MOST_POINTS = 10_000;

  private final LearningRule rule;
  private final boolean opposing;
  private final Rows rows = new Rows(TABLE);

  /**
   * A curve without points.
   *
   * @param opposing whether the rule is right with feedback weights of -W^T, not of W^T
   */
  ErrorCurve(LearningRule rule, boolean opposing) {
    this.rule = rule;
    this.opposing = opposing;
  }

  /** Reports a comparison that there is none of, and an interval that would record too much. */
  static void check(
      Values values, LearningRule rule, double examples, Problems problems, String where) {
    if (COMPARED.of(values) && !rule.isFeedforward()) {
      problems.add(
          where,
          COMPARED.name()
              + " is true, but a net of "
              + rule.name()
              + " relaxes, and other rules have no updates at what it computes; use false, or the"
              + " experiment update-alignment for the angle to bp");
    }
    long interval = INTERVAL.of(values);
    if (interval > 0 && examples / interval > MOST_POINTS) {
      problems.add(
          where,
          INTERVAL.name()
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

  /** Whether cells with these knobs measure a metric, as far as it is one of the curve's. */
  static boolean measures(Metric<?> metric, Values values) {
    boolean recorded = INTERVAL.of(values) > 0;
    boolean angles = METRICS.contains(metric) && !metric.equals(LOWEST_TEST_ERROR);
    return !METRICS.contains(metric) || (recorded && (!angles || COMPARED.of(values)));
  }

  /** Its figures. */
  static List<Plot> plots() {
    return List.of(
        Plot.of(
                Plot.Kind.LINE,
                "test-error",
                "share of the test set that is not recognised, against examples",
                TABLE,
                EXAMPLES,
                TEST_ERROR)
            .logY(),
        Plot.of(
            Plot.Kind.LINE,
            "update-angles",
            "angle of the hidden layers' updates to those of other rules",
            TABLE,
            EXAMPLES,
            NDI_ANGLE,
            PBP_ANGLE,
            BP_ANGLE),
        Plot.of(
            Plot.Kind.LINE,
            "feedback-angle",
            "angle of the feedback weights to minus the transposed weights",
            TABLE,
            EXAMPLES,
            FEEDBACK_ANGLE),
        Plot.of(
                Plot.Kind.LINE,
                "abscissa",
                "spectral abscissa of the worst loop, which settles below zero",
                TABLE,
                EXAMPLES,
                ABSCISSA)
            .level(0));
  }

  /**
   * Adds a point.
   *
   * @param layers the rows of a probe, or null
   */
  void add(long examples, Evaluation<?> evaluation, Rows layers) {
    rows.add()
        .set(EXAMPLES, (double) examples)
        .set(TRAIN_ERROR, 1 - evaluation.trainAccuracy())
        .set(TEST_ERROR, 1 - evaluation.testAccuracy());
    if (layers != null) {
      rows.set(ABSCISSA, InversionProbe.worst(layers, InversionProbe.ABSCISSA))
          .set(DISCRETE_RADIUS, InversionProbe.worst(layers, InversionProbe.DISCRETE_RADIUS))
          .set(FEEDBACK_ANGLE, InversionProbe.mean(layers, InversionProbe.FEEDBACK_ANGLE))
          .set(NDI_ANGLE, InversionProbe.mean(layers, InversionProbe.NDI_ANGLE))
          .set(PBP_ANGLE, InversionProbe.mean(layers, InversionProbe.PBP_ANGLE))
          .set(BP_ANGLE, InversionProbe.mean(layers, InversionProbe.BP_ANGLE));
    }
  }

  private double feedbackAngle() {
    double last = rows.size() == 0 ? Double.NaN : rows.last(FEEDBACK_ANGLE);
    return opposing ? last : 180 - last;
  }

  /** Adds what was measured. */
  void report(Measured measured) {
    double abscissa = rows.largest(ABSCISSA);
    measured
        .set(rows)
        .setFinite(LOWEST_TEST_ERROR, rows.least(TEST_ERROR))
        .setFinite(MEAN_NDI_ANGLE, rows.mean(NDI_ANGLE))
        .setFinite(MEAN_BP_ANGLE, rows.mean(BP_ANGLE))
        .setFinite(FINAL_FEEDBACK_ANGLE, feedbackAngle())
        .setFinite(HIGHEST_ABSCISSA, abscissa);
    if (Double.isFinite(abscissa)) {
      boolean unstable = rule.loops() != LearningRule.Loops.NONE && abscissa >= 0;
      measured.set(UNSTABLE_DYNAMICS, unstable);
      if (unstable) {
        measured.set(TrainingEnd.STABLE, false);
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
