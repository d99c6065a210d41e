package neurosweep.experiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import neurosweep.core.Goal;
import neurosweep.core.Measurements;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Persistent;
import neurosweep.core.Split;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.data.Examples;
import neurosweep.learn.Activity;
import neurosweep.learn.LearningRule;
import neurosweep.learn.Loss;
import neurosweep.learn.Network;
import neurosweep.learn.Optimizer;
import neurosweep.learn.Regularizer;
import neurosweep.learn.TrainingStep;
import neurosweep.math.Kernels;
import neurosweep.math.random.Rng;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * An autoencoder at work.
 *
 * @param <M> the matrix type
 */
final class AutoencodingTraining<M extends ReshapeMatrix> implements Persistent {
  static final Metric<Double> TRAIN_ERROR =
      Metric.real("train_error", "", "mean squared error of a feature, training set")
          .on(Split.TRAIN)
          .goal(Goal.MIN);
  static final Metric<Double> TEST_ERROR =
      Metric.real("test_error", "", "mean squared error of a feature, test set")
          .on(Split.TEST)
          .goal(Goal.MIN);

  /** The error, from before training on. */
  static final Table HISTORY =
      new Table(
          Table.HISTORY,
          List.of(
              ErrorCurve.EXAMPLES,
              TRAIN_ERROR,
              TEST_ERROR,
              ErrorCurve.ABSCISSA,
              ErrorCurve.NDI_ANGLE,
              ErrorCurve.PBP_ANGLE,
              ErrorCurve.BP_ANGLE));

  static final Metric<Double> FINAL_TRAIN_ERROR =
      Metric.real("final_train_error", "", "mean squared error of a feature at the end")
          .on(Split.TRAIN)
          .lastOf(TRAIN_ERROR)
          .goal(Goal.MIN);
  static final Metric<Double> FINAL_TEST_ERROR =
      Metric.real("final_test_error", "", "mean squared error of a feature at the end")
          .on(Split.TEST)
          .lastOf(TEST_ERROR)
          .goal(Goal.MIN);
  static final Metric<Double> LOWEST_TEST_ERROR =
      Metric.real("lowest_test_error", "", "of all records: optimistic")
          .on(Split.TEST)
          .over(TEST_ERROR)
          .goal(Goal.MIN);
  static final Metric<Double> INITIAL_TEST_ERROR =
      Metric.real("initial_test_error", "", "before training").on(Split.TEST);
  static final Metric<Long> EXAMPLES_RUN =
      Metric.integer("examples_run", "examples", "examples learned up to the last record");

  /** The scalars of a cell. */
  static final List<Metric<?>> METRICS =
      List.of(
          FINAL_TRAIN_ERROR,
          FINAL_TEST_ERROR,
          LOWEST_TEST_ERROR,
          INITIAL_TEST_ERROR,
          ErrorCurve.MEAN_NDI_ANGLE,
          ErrorCurve.MEAN_BP_ANGLE,
          ErrorCurve.HIGHEST_ABSCISSA,
          EXAMPLES_RUN,
          TrainingEnd.STOP_REASON,
          TrainingEnd.DIVERGED_EPOCH,
          TrainingEnd.DIVERGED,
          ErrorCurve.UNSTABLE_DYNAMICS,
          TrainingEnd.STABLE);

  /** What only cells measure that compare updates. */
  static final List<Metric<?>> COMPARED =
      List.of(ErrorCurve.MEAN_NDI_ANGLE, ErrorCurve.MEAN_BP_ANGLE, ErrorCurve.HIGHEST_ABSCISSA);

  /** Its only optimizer. */
  static final String OPTIMIZER = "plain";

  private static final int EVALUATION_BATCH = 512;

  private final Network<M> network;
  private final Kernels<M> kernels;
  private final Dataset data;
  private final Values values;
  private final LearningRule rule;
  private final Batches<M> train;
  private final Rng order;
  private final TrainingStep<M> step;
  private final InversionProbe<M> probe;
  private final Stabilisation<M> stabilisation;
  private final Rows history = new Rows(HISTORY);
  private long epoch = 1;
  private int batch;
  private long examples;

  AutoencodingTraining(Network<M> network, Dataset data, Streams streams, Values values) {
    this.network = network;
    this.kernels = network.kernels();
    this.data = data;
    this.values = values;
    this.rule = LearningRule.CATALOG.get(NetKnobs.ALGORITHM.of(values));
    int size = (int) (long) Autoencoding.BATCH_SIZE.of(values);
    this.train = new Batches<>(network, data.train(), size);
    this.order = streams.stream("shuffle", 0);
    TrainingStep.Parts parts =
        new TrainingStep.Parts(
            rule,
            Loss.CATALOG.get("quadratic"),
            Optimizer.CATALOG.get(OPTIMIZER),
            Regularizer.CATALOG.get("rows"),
            0);
    this.step = new TrainingStep<>(network, train.size(), parts, values, streams);
    this.probe =
        ErrorCurve.COMPARED.of(values)
            ? new InversionProbe<>(network, rule, train.size(), values, streams)
            : null;
    this.stabilisation = new Stabilisation<>(network, rule, values, false);
  }

  /** The net as it is now. */
  Network<M> network() {
    return network;
  }

