package neurosweep.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import neurosweep.core.Cell;
import neurosweep.core.Measurements;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Plot;
import neurosweep.core.Problems;
import neurosweep.core.Split;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.learn.Decorrelation;
import neurosweep.learn.FeedbackWeights;
import neurosweep.learn.Layout;
import neurosweep.learn.LearningRule;
import neurosweep.learn.Loss;
import neurosweep.learn.Optimizer;
import neurosweep.learn.Regularizer;
import neurosweep.learn.TrainingStep;
import neurosweep.math.Kernels;
import neurosweep.math.Precision;
import org.ejml.data.ReshapeMatrix;

/**
 * Supervised training of a net by one of the rules, with the protocol of Ahmad, van Gerven and
 * Ambrogioni (NeurIPS 2020): accuracies over the whole sets at every evaluation, peak and final
 * ones reported.
 */
public final class Classification implements Experiment {
  private static final Param<Double> LAMBDA =
      Param.real("lambda", 0, "strength of the orthogonality regularizer").called("λ").atLeast(0);
  private static final Param<String> REGULARIZER =
      Param.member("regularizer", Regularizer.CATALOG, "rows", "what is made orthogonal");
  private static final Param<String> OPTIMIZER =
      Param.member("optimizer", Optimizer.CATALOG, "adam-paper", "parameter update");

  /** An order of the examples. */
  static final String SHUFFLED = "shuffled";

  static final Param<Long> EPOCHS =
      Param.integer("epochs", 100, "passes over the training set").within(1, 1_000_000);
  static final Param<String> ORDER =
      Param.choice(
          "order", List.of("sequential", SHUFFLED), "order of the examples in every epoch");
  static final Param<Long> EVALUATION_INTERVAL =
      Param.integer("evaluation_interval", 1, "epochs from one evaluation to the next")
          .within(1, 1_000_000)
          .in("epochs");

  static final int EVALUATION_BATCH = 512;

  private static final Param<String> ALGORITHM =
      Stabilisation.algorithm(
          Stabilisation.ON_REQUEST, Stabilisation.ON_REQUEST, Stabilisation.SELDOM);

  @Override
  public String name() {
    return "classification";
  }

  @Override
  public String doc() {
    return "trains a net by any rule; peak and final accuracies, learning curves, stability flags";
  }

  @Override
  public int version() {
    return 3;
  }

  /** The third judges stability on the validation set. */
  @Override
  public int version(Values values) {
    return validated(values) ? 3 : 2;
  }

  @Override
  public boolean computes(int version) {
    return version == 2 || version == 3;
  }

  /**
   * A cell evaluates and records errors after its last epoch, too: where others do not, that is no
   * state of theirs.
   */
  @Override
  public Optional<BudgetKnob> budget() {
    return Optional.of(new BudgetKnob(EPOCHS, EVALUATION_INTERVAL::of));
  }

  @Override
  public boolean isTimed(Values values) {
    return Stopping.isTimed(values);
  }

  @Override
  public Optional<Split> judgedOn(int version, Values values) {
    boolean held = validated(values) && version >= LearningCurve.JUDGED_BY_VALIDATION;
    return Optional.of(held ? Split.VALIDATION : Split.TEST);
  }

  private static boolean validated(Values values) {
    return values.get("validation") instanceof Double share && share > 0;
  }

  @Override
  public boolean measures(Metric<?> metric, Values values) {
    boolean optimises = Stabilisation.optimises(parts(values).rule(), values);
    if (Stabilisation.METRICS.contains(metric)) {
      return optimises;
    }
    if (optimises && metric.equals(ErrorCurve.HIGHEST_ABSCISSA)) {
      return true;
    }
    return LearningCurve.VALIDATED.contains(metric)
        ? validated(values)
        : ErrorCurve.measures(metric, values) && CorrelationCurve.measures(metric, values);
  }

  @Override
  public String without(Metric<?> metric) {
    if (Stabilisation.METRICS.contains(metric)) {
      return Stabilisation.NEEDED;
    }
    return LearningCurve.VALIDATED.contains(metric)
        ? "hold out a validation set, as in validation: 0.2, or select by another metric"
        : metric.equals(CorrelationCurve.INPUT_CORRELATION)
            ? CorrelationCurve.NEEDED
            : ErrorCurve.NEEDED;
  }

