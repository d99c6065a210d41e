package neurosweep.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import neurosweep.core.Cell;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Plot;
import neurosweep.core.Problems;
import neurosweep.core.Table;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.learn.Activation;
import neurosweep.learn.FeedbackWeights;
import neurosweep.learn.InversionKnobs;
import neurosweep.learn.LayeredNet;
import neurosweep.learn.Layout;
import neurosweep.learn.LearningRule;
import neurosweep.learn.LinearActivation;
import neurosweep.learn.Optimizer;
import neurosweep.learn.StabilityOptimisation;
import neurosweep.learn.UniformInit;
import neurosweep.math.Kernels;
import neurosweep.math.Precision;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * Regression towards a random teacher by one of the rules of Podlaski and Machens (NeurIPS 2020):
 * one example a step, each example once; the error is the sum of squares over all examples.
 *
 * <p>Their normalized error divides by the largest error of all models of a run, which no cell
 * knows: here {@code nse} is the error over the sum of the squared targets, {@code relative_sse}
 * that over the error before training, and {@code largest_sse} lets a reader of several cells
 * normalize as they do.
 *
 * <p>There is no budget: a cell draws and shuffles as many examples as it learns, so that a shorter
 * one learns others from the first step on.
 */
abstract class TeacherRegression implements Experiment {
  static final Param<Long> ITERATIONS =
      Param.integer("iterations", 2000, "examples, each of which is learned once")
          .within(1, 1_000_000)
          .in("examples");
  static final Param<Double> TEACHER_AMPLITUDE =
      Param.real("teacher_amplitude", 1, "bound of the teacher's uniform parameters").above(0);
  static final Param<Long> RECORD_INTERVAL =
      Param.integer(
              "record_interval",
              0,
              "iterations from one record to the next; 0 records at all numbers of at most two"
                  + " digits that end in zeros")
          .within(0, 1_000_000);
  static final Param<Double> CONVERGENCE_TOLERANCE =
      Param.real(
              "convergence_tolerance",
              1,
              "not_converged: a simulated error farther than this from the steady state")
          .above(0)
          .in("degrees");

  private static final Param<String> ALGORITHM =
      Stabilisation.algorithm(
          Stabilisation.BY_DEFAULT, Stabilisation.ON_REQUEST, Stabilisation.INTERVAL);
  private static final Param<Long> INPUTS =
      Param.integer("inputs", 30, "units of the input").within(1, 10_000);
  private static final Param<Long> OUTPUTS =
      Param.integer("outputs", 10, "units of the output").within(1, 10_000);
  private static final Param<String> PRECISION = Precision.PARAM.byDefault("float64");
  private static final long MOST_RECORDS = 10_000;

  /**
   * What distinguishes the tasks.
   *
   * @param hidden f of the hidden layers; the output is linear
   * @param biases whether student and teacher have biases
   * @param knobs of its own, or with defaults of its own
   */
  record Task(Activation hidden, boolean biases, List<Param<?>> knobs) {}

  private final Task task;

  TeacherRegression(Task task) {
    this.task = task;
  }

  /** The shape of the teacher of a net of that shape. */
  abstract Layout teacher(Layout student);

  @Override
  public int version() {
    return RegressionRecord.TIMED;
  }

  /** The second computes the same numbers, and records fewer. */
  @Override
  public boolean computes(int version) {
    return version == 2 || version == RegressionRecord.TIMED;
  }

  @Override
  public List<Param<?>> params() {
    List<Param<?>> params = new ArrayList<>(List.of(INPUTS, OUTPUTS));
    params.addAll(task.knobs);
    params.addAll(
        List.of(
            ALGORITHM,
            InversionKnobs.COMPATIBILITY,
            Optimizer.LEARNING_RATE.byDefault(0.01),
            UniformInit.AMPLITUDE));
    params.addAll(StabilityOptimisation.PARAMS);
    params.addAll(Optimizer.CATALOG.get("plain").params());
    params.addAll(List.of(RECORD_INTERVAL, CONVERGENCE_TOLERANCE, PRECISION, Streams.SWEEP_SEED));
    return params;
  }

  @Override
  public List<Metric<?>> metrics() {
    return RegressionRecord.metrics();
  }

  @Override
  public List<Table> tables() {
    return List.of(RegressionRecord.HISTORY, InversionProbe.TABLE, SingularCurve.TABLE);
  }

  @Override
  public List<Plot> plots() {
    return RegressionRecord.plots();
  }

  @Override
  public Metric<?> objective(Values values) {
    return RegressionRecord.FINAL_NSE;
  }

