package neurosweep.experiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import neurosweep.core.Outcome;
import neurosweep.core.Persistent;
import neurosweep.core.Values;
import neurosweep.learn.Activity;
import neurosweep.learn.InversionKnobs;
import neurosweep.learn.Layout;
import neurosweep.learn.LearningRule;
import neurosweep.learn.Loss;
import neurosweep.learn.Network;
import neurosweep.learn.Optimizer;
import neurosweep.learn.Regularizer;
import neurosweep.learn.TrainingStep;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * A regression at work: step, watch the loops, record now and then.
 *
 * @param <M> the matrix type
 */
final class RegressionTraining<M extends ReshapeMatrix> implements Persistent {
  private final Network<M> network;
  private final Kernels<M> kernels;
  private final Values values;
  private final LearningRule rule;
  private final TeacherTask task;
  private final int[] order;
  private final TrainingStep<M> step;
  private final Activity<M> one;
  private final Activity<M> all;
  private final M target;
  private final M targets;
  private final InversionProbe<M> probe;
  private final Stabilisation<M> stabilisation;
  private final RegressionRecord record;
  private final DoubleConsumer watched;
  private final double[][] row = new double[1][];
  private int iteration;

  RegressionTraining(
      Network<M> network, TeacherTask task, Streams streams, Values values, int version) {
    this.network = network;
    this.kernels = network.kernels();
    this.values = values;
    this.rule = LearningRule.CATALOG.get(NetKnobs.ALGORITHM.of(values));
    this.task = task;
    this.order = IntStream.range(0, task.inputs().length).toArray();
    streams.stream("shuffle", 0).shuffle(order);
    TrainingStep.Parts parts =
        new TrainingStep.Parts(
            rule,
            Loss.CATALOG.get("quadratic"),
            Optimizer.CATALOG.get("plain"),
            Regularizer.CATALOG.get("rows"),
            0);
    this.step = new TrainingStep<>(network, 1, parts, values, streams);
    this.one = new Activity<>(network, 1);
    this.all = new Activity<>(network, order.length);
    kernels.setValues(all.input(), task.inputs());
    this.target = kernels.matrix(1, network.layout().outputs());
    this.targets = kernels.matrix(1, 1);
    kernels.setValues(targets, task.targets());
    this.probe = new InversionProbe<>(network, rule, 1, values, streams);
    step.listen(probe.sink());
    this.stabilisation =
        new Stabilisation<>(network, rule, values, TeacherRegression.watches(rule));
    this.record =
        new RegressionRecord(
            values,
            task.power(),
            rule,
            stabilisation,
            rule.usesFeedback() && network.feedback().optimised(),
            version);
    this.watched = record::watched;
  }

  /** A net with its initial parameters and feedback. */
  static <M extends ReshapeMatrix> Network<M> student(
      Kernels<M> kernels,
      Layout layout,
      TeacherTask.Recipe recipe,
      Streams streams,
      /**/ Values values) {
    Network<M> network = new Network<>(kernels, layout);
    TeacherTask.fill(network, streams, "init", recipe);
    network.equip(LearningRule.CATALOG.get(NetKnobs.ALGORITHM.of(values)), values, streams);
    return network;
  }

  /** The net as it is now. */
  Network<M> network() {
    return network;
  }

  Outcome run(Context context) {
    if (record.isEmpty()) {
      Rows rows = probe.rows();
      probe.addLoops(rows);
      record.add(0, squaredError(), rows, network);
    }
    while (iteration < order.length) {
      boolean due = record.due(iteration + 1, order.length);
      Rows rows = due ? probe.rows() : null;
      String fault = learn(rows);
      iteration++;
      if (!fault.isEmpty()) {
        return record.diverged(iteration, fault);
      }
      if (due) {
        double error = squaredError();
        if (!Double.isFinite(error)) {
          return record.diverged(iteration, "outputs are not finite");
        }
        probe.addLoops(rows);
        record.add(iteration, error, rows, network);
      }
      if (context.expired(this)) {
        return record.timedOut();
      }
    }
    return record.finished();
  }

  /**
   * One example; what is wrong afterwards, or an empty string.
   *
   * @param rows to add angles to, or null. The authors compute the other rules' errors with the
   *     weights after the step and their own with those before it
   */
  private String learn(Rows rows) {
    load();
    boolean authors = InversionKnobs.authors(values);
    if (rows != null && !authors) {
      step.observe(one, target);
      probe.addAngles(rows, one, step.outputError());
    }
    boolean skips = iteration == 0 && authors;
    double loss = skips ? step.observe(one, target) : step.run(one, target);
    if (!Double.isFinite(loss)) {
      return "loss is not finite";
    }
    if (!network.isFinite()) {
      return "weights are not finite";
    }
    if (rows != null && authors) {
      probe.addAngles(rows, one, step.outputError());
    }
    stabilisation.afterStep(watched);
    return "";
  }

  private void load() {
    row[0] = task.inputs()[order[iteration]];
    kernels.setValues(one.input(), row);
    row[0] = task.targets()[order[iteration]];
    kernels.setValues(target, row);
  }

  private double squaredError() {
    network.forward(all);
    M outputs = all.last();
    kernels.add(-1, targets, outputs);
    return kernels.dot(outputs, outputs);
  }

  private List<Persistent> parts() {
    return List.of(network, step, stabilisation, record);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(iteration);
    for (Persistent part : parts()) {
      part.save(out);
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    iteration = (int) Persistent.within(in.readInt(), 0, order.length);
    for (Persistent part : parts()) {
      part.load(in);
    }
  }
}
