package neurosweep.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import neurosweep.core.Cell;
import neurosweep.core.Goal;
import neurosweep.core.Measurements;
import neurosweep.core.Metric;
import neurosweep.core.Outcome;
import neurosweep.core.Param;
import neurosweep.core.Plot;
import neurosweep.core.Problems;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.learn.Layout;
import neurosweep.learn.Learner;
import neurosweep.learn.LearningRule;
import neurosweep.math.Kernels;
import neurosweep.math.Precision;
import neurosweep.math.random.Rng;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * How a rule's update of an untrained net compares with backpropagation's, layer by layer (Ahmad,
 * van Gerven and Ambrogioni, NeurIPS 2020, Fig. 1): one mini-batch, weight gradients only. Of a
 * rule whose net relaxes, backpropagation's is that of the forward pass through the same weights.
 */
public final class UpdateAlignment implements Experiment {
  private static final Param<Long> POINTS =
      Param.integer("points", 300, "pairs of updates kept of each layer, for a scatter plot")
          .within(0, 100_000);

  static final Metric<Long> LAYER =
      Metric.integer("layer", "", "weight layer, 1 next to the input");
  static final Metric<Double> COSINE =
      Metric.real("cosine", "", "cosine of the rule's and BP's weight updates");
  static final Metric<Double> CORRELATION =
      Metric.real("correlation", "", "Pearson correlation of their elements");
  static final Metric<Double> ANGLE = Metric.real("angle", "degree", "angle between them");
  static final Metric<Double> NORM_RATIO =
      Metric.real("norm_ratio", "", "norm of the rule's update over that of BP's");

  private static final Table LAYERS =
      new Table("layers", List.of(LAYER, COSINE, CORRELATION, ANGLE, NORM_RATIO));
  static final Metric<Double> BP_UPDATE = Metric.real("bp_update", "", "an element of BP's update");
  static final Metric<Double> RULE_UPDATE =
      Metric.real("rule_update", "", "the same element of the rule's update");

  private static final Table SCATTER = new Table("points", List.of(LAYER, BP_UPDATE, RULE_UPDATE));

  private static final Metric<Double> MEAN_COSINE =
      Metric.real("mean_cosine", "", "mean over layers").over(COSINE).goal(Goal.MAX);
  private static final Metric<Double> LEAST_COSINE =
      Metric.real("least_cosine", "", "of the layer that is aligned worst")
          .over(COSINE)
          .goal(Goal.MAX);
  private static final Metric<Double> MEAN_CORRELATION =
      Metric.real("mean_correlation", "", "mean over layers").over(CORRELATION).goal(Goal.MAX);
  private static final Metric<Double> MEAN_ANGLE =
      Metric.real("mean_angle", "degree", "mean over layers").over(ANGLE).goal(Goal.MIN);
  private static final Metric<Double> LARGEST_ANGLE =
      Metric.real("largest_angle", "degree", "of the layer that is aligned worst")
          .over(ANGLE)
          .goal(Goal.MIN);
  private static final Metric<Boolean> DIVERGED =
      Metric.flag("diverged", "an update was zero or not finite").flaw();
  private static final Metric<Boolean> STABLE =
      Metric.flag("stable", "every update was finite and not zero").verdict();

  @Override
  public String name() {
    return "update-alignment";
  }