  @Override
  public List<Param<?>> params() {
    List<Param<?>> own =
        new ArrayList<>(
            List.of(
                ALGORITHM,
                Optimizer.LEARNING_RATE,
                LAMBDA,
                REGULARIZER,
                Decorrelation.KIND,
                NetKnobs.LOSS,
                OPTIMIZER,
                NetKnobs.BATCH_SIZE,
                EPOCHS,
                ORDER,
                EVALUATION_INTERVAL,
                ErrorCurve.INTERVAL,
                ErrorCurve.COMPARED,
                CorrelationCurve.RECORDED));
    own.addAll(Stopping.PARAMS);
    own.addAll(LearningCurve.thresholds());
    return NetKnobs.with(Precision.PARAM, own.toArray(Param<?>[]::new));
  }

  @Override
  public List<Metric<?>> metrics() {
    List<Metric<?>> columns = new ArrayList<>(LearningCurve.METRICS);
    columns.addAll(ErrorCurve.METRICS);
    columns.add(CorrelationCurve.INPUT_CORRELATION);
    columns.addAll(Stabilisation.METRICS);
    return columns;
  }

  @Override
  public List<Table> tables() {
    return List.of(LearningCurve.TABLE, ErrorCurve.TABLE, CorrelationCurve.TABLE);
  }

  @Override
  public List<Plot> plots() {
    List<Plot> plots = new ArrayList<>(ErrorCurve.plots());
    plots.addAll(CorrelationCurve.plots());
    return plots;
  }

  @Override
  public Metric<?> objective(Values values) {
    return validated(values)
        ? LearningCurve.BEST_VALIDATION_ACCURACY
        : LearningCurve.PEAK_TEST_ACCURACY;
  }

  @Override
  public void check(Values values, Optional<Dataset> data, Problems problems, String where) {
    LearningRule rule = parts(values).rule();
    data.ifPresent(set -> NetKnobs.check(values, rule, set, problems, where));
    Stabilisation.check(rule, values, Stabilisation.SELDOM, false, problems, where);
    Stabilisation.refuseIdle(rule, values, problems, where);
    double examples = data.map(set -> set.train().size()).orElse(0) * (double) EPOCHS.of(values);
    ErrorCurve.check(values, rule, examples, problems, where);
    Stopping.check(values, validated(values), data, problems, where);
  }

  @Override
  public double flops(Values values, Optional<Dataset> data) {
    Dataset set = data.orElseThrow();
    Layout layout = NetKnobs.layout(values, set);
    int batch = (int) Math.min(NetKnobs.BATCH_SIZE.of(values), set.train().size());
    double step = parts(values).flops(layout, batch, values);
    step += Stabilisation.flops(parts(values).rule(), layout, values, false);
    return steps(values, data) * step + evaluationFlops(values, data);
  }

  @Override
  public double steps(Values values, Optional<Dataset> data) {
    int examples = data.orElseThrow().train().size();
    double batch = Math.min(NetKnobs.BATCH_SIZE.of(values), examples);
    return Math.ceil(examples / batch) * EPOCHS.of(values);
  }

  @Override
  public double evaluationFlops(Values values, Optional<Dataset> data) {
    Dataset set = data.orElseThrow();
    Layout layout = NetKnobs.layout(values, set);
    double forward = 0;
    for (int layer = 1; layer <= layout.layers(); layer++) {
      double reads = layout.reads()[layer];
      forward +=
          2 * layout.widths()[layer] * reads
              + (lateral(values, layout) > 0 ? 2 * reads * reads : 0);
    }
    double evaluated = set.train().size() + set.validation().size() + set.test().size();
    forward += parts(values).rule().inferenceFlops(layout, values);
    return (evaluations(values) + errors(values, set)) * evaluated * forward;
  }

  private static double evaluations(Values values) {
    return Math.ceil((double) EPOCHS.of(values) / EVALUATION_INTERVAL.of(values));
  }

  private static double correlations(Values values, Dataset set) {
    boolean recorded = CorrelationCurve.RECORDED.of(values);
    return recorded ? evaluations(values) * NetKnobs.layout(values, set).layers() : 0;
  }

  private static double errors(Values values, Dataset set) {
    long interval = ErrorCurve.INTERVAL.of(values);
    return interval > 0 ? EPOCHS.of(values) * (double) set.train().size() / interval : 0;
  }