  Outcome run(Context context) {
    stabilisation.begin();
    if (history.isEmpty()) {
      record(probe == null ? null : probe.rows());
    }
    for (; epoch <= Autoencoding.EPOCHS.of(values); epoch++) {
      if (batch == 0) {
        train.shuffle(order);
      }
      while (batch < train.count()) {
        String fault = learn(train.load(batch));
        if (!fault.isEmpty()) {
          return diverged(fault);
        }
        batch++;
        if (context.expired(this)) {
          return new Outcome.TimedOut(measurements("timed out", false), Double.NaN);
        }
      }
      batch = 0;
    }
    context.keep(this);
    return new Outcome.Finished(measurements(TrainingEnd.COMPLETED, false));
  }

  /** One mini-batch; what is wrong afterwards, or an empty string. */
  private String learn(Activity<M> activity) {
    int size = activity.batch();
    long interval = ErrorCurve.INTERVAL.of(values);
    boolean passes = interval > 0 && (examples + size) / interval > examples / interval;
    boolean due = passes || batch + 1 == train.count();
    Rows layers = due && probe != null ? compared(activity) : null;
    if (!Double.isFinite(step.run(activity, activity.input()))) {
      return "loss is not finite";
    }
    examples += size;
    stabilisation.afterStep();
    if (!due) {
      return "";
    }
    if (!network.isFinite()) {
      return "weights are not finite";
    }
    return record(layers) ? "" : "outputs are not finite";
  }

  /** The angles between the updates to come and those of other rules. */
  private Rows compared(Activity<M> activity) {
    Rows layers = probe.rows();
    step.listen(probe.sink());
    step.observe(activity, activity.input());
    step.listen(null);
    probe.addAngles(layers, activity, step.outputError());
    return layers;
  }

  /**
   * Records the errors; false, and nothing recorded, if they are not finite.
   *
   * @param layers the rows of a probe, or null
   */
  private boolean record(Rows layers) {
    double train = meanError(data.train());
    double test = meanError(data.test());
    if (!Double.isFinite(train) || !Double.isFinite(test)) {
      return false;
    }
    history
        .add()
        .set(ErrorCurve.EXAMPLES, (double) examples)
        .set(TRAIN_ERROR, train)
        .set(TEST_ERROR, test);
    if (layers != null) {
      probe.addLoops(layers);
      history
          .set(ErrorCurve.ABSCISSA, InversionProbe.worst(layers, InversionProbe.ABSCISSA))
          .set(ErrorCurve.NDI_ANGLE, InversionProbe.mean(layers, InversionProbe.NDI_ANGLE))
          .set(ErrorCurve.PBP_ANGLE, InversionProbe.mean(layers, InversionProbe.PBP_ANGLE))
          .set(ErrorCurve.BP_ANGLE, InversionProbe.mean(layers, InversionProbe.BP_ANGLE));
    }
    return true;
  }

  private double meanError(Examples set) {
    Batches<M> batches = new Batches<>(network, set, EVALUATION_BATCH);
    double sum = 0;
    for (int k = 0; k < batches.count(); k++) {
      Activity<M> activity = batches.load(k);
      network.forward(activity);
      M outputs = activity.last();
      kernels.add(-1, activity.input(), outputs);
      sum += kernels.dot(outputs, outputs);
    }
    return sum / ((double) set.size() * set.features());
  }

  private Outcome diverged(String reason) {
    return new Outcome.Diverged(measurements("diverged: " + reason, true), reason);
  }

  private Measurements measurements(String stopReason, boolean diverged) {
    Measured measured = new Measured().set(history);
    if (!history.isEmpty()) {
      measured
          .set(FINAL_TRAIN_ERROR, history.last(TRAIN_ERROR))
          .set(FINAL_TEST_ERROR, history.last(TEST_ERROR))
          .set(LOWEST_TEST_ERROR, history.least(TEST_ERROR))
          .set(INITIAL_TEST_ERROR, history.first(TEST_ERROR))
          .set(EXAMPLES_RUN, (long) history.last(ErrorCurve.EXAMPLES));
    }
    double abscissa = history.largest(ErrorCurve.ABSCISSA);
    boolean unstable = rule.loops() != LearningRule.Loops.NONE && abscissa >= 0;
    measured
        .setFinite(ErrorCurve.MEAN_NDI_ANGLE, history.mean(ErrorCurve.NDI_ANGLE))
        .setFinite(ErrorCurve.MEAN_BP_ANGLE, history.mean(ErrorCurve.BP_ANGLE))
        .setFinite(ErrorCurve.HIGHEST_ABSCISSA, abscissa)
        .set(TrainingEnd.STOP_REASON, stopReason);
    if (diverged) {
      measured.set(TrainingEnd.DIVERGED_EPOCH, epoch);
    }
    measured
        .set(TrainingEnd.DIVERGED, diverged)
        .set(ErrorCurve.UNSTABLE_DYNAMICS, unstable)
        .set(TrainingEnd.STABLE, !diverged && !unstable);
    stabilisation.report(measured, ErrorCurve.HIGHEST_ABSCISSA);
    return measured.measurements();
  }

  private List<Persistent> parts() {
    return List.of(network, step, history, stabilisation, train, order);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeLong(epoch);
    out.writeInt(batch);
    out.writeLong(examples);
    for (Persistent part : parts()) {
      part.save(out);
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    long epochs = Autoencoding.EPOCHS.of(values);
    epoch = Persistent.within(in.readLong(), 1, epochs + 1);
    batch = (int) Persistent.within(in.readInt(), 0, epoch > epochs ? 0 : train.count());
    examples = in.readLong();
    for (Persistent part : parts()) {
      part.load(in);
    }
  }
}