  @Override
  public String doc() {
    return "angle, cosine and correlation of a rule's update to BP's in an untrained net (Fig. 1)";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public List<Param<?>> params() {
    return NetKnobs.with(
        Precision.PARAM, NetKnobs.ALGORITHM, NetKnobs.LOSS, NetKnobs.BATCH_SIZE, POINTS);
  }

  @Override
  public List<Metric<?>> metrics() {
    return List.of(
        MEAN_COSINE, LEAST_COSINE, MEAN_CORRELATION, MEAN_ANGLE, LARGEST_ANGLE, DIVERGED, STABLE);
  }

  @Override
  public List<Table> tables() {
    return List.of(LAYERS, SCATTER);
  }

  @Override
  public List<Plot> plots() {
    return List.of(
        Plot.of(
                Plot.Kind.SCATTER,
                "updates",
                "elements of the rule's update against the same elements of backpropagation's",
                SCATTER,
                BP_UPDATE,
                RULE_UPDATE)
            .series(LAYER)
            .scaled()
            .identity(),
        Plot.of(
            Plot.Kind.POINTS,
            "angles",
            "angle between the rule's update and backpropagation's, by layer",
            LAYERS,
            LAYER,
            ANGLE));
  }

  @Override
  public Metric<?> objective(Values values) {
    return MEAN_COSINE;
  }

  @Override
  public void check(Values values, Optional<Dataset> data, Problems problems, String where) {
    LearningRule rule = LearningRule.CATALOG.get(NetKnobs.ALGORITHM.of(values));
    data.ifPresent(set -> NetKnobs.check(values, rule, set, problems, where));
    NetKnobs.refuseLearning(rule, values, problems, where);
  }

  @Override
  public double flops(Values values, Optional<Dataset> data) {
    int batch = (int) (long) NetKnobs.BATCH_SIZE.of(values);
    LearningRule rule = LearningRule.CATALOG.get(NetKnobs.ALGORITHM.of(values));
    Layout layout = NetKnobs.layout(values, data.orElseThrow());
    double total = rule.flops(layout, batch, values);
    for (int layer = 1; layer <= layout.layers(); layer++) {
      int units = layout.widths()[layer];
      int reads = layout.reads()[layer];
      total += 8.0 * units * reads * batch;
    }
    return total;
  }

  @Override
  public double rows(Table table, Values values, Optional<Dataset> data) {
    int layers = NetKnobs.layout(values, data.orElseThrow()).layers();
    return table.name().equals(SCATTER.name()) ? (double) layers * POINTS.of(values) : layers;
  }

  @Override
  public double bytes(Values values, Optional<Dataset> data) {
    return NetKnobs.bytes(values, data.orElseThrow(), Precision.PARAM, 3, 3, 4);
  }

  @Override
  public Outcome run(Cell cell, Context context) {
    return run(NetKnobs.kernels(cell, context, Precision.PARAM), cell, context);
  }

  private static <M extends ReshapeMatrix> Outcome run(
      Kernels<M> kernels, Cell cell, Context context) {
    Probe<M> probe = Probe.of(kernels, cell, context);
    String rule = NetKnobs.ALGORITHM.of(cell.values());
    boolean alike = LearningRule.CATALOG.get(rule).isFeedforward();
    Probe<M> plain = alike ? probe : Probe.of(kernels, backpropagating(cell), context);
    List<M> reference = updates("bp", plain, cell.values(), Streams.of(cell));
    List<M> updates = updates(rule, probe, cell.values(), Streams.of(cell));
    return compare(kernels, reference, updates, cell);
  }

  private static Cell backpropagating(Cell cell) {
    Values values = cell.values().with(NetKnobs.ALGORITHM.name(), "bp");
    return new Cell(cell.experiment(), cell.version(), values, cell.seed(), cell.dataDigest());
  }

  /** Mean weight gradients, from layer 1 up. */
  private static <M extends ReshapeMatrix> List<M> updates(
      String rule, Probe<M> probe, Values values, Streams streams) {
    Kernels<M> kernels = probe.network().kernels();
    List<M> updates = new ArrayList<>();
    Learner<M> learner =
        LearningRule.CATALOG
            .get(rule)
            .learner(probe.network(), probe.activity().batch(), values, streams);
    learner.measureBy(probe.loss());
    learner.adapt(probe.activity());
    learner.learn(
        probe.activity(),
        probe.outputError(),
        (layer, e, weights, bias) -> {
          M copy = kernels.matrix(weights.getNumRows(), weights.getNumCols());
          kernels.copy(weights, copy);
          updates.add(0, copy);
        });
    return updates;
  }

  private static <M extends ReshapeMatrix> Outcome compare(
      Kernels<M> kernels, List<M> reference, List<M> updates, Cell cell) {
    int layers = updates.size();
    Rng rng = Streams.of(cell).stream("noise", 0);
    Rows points = new Rows(SCATTER);
    Rows rows = new Rows(LAYERS);
    boolean finite = true;
    for (int i = 0; i < layers; i++) {
      Alignment alignment = Alignment.of(kernels, reference.get(i), updates.get(i));
      finite &= kernels.isFinite(updates.get(i)) && Double.isFinite(alignment.cosine);
      alignment.addTo(rows, i + 1);
      for (long k = 0; k < POINTS.of(cell.values()); k++) {
        int row = rng.nextInt(reference.get(i).getNumRows());
        int column = rng.nextInt(reference.get(i).getNumCols());
        points
            .add()
            .set(LAYER, i + 1)
            .set(BP_UPDATE, kernels.get(reference.get(i), row, column))
            .set(RULE_UPDATE, kernels.get(updates.get(i), row, column));
      }
    }
    Measurements measurements = measured(rows, finite).set(points).measurements();
    return finite
        ? new Outcome.Finished(measurements)
        : new Outcome.Diverged(measurements, "an update is zero or not finite");
  }

  private static Measured measured(Rows rows, boolean finite) {
    double least = 1;
    double largest = 0;
    for (int i = 0; i < rows.size(); i++) {
      least = Math.min(least, rows.get(i, COSINE));
      largest = Math.max(largest, rows.get(i, ANGLE));
    }
    return new Measured()
        .set(rows)
        .set(MEAN_COSINE, mean(rows, COSINE))
        .set(MEAN_CORRELATION, mean(rows, CORRELATION))
        .set(MEAN_ANGLE, mean(rows, ANGLE))
        .set(LEAST_COSINE, least)
        .set(LARGEST_ANGLE, largest)
        .set(DIVERGED, !finite)
        .set(STABLE, finite);
  }

  private static double mean(Rows rows, Metric<Double> column) {
    double sum = 0;
    for (int i = 0; i < rows.size(); i++) {
      sum += rows.get(i, column);
    }
    return sum / rows.size();
  }

  private record Alignment(double cosine, double correlation, double normRatio) {

    static <M extends ReshapeMatrix> Alignment of(Kernels<M> kernels, M reference, M update) {
      double size = (double) reference.getNumRows() * reference.getNumCols();
      double product = kernels.dot(reference, update);
      double square = kernels.dot(reference, reference);
      double other = kernels.dot(update, update);
      M ones = kernels.matrix(reference.getNumRows(), reference.getNumCols());
      kernels.fill(ones, 1);
      double mean = kernels.dot(ones, reference) / size;
      double otherMean = kernels.dot(ones, update) / size;
      double covariance = product - size * mean * otherMean;
      double variance = square - size * mean * mean;
      double otherVariance = other - size * otherMean * otherMean;
      return new Alignment(
          product / Math.sqrt(square * other),
          covariance / Math.sqrt(variance * otherVariance),
          Math.sqrt(other / square));
    }

    void addTo(Rows rows, int layer) {
      double angle = StrictMath.toDegrees(StrictMath.acos(Math.max(-1, Math.min(1, cosine))));
      rows.add()
          .set(LAYER, layer)
          .set(COSINE, cosine)
          .set(CORRELATION, correlation)
          .set(ANGLE, angle)
          .set(NORM_RATIO, normRatio);
    }
  }
}