  @Override
  public void check(Values values, Optional<Dataset> data, Problems problems, String where) {
    Values all = filled(values);
    try {
      Layout layout = layout(all);
      LearningRule rule = LearningRule.CATALOG.get(NetKnobs.ALGORITHM.of(all));
      rule.check(layout, all, problems, where);
      Stabilisation.check(rule, all, Stabilisation.INTERVAL, watches(rule), problems, where);
    } catch (UserError e) {
      problems.add(where, e.getMessage());
    }
    long interval = RECORD_INTERVAL.of(all);
    if (interval > 0 && ITERATIONS.of(all) / interval > MOST_RECORDS) {
      problems.add(
          where,
          "record_interval is "
              + interval
              + ", too small for "
              + ITERATIONS.of(all)
              + " iterations: that is more than "
              + MOST_RECORDS
              + " records; use at least "
              + (ITERATIONS.of(all) / MOST_RECORDS + 1));
    }
  }

  @Override
  public double flops(Values values, Optional<Dataset> data) {
    Values all = filled(values);
    Layout layout = layout(all);
    LearningRule rule = LearningRule.CATALOG.get(NetKnobs.ALGORITHM.of(all));
    double forward = rule.inferenceFlops(layout, all);
    double step = rule.flops(layout, 1, all) + FeedbackWeights.flops(rule, layout, all);
    step += Stabilisation.flops(rule, layout, all, watches(rule));
    for (int l = 1; l <= layout.layers(); l++) {
      int units = layout.widths()[l];
      int reads = layout.reads()[l];
      forward += 2.0 * units * reads;
      step += 4.0 * units * reads;
    }
    double iterations = ITERATIONS.of(all);
    return iterations * (step + records(all) * forward);
  }

  @Override
  public double steps(Values values, Optional<Dataset> data) {
    return ITERATIONS.of(filled(values));
  }

  @Override
  public double rows(Table table, Values values, Optional<Dataset> data) {
    return records(filled(values));
  }

  private static double records(Values all) {
    double iterations = ITERATIONS.of(all);
    double interval = RECORD_INTERVAL.of(all);
    return interval > 0 ? iterations / interval : Math.min(iterations, 90 * Math.log10(iterations));
  }

  @Override
  public double bytes(Values values, Optional<Dataset> data) {
    Values all = filled(values);
    Layout layout = layout(all);
    double numbers = 0;
    for (int l = 0; l <= layout.layers(); l++) {
      numbers += 2.0 * ITERATIONS.of(all) * layout.widths()[l];
      numbers += 12.0 * layout.widths()[l] * layout.reads()[l];
    }
    return 8 * numbers;
  }

  @Override
  public boolean hasWeights() {
    return true;
  }

  @Override
  public double weightBytes(Values values, Optional<Dataset> data) {
    Values all = filled(values);
    return TrainedWeights.bytes(layout(all), all, Precision.named(PRECISION.of(all)));
  }

  @Override
  public Outcome run(Cell cell, Context context) {
    return run(NetKnobs.kernels(cell, context, PRECISION), cell, context);
  }

  private <M extends ReshapeMatrix> Outcome run(Kernels<M> kernels, Cell cell, Context context) {
    Values all = filled(cell.values());
    RegressionTraining<M> training =
        context.checkpoint().resume(() -> training(kernels, Streams.of(cell), all, cell.version()));
    return TrainedWeights.kept(training.run(context), training.network(), cell, context);
  }

  private <M extends ReshapeMatrix> RegressionTraining<M> training(
      Kernels<M> kernels, Streams streams, Values all, int version) {
    Layout student = layout(all);
    int examples = (int) (long) ITERATIONS.of(all);
    double amplitude = TEACHER_AMPLITUDE.of(all);
    TeacherTask.Recipe recipe = new TeacherTask.Recipe(amplitude, task.biases, examples);
    TeacherTask drawn = TeacherTask.draw(kernels, streams, teacher(student), recipe);
    recipe = new TeacherTask.Recipe(UniformInit.AMPLITUDE.of(all), task.biases, 0);
    return new RegressionTraining<>(
        RegressionTraining.student(kernels, student, recipe, streams, all),
        drawn,
        streams,
        all,
        version);
  }

  /** Loops that are simulated are looked at after every step, for the highest abscissa. */
  static boolean watches(LearningRule rule) {
    return rule.loops() == LearningRule.Loops.LAYERS;
  }

  private Values filled(Values values) {
    return values.filled(Param.effective(params(), values));
  }

  private Layout layout(Values all) {
    int inputs = (int) (long) INPUTS.of(all);
    int outputs = (int) (long) OUTPUTS.of(all);
    return new LayeredNet()
        .layout(all, inputs, outputs)
        .with(task.hidden, new LinearActivation(), 1);
  }
}
