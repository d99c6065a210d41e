package neurosweep.experiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import neurosweep.core.Column;
import neurosweep.core.Measurements;
import neurosweep.core.Outcome;
import neurosweep.core.Persistent;
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
import neurosweep.math.Rng;
import neurosweep.math.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * An autoencoder at work.
 *
 * @param <M> the matrix type
 */
final class AutoencodingTraining<M extends ReshapeMatrix> implements Persistent {
  /** The error, from before training on. */
  static final Table HISTORY =
      new Table(
          Table.HISTORY,
          List.of(
              Column.integer("examples", "examples", "examples learned so far"),
              Column.real("train_error", "", "mean squared error of a feature, training set"),
              Column.real("test_error", "", "mean squared error of a feature, test set"),
              Column.real("abscissa", "1/tau", "spectral abscissa, of the worst loop"),
              Column.real("ndi_angle", "degree", "updates to ndi's, mean over hidden layers"),
              Column.real("pbp_angle", "degree", "updates to pbp's, mean over hidden layers"),
              Column.real("bp_angle", "degree", "updates to bp's, mean over hidden layers")));

  /** The scalars of a cell. */
  static final List<Column> METRICS =
      List.of(
          Column.real("final_train_error", "", "mean squared error of a feature at the end"),
          Column.real("final_test_error", "", "mean squared error of a feature at the end"),
          Column.real("lowest_test_error", "", "of all records: optimistic"),
          Column.real("initial_test_error", "", "before training"),
          Column.real("mean_ndi_angle", "degree", "of all records, if updates are compared"),
          Column.real("mean_bp_angle", "degree", "of all records, if updates are compared"),
          Column.real("highest_abscissa", "1/tau", "of all records, if updates are compared"),
          Column.integer("examples_run", "examples", "examples learned up to the last record"),
          Column.text("stop_reason", "why training ended"),
          Column.integer("diverged_epoch", "epoch", "epoch in which a number was not finite"),
          Column.flag("diverged", "loss, weights or outputs were not finite"),
          Column.flag("unstable_dynamics", "a simulated loop had an abscissa >= 0, if compared"),
          Column.flag("stable", "none of the flags"));

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
            Optimizer.CATALOG.get("plain"),
            Regularizer.CATALOG.get("rows"),
            0);
    this.step = new TrainingStep<>(network, train.size(), parts, values);
    this.probe =
        ErrorCurve.COMPARED.of(values)
            ? new InversionProbe<>(network, rule, train.size(), values)
            : null;
  }

  Outcome run(Context context) {
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
    return new Outcome.Finished(measurements("completed", false));
  }

  /** One mini-batch; what is wrong afterwards, or an empty string. */
  private String learn(Activity<M> activity) {
    int size = activity.batch();
    long interval = ErrorCurve.EXAMPLES.of(values);
    boolean passes = interval > 0 && (examples + size) / interval > examples / interval;
    boolean due = passes || batch + 1 == train.count();
    double[][] layers = due && probe != null ? compared(activity) : null;
    if (!Double.isFinite(step.run(activity, activity.input()))) {
      return "loss is not finite";
    }
    examples += size;
    if (!due) {
      return "";
    }
    if (!network.isFinite()) {
      return "weights are not finite";
    }
    return record(layers) ? "" : "outputs are not finite";
  }

  /** The angles between the updates to come and those of other rules. */
  private double[][] compared(Activity<M> activity) {
    double[][] layers = probe.rows();
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
  private boolean record(double[][] layers) {
    double[] row = new double[HISTORY.columns().size()];
    Arrays.fill(row, Double.NaN);
    row[0] = (double) examples;
    row[1] = meanError(data.train());
    row[2] = meanError(data.test());
    if (!Double.isFinite(row[1]) || !Double.isFinite(row[2])) {
      return false;
    }
    if (layers != null) {
      probe.addLoops(layers);
      row[3] = InversionProbe.worst(layers)[0];
      double[] means = InversionProbe.means(layers);
      System.arraycopy(means, InversionProbe.NDI_ANGLE, row, 4, 3);
    }
    history.add(row);
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
    SortedMap<String, Object> scalars = new TreeMap<>();
    if (!history.isEmpty()) {
      double[] last = history.last();
      scalars.put("final_train_error", last[1]);
      scalars.put("final_test_error", last[2]);
      scalars.put("lowest_test_error", history.least("test_error"));
      scalars.put("initial_test_error", history.array()[0][2]);
      scalars.put("examples_run", (long) last[0]);
    }
    Rows.put(scalars, "mean_ndi_angle", history.mean("ndi_angle"));
    Rows.put(scalars, "mean_bp_angle", history.mean("bp_angle"));
    double abscissa = history.largest("abscissa");
    Rows.put(scalars, "highest_abscissa", abscissa);
    boolean unstable = rule.loops() != LearningRule.Loops.NONE && abscissa >= 0;
    scalars.put("stop_reason", stopReason);
    if (diverged) {
      scalars.put("diverged_epoch", epoch);
    }
    scalars.put("diverged", diverged);
    scalars.put("unstable_dynamics", unstable);
    scalars.put("stable", !diverged && !unstable);
    SortedMap<String, double[][]> tables = new TreeMap<>();
    tables.put(HISTORY.name(), history.array());
    return new Measurements(scalars, tables);
  }

  private List<Persistent> parts() {
    return List.of(network, step, history, train, order);
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
    epoch = Persistent.within(in.readLong(), 1, Autoencoding.EPOCHS.of(values) + 1);
    batch = (int) Persistent.within(in.readInt(), 0, train.count());
    examples = in.readLong();
    for (Persistent part : parts()) {
      part.load(in);
    }
  }
}
