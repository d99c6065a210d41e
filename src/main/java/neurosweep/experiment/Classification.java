package neurosweep.experiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import neurosweep.core.Cell;
import neurosweep.core.Column;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Persistent;
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
 * Supervised training of an invertible net by one of the rules, with the protocol of Ahmad, van
 * Gerven and Ambrogioni (NeurIPS 2020): accuracies over the whole sets at every evaluation, peak
 * and final ones reported.
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
    return "trains an invertible net; peak and final accuracies, learning curves, stability flags";
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
                EVALUATION_INTERVAL));
    own.addAll(LearningCurve.thresholds());
    return NetKnobs.with(Precision.PARAM, own.toArray(Param<?>[]::new));
  }

  @Override
  public List<Column> metrics() {
    return LearningCurve.METRICS;
  }

  @Override
  public List<Table> tables() {
    return List.of(LearningCurve.TABLE);
  }

  @Override
  public String objective(Values values) {
    boolean validated = values.get("validation") instanceof Double share && share > 0;
    return validated ? "best_validation_accuracy" : "peak_test_accuracy";
  }

  @Override
  public void check(Values values, Optional<Dataset> data, Problems problems, String where) {
    data.ifPresent(set -> NetKnobs.check(values, parts(values).rule(), set, problems, where));
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
    private final LearningCurve curve;
    private final List<Persistent> state;
    private long epoch = 1;
    private int batch;
    private double lossSum;

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
      this.curve = new LearningCurve(values, data);
      this.state =
          order == null
              ? List.of(network, step, curve)
              : List.of(network, step, curve, train, order);
    }

    Outcome run() {
      Evaluation<M> evaluation = new Evaluation<>(network, data, EVALUATION_BATCH);
      long epochs = EPOCHS.of(values);
      long interval = EVALUATION_INTERVAL.of(values);
      for (; epoch <= epochs; epoch++) {
        if (!epoch()) {
          return curve.timedOut();
        }
        double meanLoss = lossSum / train.examples();
        if (!Double.isFinite(meanLoss) || !network.isFinite()) {
          return curve.diverged(epoch, reason(meanLoss));
        }
        boolean due = epoch % interval == 0 || epoch == epochs;
        if (due && !curve.add(epoch, meanLoss, evaluation)) {
          return curve.diverged(epoch, "outputs are not finite");
        }
        batch = 0;
        lossSum = 0;
      }
      return curve.finished();
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
        Activity<M> activity = train.load(batch);
        lossSum += step.run(activity, train.labels(), data.classes()) * activity.batch();
        batch++;
        if (context.expired(this)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      out.writeLong(epoch);
      out.writeInt(batch);
      out.writeDouble(lossSum);
      for (Persistent part : state) {
        part.save(out);
      }
    }

    @Override
    public void load(DataInput in) throws IOException {
      epoch = in.readLong();
      batch = in.readInt();
      lossSum = in.readDouble();
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
