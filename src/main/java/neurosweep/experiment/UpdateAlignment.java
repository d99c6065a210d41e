package neurosweep.experiment;

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
import neurosweep.core.Plot;
import neurosweep.core.Problems;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.data.Dataset;
import neurosweep.learn.Layout;
import neurosweep.learn.LearningRule;
import neurosweep.math.Kernels;
import neurosweep.math.Precision;
import neurosweep.math.Rng;
import neurosweep.math.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * How a rule's update of an untrained net compares with backpropagation's, layer by layer (Ahmad,
 * van Gerven and Ambrogioni, NeurIPS 2020, Fig. 1): one mini-batch, weight gradients only.
 */
public final class UpdateAlignment implements Experiment {
  private static final Param<Long> POINTS =
      Param.integer("points", 300, "pairs of updates kept of each layer, for a scatter plot")
          .within(0, 100_000);

  private static final Table LAYERS =
      new Table(
          "layers",
          List.of(
              Column.integer("layer", "", "weight layer, 1 next to the input"),
              Column.real("cosine", "", "cosine of the rule's and BP's weight updates"),
              Column.real("correlation", "", "Pearson correlation of their elements"),
              Column.real("angle", "degree", "angle between them"),
              Column.real("norm_ratio", "", "norm of the rule's update over that of BP's")));
  private static final Table SCATTER =
      new Table(
          "points",
          List.of(
              Column.integer("layer", "", "weight layer, 1 next to the input"),
              Column.real("bp_update", "", "an element of BP's update"),
              Column.real("rule_update", "", "the same element of the rule's update")));

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
  public List<Column> metrics() {
    return List.of(
        Column.real("mean_cosine", "", "mean over layers"),
        Column.real("least_cosine", "", "of the layer that is aligned worst"),
        Column.real("mean_correlation", "", "mean over layers"),
        Column.real("mean_angle", "degree", "mean over layers"),
        Column.real("largest_angle", "degree", "of the layer that is aligned worst"),
        Column.flag("diverged", "an update was zero or not finite"),
        Column.flag("stable", "every update was finite and not zero"));
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
                SCATTER.name(),
                "bp_update",
                "rule_update")
            .series("layer")
            .scaled()
            .identity(),
        Plot.of(
            Plot.Kind.POINTS,
            "angles",
            "angle between the rule's update and backpropagation's, by layer",
            LAYERS.name(),
            "layer",
            "angle"));
  }

  @Override
  public String objective(Values values) {
    return "mean_cosine";
  }

  @Override
  public void check(Values values, Optional<Dataset> data, Problems problems, String where) {
    LearningRule rule = LearningRule.CATALOG.get(NetKnobs.ALGORITHM.of(values));
    data.ifPresent(set -> NetKnobs.check(values, rule, set, problems, where));
  }

  @Override
  public double flops(Values values, Optional<Dataset> data) {
    int batch = (int) (long) NetKnobs.BATCH_SIZE.of(values);
    LearningRule rule = LearningRule.CATALOG.get(NetKnobs.ALGORITHM.of(values));
    double total = 0;
    Layout layout = NetKnobs.layout(values, data.orElseThrow());
    for (int layer = 1; layer <= layout.layers(); layer++) {
      int units = layout.widths()[layer];
      int reads = layout.reads()[layer];
      total += 8.0 * units * reads * batch + rule.propagationFlops(units, reads, batch, values);
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
    List<M> reference = updates("bp", probe, cell.values());
    List<M> updates = updates(NetKnobs.ALGORITHM.of(cell.values()), probe, cell.values());
    return compare(kernels, reference, updates, cell);
  }

  /** Mean weight gradients, from layer 1 up. */
  private static <M extends ReshapeMatrix> List<M> updates(
      String rule, Probe<M> probe, Values values) {
    Kernels<M> kernels = probe.network().kernels();
    List<M> updates = new ArrayList<>();
    LearningRule.CATALOG
        .get(rule)
        .learner(probe.network(), probe.activity().batch(), values)
        .learn(
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
    List<double[]> points = new ArrayList<>();
    double[][] rows = new double[layers][];
    boolean finite = true;
    for (int i = 0; i < layers; i++) {
      Alignment alignment = Alignment.of(kernels, reference.get(i), updates.get(i));
      finite &= kernels.isFinite(updates.get(i)) && Double.isFinite(alignment.cosine);
      rows[i] = alignment.row(i + 1);
      for (long k = 0; k < POINTS.of(cell.values()); k++) {
        int row = rng.nextInt(reference.get(i).getNumRows());
        int column = rng.nextInt(reference.get(i).getNumCols());
        double before = kernels.get(reference.get(i), row, column);
        points.add(new double[] {i + 1, before, kernels.get(updates.get(i), row, column)});
      }
    }
    SortedMap<String, double[][]> tables = new TreeMap<>();
    tables.put(LAYERS.name(), rows);
    tables.put(SCATTER.name(), points.toArray(double[][]::new));
    Measurements measurements = new Measurements(scalars(rows, finite), tables);
    return finite
        ? new Outcome.Finished(measurements)
        : new Outcome.Diverged(measurements, "an update is zero or not finite");
  }

  private static SortedMap<String, Object> scalars(double[][] rows, boolean finite) {
    SortedMap<String, Object> scalars = new TreeMap<>();
    scalars.put("mean_cosine", mean(rows, LAYERS.index("cosine")));
    scalars.put("mean_correlation", mean(rows, LAYERS.index("correlation")));
    scalars.put("mean_angle", mean(rows, LAYERS.index("angle")));
    double least = 1;
    double largest = 0;
    for (double[] row : rows) {
      least = Math.min(least, row[LAYERS.index("cosine")]);
      largest = Math.max(largest, row[LAYERS.index("angle")]);
    }
    scalars.put("least_cosine", least);
    scalars.put("largest_angle", largest);
    scalars.put("diverged", !finite);
    scalars.put("stable", finite);
    return scalars;
  }

  private static double mean(double[][] rows, int column) {
    double sum = 0;
    for (double[] row : rows) {
      sum += row[column];
    }
    return sum / rows.length;
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

    double[] row(int layer) {
      double angle = StrictMath.toDegrees(StrictMath.acos(Math.max(-1, Math.min(1, cosine))));
      return new double[] {layer, cosine, correlation, angle, normRatio};
    }
  }
}
