package neurosweep.experiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import neurosweep.core.Cell;
import neurosweep.core.Measurements;
import neurosweep.core.Outcome;
import neurosweep.core.Persistent;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.learn.Activity;
import neurosweep.learn.InversionKnobs;
import neurosweep.learn.LearningRule;
import neurosweep.learn.Network;
import neurosweep.learn.TrainingStep;
import neurosweep.math.Kernels;
import neurosweep.math.random.Rng;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * A classification at work.
 *
 * @param <M> the matrix type
 */
final class ClassificationTraining<M extends ReshapeMatrix> implements Persistent {
  private final Values values;
  private final Context context;
  private final Dataset data;
  private final Network<M> network;
  private final Batches<M> train;
  private final Rng order;
  private final TrainingStep<M> step;
  private final int targeted;
  private final Evaluation<M> evaluation;
  private final LearningCurve curve;
  private final Stopping stopping;
  private final ErrorCurve errors;
  private final CorrelationCurve correlations = new CorrelationCurve();
  private final InversionProbe<M> probe;
  private final Stabilisation<M> stabilisation;
  private final List<Persistent> state;
  private long epoch = 1;
  private int batch;
  private double lossSum;
  private long examples;

  ClassificationTraining(Kernels<M> kernels, Cell cell, Context context) {
    this.values = cell.values();
    this.context = context;
    this.data = context.dataset(cell);
    this.network = NetKnobs.network(kernels, cell, data);
    int size = (int) Math.min(Integer.MAX_VALUE, NetKnobs.BATCH_SIZE.of(values));
    this.train = new Batches<>(network, data.train(), size);
    this.order =
        Classification.ORDER.of(values).equals(Classification.SHUFFLED)
            ? Streams.of(cell).stream("shuffle", 0)
            : null;
    this.step =
        new TrainingStep<>(
            network, train.size(), Classification.parts(values), values, Streams.of(cell));
    this.targeted = NetKnobs.targeted(values, network.layout(), data.classes());
    this.evaluation = new Evaluation<>(network, data, Classification.EVALUATION_BATCH);
    this.curve = new LearningCurve(cell, data);
    this.stopping = new Stopping(values);
    LearningRule rule = Classification.parts(values).rule();
    boolean loops = rule.params().contains(InversionKnobs.ALPHA);
    boolean opposing = !rule.usesFeedback() || loops || network.feedback().opposes();
    this.errors = new ErrorCurve(rule, opposing);
    this.probe =
        ErrorCurve.COMPARED.of(values)
            ? new InversionProbe<>(network, rule, train.size(), values, Streams.of(cell))
            : null;
    this.stabilisation = new Stabilisation<>(network, rule, values, false);
    this.state =
        order == null
            ? List.of(network, step, curve, errors, correlations, stabilisation)
            : List.of(network, step, curve, errors, correlations, stabilisation, train, order);
  }

  /** The net as it is now. */
  Network<M> network() {
    return network;
  }

  Outcome run() {
    stabilisation.begin();
    String end = end();
    while (end == null) {
      if (!epoch()) {
        return new Outcome.TimedOut(measurements("timed out", null), Double.NaN);
      }
      double meanLoss = lossSum / train.examples();
      if (!Double.isFinite(meanLoss) || !network.isFinite()) {
        return diverged(reason(meanLoss));
      }
      if (isEvaluated() && !curve.add(epoch, meanLoss, evaluation)) {
        return diverged("outputs are not finite");
      }
      if (isEvaluated() && CorrelationCurve.RECORDED.of(values)) {
        correlations.add(epoch, network, evaluation.sample());
      }
      batch = 0;
      lossSum = 0;
      epoch++;
      end = end();
    }
    context.keep(this);
    return new Outcome.Finished(measurements(end, null));
  }

  /** Why training ends here, of a cell that goes on from a state as of any other; null if not. */
  private String end() {
    if (epoch > Classification.EPOCHS.of(values)) {
      return stopping.impatient(curve).orElse(TrainingEnd.COMPLETED);
    }
    boolean evaluated = batch == 0 && epoch > 1 && curve.lastEpoch() == epoch - 1;
    return evaluated ? stopping.after(epoch - 1, curve, context).orElse(null) : null;
  }

  private boolean isEvaluated() {
    return epoch % Classification.EVALUATION_INTERVAL.of(values) == 0
        || epoch == Classification.EPOCHS.of(values);
  }

  private Outcome diverged(String reason) {
    return new Outcome.Diverged(measurements("diverged: " + reason, epoch), reason);
  }

  private Measurements measurements(String stopReason, Long divergedEpoch) {
    Measured measured = new Measured();
    curve.report(measured, stopReason, divergedEpoch);
    errors.report(measured);
    correlations.report(measured);
    stabilisation.report(measured, ErrorCurve.HIGHEST_ABSCISSA);
    return measured.measurements();
  }

  /**
   * Goes on to the end of the epoch, or to a loss that is not finite; false if it has to stop
   * before.
   */
  private boolean epoch() {
    if (batch == 0 && order != null) {
      train.shuffle(order);
    }
    while (batch < train.count() && Double.isFinite(lossSum)) {
      learn(train.load(batch));
      batch++;
      if (context.expired(this)) {
        return false;
      }
    }
    return true;
  }

  private void learn(Activity<M> activity) {
    int size = activity.batch();
    boolean due = dueAfter(size);
    Rows layers = due && probe != null ? compared(activity) : null;
    lossSum += step.run(activity, train.labels(), targeted) * size;
    examples += size;
    stabilisation.afterStep();
    if (due && Double.isFinite(lossSum)) {
      if (layers != null) {
        probe.addLoops(layers);
      }
      errors.add(examples, evaluation, layers);
    }
  }

  /** The angles between the updates to come and those of other rules. */
  private Rows compared(Activity<M> activity) {
    Rows layers = probe.rows();
    step.listen(probe.sink());
    step.observe(activity, train.labels(), targeted);
    step.listen(null);
    probe.addAngles(layers, activity, step.outputError());
    return layers;
  }

  /** Whether an error is to be recorded after that many examples more. */
  private boolean dueAfter(int size) {
    boolean ends = batch + 1 == train.count();
    long interval = ErrorCurve.INTERVAL.of(values);
    boolean passes = interval > 0 && (examples + size) / interval > examples / interval;
    return passes || (ends && isEvaluated() && (interval > 0 || probe != null));
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeLong(epoch);
    out.writeInt(batch);
    out.writeDouble(lossSum);
    out.writeLong(examples);
    for (Persistent part : state) {
      part.save(out);
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    long epochs = Classification.EPOCHS.of(values);
    epoch = Persistent.within(in.readLong(), 1, epochs + 1);
    batch = (int) Persistent.within(in.readInt(), 0, epoch > epochs ? 0 : train.count());
    lossSum = in.readDouble();
    examples = in.readLong();
    for (Persistent part : state) {
      part.load(in);
    }
  }

  private String reason(double meanLoss) {
    if (step.singularLayer() > 0) {
      return "singular weights in layer " + step.singularLayer();
    }
    return Double.isFinite(meanLoss) ? "weights are not finite" : "loss is not finite";
  }
}
