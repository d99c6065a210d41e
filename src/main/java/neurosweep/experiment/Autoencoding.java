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
import neurosweep.data.Preparation;
import neurosweep.learn.Activation;
import neurosweep.learn.FeedbackWeights;
import neurosweep.learn.InversionKnobs;
import neurosweep.learn.LayeredNet;
import neurosweep.learn.Layout;
import neurosweep.learn.LearningRule;
import neurosweep.learn.LinearActivation;
import neurosweep.learn.Optimizer;
import neurosweep.learn.TanhActivation;
import neurosweep.math.Kernels;
import neurosweep.math.Precision;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * A net learns to give back its input through a narrow middle layer (Podlaski and Machens, NeurIPS
 * 2020, Fig. 4b): hidden layers are tanh but for the middle one, which is linear as the output. A
 * step takes the mean over its mini-batch: the paper's rate, for sums, is this one over the batch.
 */
public final class Autoencoding implements Experiment {
  /** Passes over the training set. */
  static final Param<Long> EPOCHS =
      Param.integer("epochs", 20, "passes over the training set").within(1, 1_000_000);

  static final Param<Long> BATCH_SIZE = NetKnobs.BATCH_SIZE.byDefault(100L);
  private static final Param<String> ALGORITHM =
      Stabilisation.algorithm(
          Stabilisation.ON_REQUEST, Stabilisation.ON_REQUEST, Stabilisation.SELDOM);
  private static final Param<String> INIT = NetKnobs.INIT.byDefault("uniform");

  @Override
  public String name() {
    return "autoencoding";
  }

  @Override
  public String doc() {
    return "a net with a narrow middle layer learns to give back its input; mean squared errors";
  }

  @Override
  public int version() {
    return 2;
  }

  /** Errors are recorded after every epoch, the last of which is like the others. */
  @Override
  public Optional<BudgetKnob> budget() {
    return Optional.of(new BudgetKnob(EPOCHS, values -> 1));
  }

  @Override
  public List<Param<?>> params() {
    List<Param<?>> params = new ArrayList<>(List.of(NetKnobs.DATASET));
    params.addAll(Preparation.params());
    params.addAll(
        List.of(
            LayeredNet.HIDDEN.byDefault("500-250-30-250-500"),
            INIT,
            ALGORITHM,
            InversionKnobs.COMPATIBILITY,
            LearningRule.ERROR_CLIP,
            Optimizer.LEARNING_RATE));
    params.addAll(Optimizer.CATALOG.get(AutoencodingTraining.OPTIMIZER).params());
    params.addAll(
        List.of(
            BATCH_SIZE,
            EPOCHS,
            ErrorCurve.INTERVAL,
            ErrorCurve.COMPARED,
            Precision.PARAM,
            Streams.SWEEP_SEED));
    return params;
  }

  @Override
  public List<Metric<?>> metrics() {
    List<Metric<?>> metrics = new ArrayList<>(AutoencodingTraining.METRICS);
    metrics.addAll(Stabilisation.METRICS);
    return metrics;
  }

  @Override
  public boolean measures(Metric<?> metric, Values values) {
    LearningRule rule = LearningRule.CATALOG.get(NetKnobs.ALGORITHM.of(values));
    boolean optimises = Stabilisation.optimises(rule, values);
    if (Stabilisation.METRICS.contains(metric)) {
      return optimises;
    }
    return !AutoencodingTraining.COMPARED.contains(metric)
        || ErrorCurve.COMPARED.of(values)
        || (optimises && metric.equals(ErrorCurve.HIGHEST_ABSCISSA));
  }

  @Override
  public String without(Metric<?> metric) {
    if (Stabilisation.METRICS.contains(metric)) {
      return Stabilisation.NEEDED;
    }
    return "give " + ErrorCurve.COMPARED.name() + ": true, or select by another metric";
  }

  @Override
  public List<Table> tables() {
    return List.of(AutoencodingTraining.HISTORY);
  }

  @Override
  public List<Plot> plots() {
    return List.of(
        Plot.of(
                Plot.Kind.LINE,
                "test-error",
                "mean squared error of a pixel of the test set, against examples",
                AutoencodingTraining.HISTORY,
                ErrorCurve.EXAMPLES,
                AutoencodingTraining.TEST_ERROR)
            .logY(),
        Plot.of(
            Plot.Kind.LINE,
            "update-angles",
            "angle of the hidden layers' updates to those of other rules",
            AutoencodingTraining.HISTORY,
            ErrorCurve.EXAMPLES,
            ErrorCurve.NDI_ANGLE,
            ErrorCurve.PBP_ANGLE,
            ErrorCurve.BP_ANGLE));
  }

  @Override
  public Metric<?> objective(Values values) {
    return AutoencodingTraining.FINAL_TEST_ERROR;
  }

  @Override
  public void check(Values values, Optional<Dataset> data, Problems problems, String where) {
    Values all = filled(values);
    try {
      int features = data.map(Dataset::features).orElse(1);
      Layout layout = layout(all, features);
      LearningRule rule = LearningRule.CATALOG.get(NetKnobs.ALGORITHM.of(all));
      rule.check(layout, all, problems, where);
      Stabilisation.check(rule, all, Stabilisation.SELDOM, false, problems, where);
      Stabilisation.refuseIdle(rule, all, problems, where);
      if (layout.layers() % 2 != 0) {
        problems.add(
            where,
            "hidden is \""
                + LayeredNet.HIDDEN.of(all)
                + "\", must be an odd number of layers, of which the middle one is narrow");
      }
    } catch (UserError e) {
      problems.add(where, e.getMessage());
    }
    data.ifPresent(
        set -> {
          LearningRule rule = LearningRule.CATALOG.get(NetKnobs.ALGORITHM.of(all));
          double examples = EPOCHS.of(all) * (double) set.train().size();
          ErrorCurve.check(all, rule, examples, problems, where);
        });
  }