  @Override
  public double rows(Table table, Values values, Optional<Dataset> data) {
    if (table.equals(CorrelationCurve.TABLE)) {
      return correlations(values, data.orElseThrow());
    }
    return table.equals(LearningCurve.TABLE)
        ? evaluations(values)
        : errors(values, data.orElseThrow());
  }

  static TrainingStep.Parts parts(Values values) {
    return new TrainingStep.Parts(
        LearningRule.CATALOG.get(NetKnobs.ALGORITHM.of(values)),
        Loss.CATALOG.get(NetKnobs.LOSS.of(values)),
        Optimizer.CATALOG.get(OPTIMIZER.of(values)),
        Regularizer.CATALOG.get(REGULARIZER.of(values)),
        LAMBDA.of(values));
  }

  @Override
  public double bytes(Values values, Optional<Dataset> data) {
    Dataset set = data.orElseThrow();
    double evaluated = Math.max(set.train().size(), set.test().size());
    double batch = Math.min(NetKnobs.BATCH_SIZE.of(values), set.train().size());
    // weights and two moments; gradient, Gram matrices, factors, condition; activities, errors, and
    // the states, values or targets of rules that settle
    double training = NetKnobs.bytes(values, set, Precision.PARAM, 3, 7, 8);
    Layout layout = NetKnobs.layout(values, set);
    TrainingStep.Parts parts = parts(values);
    LearningRule rule = parts.rule();
    int copies = 1 + FeedbackWeights.kind(rule, values).moments(parts.optimizer());
    double feedback =
        rule.usesFeedback() ? copies * LearningRule.ofLayers(layout, (n, r) -> (double) n * r) : 0;
    double beside = rule.kept(layout, values) + feedback + lateral(values, layout);
    training += Double.BYTES * beside;
    double activities = NetKnobs.bytes(values, set, Precision.PARAM, 0, 0, 1) / batch;
    double look = Stabilisation.bytes(rule, layout, values);
    return training + look + activities * Math.min(EVALUATION_BATCH, evaluated);
  }

  /** Lateral weights, their change, correlations and products with the weights. */
  private static double lateral(Values values, Layout layout) {
    Decorrelation kind = Decorrelation.CATALOG.get(Decorrelation.KIND.of(values));
    double numbers = 0;
    for (int layer = 1; layer <= layout.layers(); layer++) {
      double reads = layout.reads()[layer];
      boolean any = kind.kept((int) reads) > 0;
      numbers += any ? reads * (4 * reads + layout.widths()[layer]) : 0;
    }
    return numbers;
  }

  @Override
  public double stateBytes(Values values, Optional<Dataset> data) {
    Dataset set = data.orElseThrow();
    TrainingStep.Parts parts = parts(values);
    Precision precision = Precision.named(Precision.PARAM.of(values));
    Layout layout = NetKnobs.layout(values, set);
    boolean shuffled = ORDER.of(values).equals(SHUFFLED);
    double rows =
        StateSize.bytes(LearningCurve.TABLE, evaluations(values))
            + StateSize.bytes(ErrorCurve.TABLE, errors(values, set))
            + StateSize.bytes(CorrelationCurve.TABLE, correlations(values, set));
    return new StateSize(layout, parts.rule(), parts.optimizer(), precision, values).bytes()
        + rows
        + (shuffled ? StateSize.orderBytes(set.train().size()) : 0);
  }

  @Override
  public boolean hasWeights() {
    return true;
  }

  @Override
  public double weightBytes(Values values, Optional<Dataset> data) {
    Layout layout = NetKnobs.layout(values, data.orElseThrow());
    return TrainedWeights.bytes(layout, values, Precision.named(Precision.PARAM.of(values)));
  }

  @Override
  public boolean isWhole(Measurements measurements) {
    Object reason = measurements.scalars().get(TrainingEnd.STOP_REASON.name());
    return reason == null || reason.equals(TrainingEnd.COMPLETED);
  }

  @Override
  public Outcome run(Cell cell, Context context) {
    return run(NetKnobs.kernels(cell, context, Precision.PARAM), cell, context);
  }

  private static <M extends ReshapeMatrix> Outcome run(
      Kernels<M> kernels, Cell cell, Context context) {
    ClassificationTraining<M> training =
        context.checkpoint().resume(() -> new ClassificationTraining<>(kernels, cell, context));
    return TrainedWeights.kept(training.run(), training.network(), cell, context);
  }
}
