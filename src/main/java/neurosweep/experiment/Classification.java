package neurosweep.experiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import neurosweep.core.Cell;
import neurosweep.core.Column;
import neurosweep.core.Measurements;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Persistent;
import neurosweep.core.Plot;
import neurosweep.core.Problems;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.learn.Activity;
import neurosweep.learn.Layout;
import neurosweep.learn.LearningRule;
import neurosweep.learn.Loss;
import neurosweep.learn.Network;
import neurosweep.learn.Optimizer;
import neurosweep.learn.Regularizer;
import neurosweep.learn.TrainingStep;
import neurosweep.math.Kernels;
import neurosweep.math.Precision;
import neurosweep.math.Rng;
import neurosweep.math.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * Supervised training of a net by one of the rules, with the protocol of Ahmad, van Gerven and
 * Ambrogioni (NeurIPS 2020): accuracies over the whole sets at every evaluation, peak and final
 * ones reported.
 */
public final class Classification implements Experiment {
  private static final Param<Double> LAMBDA =
      Param.real("lambda", 0, "strength of the orthogonality regularizer").atLeast(0);
  private static final Param<String> REGULARIZER =
      Param.member("regularizer", Regularizer.CATALOG, "rows", "what is made orthogonal");
  private static final Param<String> OPTIMIZER =
      Param.member("optimizer", Optimizer.CATALOG, "adam-paper", "parameter update");
  private static final Param<Long> EPOCHS =
      Param.integer("epochs", 100, "passes over the training set").within(1, 1_000_000);
  private static final Param<String> ORDER =
      Param.choice(
          "order", List.of("sequential", "shuffled"), "order of the examples in every epoch");
  private static final Param<Long> EVALUATION_INTERVAL =
      Param.integer("evaluation_interval", 1, "epochs from one evaluation to the next")
          .within(1, 1_000_000)
          .in("epochs");