  @Override
  public double flops(Values values, Optional<Dataset> data) {
    Values all = filled(values);
    Dataset set = data.orElseThrow();
    Layout layout = layout(all, set.features());
    LearningRule rule = LearningRule.CATALOG.get(NetKnobs.ALGORITHM.of(all));
    int batch = (int) Math.min(BATCH_SIZE.of(all), set.train().size());
    double step = rule.flops(layout, batch, all) + FeedbackWeights.flops(rule, layout, all);
    step += Stabilisation.flops(rule, layout, all, false);
    for (int l = 1; l <= layout.layers(); l++) {
      int units = layout.widths()[l];
      int reads = layout.reads()[l];
      step += 4.0 * units * reads * batch;
    }
    double examples = set.train().size() * (double) EPOCHS.of(all);
    return examples / batch * step + evaluationFlops(values, data);
  }

  @Override
  public double steps(Values values, Optional<Dataset> data) {
    Values all = filled(values);
    double examples = data.orElseThrow().train().size();
    return Math.ceil(examples / Math.min(BATCH_SIZE.of(all), examples)) * EPOCHS.of(all);
  }

  @Override
  public double evaluationFlops(Values values, Optional<Dataset> data) {
    Values all = filled(values);
    Dataset set = data.orElseThrow();
    Layout layout = layout(all, set.features());
    LearningRule rule = LearningRule.CATALOG.get(NetKnobs.ALGORITHM.of(all));
    double forward = rule.inferenceFlops(layout, all);
    for (int l = 1; l <= layout.layers(); l++) {
      forward += 2.0 * layout.widths()[l] * layout.reads()[l];
    }
    double evaluated = (double) set.train().size() + set.test().size();
    return evaluations(all, set) * evaluated * forward;
  }

  /** Before the first epoch, after each, and within them. */
  private static double evaluations(Values all, Dataset set) {
    double epochs = EPOCHS.of(all);
    double interval = ErrorCurve.INTERVAL.of(all);
    return 1 + epochs + (interval > 0 ? set.train().size() * epochs / interval : 0);
  }

  @Override
  public double rows(Table table, Values values, Optional<Dataset> data) {
    return evaluations(filled(values), data.orElseThrow());
  }

  @Override
  public double bytes(Values values, Optional<Dataset> data) {
    Values all = filled(values);
    Layout layout = layout(all, data.orElseThrow().features());
    double numbers = 0;
    for (int l = 1; l <= layout.layers(); l++) {
      double units = layout.widths()[l];
      numbers += 6 * units * layout.reads()[l] + 8 * units * (BATCH_SIZE.of(all) + 512);
    }
    LearningRule rule = LearningRule.CATALOG.get(NetKnobs.ALGORITHM.of(all));
    return 8 * (numbers + rule.kept(layout, all)) + Stabilisation.bytes(rule, layout, all);
  }

  @Override
  public double stateBytes(Values values, Optional<Dataset> data) {
    Values all = filled(values);
    Dataset set = data.orElseThrow();
    LearningRule rule = LearningRule.CATALOG.get(NetKnobs.ALGORITHM.of(all));
    Optimizer optimizer = Optimizer.CATALOG.get(AutoencodingTraining.OPTIMIZER);
    Precision precision = Precision.named(Precision.PARAM.of(all));
    return new StateSize(layout(all, set.features()), rule, optimizer, precision, all).bytes()
        + StateSize.bytes(AutoencodingTraining.HISTORY, evaluations(all, set))
        + StateSize.orderBytes(set.train().size());
  }

  @Override
  public boolean hasWeights() {
    return true;
  }

  @Override
  public double weightBytes(Values values, Optional<Dataset> data) {
    Values all = filled(values);
    Layout layout = layout(all, data.orElseThrow().features());
    return TrainedWeights.bytes(layout, all, Precision.named(Precision.PARAM.of(all)));
  }

  @Override
  public Outcome run(Cell cell, Context context) {
    return run(NetKnobs.kernels(cell, context, Precision.PARAM), cell, context);
  }

  private <M extends ReshapeMatrix> Outcome run(Kernels<M> kernels, Cell cell, Context context) {
    Values all = filled(cell.values());
    Dataset data = context.dataset(cell);
    Layout layout = layout(all, data.features());
    AutoencodingTraining<M> training =
        context
            .checkpoint()
            .resume(
                () ->
                    new AutoencodingTraining<>(
                        NetKnobs.network(kernels, layout, Streams.of(cell), all),
                        data,
                        Streams.of(cell),
                        all));
    return TrainedWeights.kept(training.run(context), training.network(), cell, context);
  }

  private Values filled(Values values) {
    return values.filled(Param.effective(params(), values));
  }

  private static Layout layout(Values all, int features) {
    Layout layout = new LayeredNet().layout(all, features, features);
    List<Activation> activations = new ArrayList<>();
    for (int l = 1; l <= layout.layers(); l++) {
      boolean linear = l == layout.layers() / 2 || l == layout.layers();
      activations.add(linear ? new LinearActivation() : new TanhActivation());
    }
    return layout.with(activations, 1);
  }
}