  private static final int EVALUATION_BATCH = 512;

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
    return 1;
  }

  @Override
  public List<Param<?>> params() {
    List<Param<?>> own =
        new ArrayList<>(
            List.of(
                NetKnobs.ALGORITHM,
                Optimizer.LEARNING_RATE,
                LAMBDA,
                REGULARIZER,
                NetKnobs.LOSS,
                OPTIMIZER,
                NetKnobs.BATCH_SIZE,
                EPOCHS,
                ORDER,
                EVALUATION_INTERVAL,
                ErrorCurve.EXAMPLES,
                ErrorCurve.COMPARED));
    own.addAll(LearningCurve.thresholds());
    return NetKnobs.with(Precision.PARAM, own.toArray(Param<?>[]::new));
  }

  @Override
  public List<Column> metrics() {
    List<Column> columns = new ArrayList<>(LearningCurve.METRICS);
    columns.addAll(ErrorCurve.METRICS);
    return columns;
  }

  @Override
  public List<Table> tables() {
    return List.of(LearningCurve.TABLE, ErrorCurve.TABLE);
  }

  @Override
  public List<Plot> plots() {
    return ErrorCurve.plots();
  }

  @Override
  public String objective(Values values) {
    boolean validated = values.get("validation") instanceof Double share && share > 0;
    return validated ? "best_validation_accuracy" : "peak_test_accuracy";
  }

  @Override
  public void check(Values values, Optional<Dataset> data, Problems problems, String where) {
    data.ifPresent(set -> NetKnobs.check(values, parts(values).rule(), set, problems, where));
    double examples = data.map(set -> set.train().size()).orElse(0) * (double) EPOCHS.of(values);
    ErrorCurve.check(values, examples, problems, where);
  }

  @Override
  public double flops(Values values, Optional<Dataset> data) {
    Dataset set = data.orElseThrow();
    Layout layout = NetKnobs.layout(values, set);
    int batch = (int) Math.min(NetKnobs.BATCH_SIZE.of(values), set.train().size());
    double step = parts(values).flops(layout, batch);
    double forward = 0;
    for (int layer = 1; layer <= layout.layers(); layer++) {
      forward += 2.0 * layout.widths()[layer] * layout.reads()[layer];
    }
    double steps = Math.ceil((double) set.train().size() / batch) * EPOCHS.of(values);
    double evaluated = set.train().size() + set.validation().size() + set.test().size();
    double evaluations = Math.ceil((double) EPOCHS.of(values) / EVALUATION_INTERVAL.of(values));
    long interval = ErrorCurve.EXAMPLES.of(values);
    evaluations += interval > 0 ? EPOCHS.of(values) * (double) set.train().size() / interval : 0;
    return steps * step + evaluations * evaluated * forward;
  }

  private static TrainingStep.Parts parts(Values values) {
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
    // weights and two moments; gradient, Gram matrices, factors, condition; activities, errors
    double training = NetKnobs.bytes(values, set, Precision.PARAM, 3, 7, 4);
    double activities = NetKnobs.bytes(values, set, Precision.PARAM, 0, 0, 1) / batch;
    return training + activities * Math.min(EVALUATION_BATCH, evaluated);
  }

  @Override
  public Outcome run(Cell cell, Context context) {
    return run(NetKnobs.kernels(cell, context, Precision.PARAM), cell, context);
  }

  private static <M extends ReshapeMatrix> Outcome run(
      Kernels<M> kernels, Cell cell, Context context) {
    return context.checkpoint().resume(() -> new Training<>(kernels, cell, context)).run();
  }

  /** One cell at work. */
  private static final class Training<M extends ReshapeMatrix> implements Persistent {
    private final Values values;
    private final Context context;
    private final Dataset data;
    private final Network<M> network;
    private final Batches<M> train;
    private final Rng order;
    private final TrainingStep<M> step;
    private final Evaluation<M> evaluation;
    private final LearningCurve curve;
    private final ErrorCurve errors;
    private final InversionProbe<M> probe;
    private final List<Persistent> state;
    private long epoch = 1;
    private int batch;
    private double lossSum;
    private long examples;

    Training(Kernels<M> kernels, Cell cell, Context context) {
      this.values = cell.values();
      this.context = context;
      this.data = context.dataset(cell);
      this.network = NetKnobs.network(kernels, cell, data);
      int size = (int) Math.min(Integer.MAX_VALUE, NetKnobs.BATCH_SIZE.of(values));
      this.train = new Batches<>(network, data.train(), size);
      this.order =
          ORDER.of(values).equals("shuffled") ? Streams.of(cell).stream("shuffle", 0) : null;
      this.step = new TrainingStep<>(network, train.size(), parts(values), values);
      this.evaluation = new Evaluation<>(network, data, EVALUATION_BATCH);
      this.curve = new LearningCurve(values, data);
      LearningRule rule = parts(values).rule();
      this.errors = new ErrorCurve(rule);
      this.probe =
          ErrorCurve.COMPARED.of(values)
              ? new InversionProbe<>(network, rule, train.size(), values)
              : null;
      this.state =
          order == null
              ? List.of(network, step, curve, errors)
              : List.of(network, step, curve, errors, train, order);
    }

    Outcome run() {
      long epochs = EPOCHS.of(values);
      long interval = EVALUATION_INTERVAL.of(values);
      for (; epoch <= epochs; epoch++) {
        if (!epoch()) {
          return with(curve.timedOut());
        }
        double meanLoss = lossSum / train.examples();
        if (!Double.isFinite(meanLoss) || !network.isFinite()) {
          return with(curve.diverged(epoch, reason(meanLoss)));
        }
        boolean due = epoch % interval == 0 || epoch == epochs;
        if (due && !curve.add(epoch, meanLoss, evaluation)) {
          return with(curve.diverged(epoch, "outputs are not finite"));
        }
        batch = 0;
        lossSum = 0;
      }
      return with(curve.finished());
    }

    private Outcome with(Outcome outcome) {
      SortedMap<String, Object> scalars = new TreeMap<>(outcome.measurements().scalars());
      SortedMap<String, double[][]> tables = new TreeMap<>(outcome.measurements().tables());
      errors.report(scalars, tables);
      return outcome.with(new Measurements(scalars, tables));
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
      double[][] layers = due && probe != null ? compared(activity) : null;
      lossSum += step.run(activity, train.labels(), data.classes()) * size;
      examples += size;
      if (due && Double.isFinite(lossSum)) {
        if (layers != null) {
          probe.addLoops(layers);
        }
        errors.add(examples, evaluation, layers);
      }
    }

    /** The angles between the updates to come and those of other rules. */
    private double[][] compared(Activity<M> activity) {
      double[][] layers = probe.rows();
      step.listen(probe.sink());
      step.observe(activity, train.labels(), data.classes());
      step.listen(null);
      probe.addAngles(layers, activity, step.outputError());
      return layers;
    }

    /** Whether an error is to be recorded after that many examples more. */
    private boolean dueAfter(int size) {
      boolean ends = batch + 1 == train.count();
      boolean evaluated = epoch % EVALUATION_INTERVAL.of(values) == 0 || epoch == EPOCHS.of(values);
      long interval = ErrorCurve.EXAMPLES.of(values);
      boolean passes = interval > 0 && (examples + size) / interval > examples / interval;
      return passes || (ends && evaluated && (interval > 0 || probe != null));
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
      epoch = in.readLong();
      batch = in.readInt();
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
}
