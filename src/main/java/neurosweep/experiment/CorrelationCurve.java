package neurosweep.experiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import neurosweep.core.Goal;
import neurosweep.core.Metric;
import neurosweep.core.Param;
import neurosweep.core.Persistent;
import neurosweep.core.Plot;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.learn.Activity;
import neurosweep.learn.Network;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/** How correlated what each layer reads is, at every evaluation. */
final class CorrelationCurve implements Persistent {
  /** Whether it is recorded. */
  static final Param<Boolean> RECORDED =
      Param.flag(
          "correlations",
          false,
          "whether correlations of what layers read of the first 512 training examples are recorded");

  static final Metric<Long> EPOCH = Metric.integer("epoch", "epoch", "epoch of the evaluation");
  static final Metric<Long> LAYER =
      Metric.integer("layer", "", "layer that reads, 1 next to the input");
  static final Metric<Double> CORRELATION =
      Metric.real(
              "correlation", "", "root mean square of E[z_i z_j] / sqrt(E[z_i^2] E[z_j^2]), i != j")
          .goal(Goal.MIN);

  /** The curve. */
  static final Table TABLE = new Table("correlations", List.of(EPOCH, LAYER, CORRELATION));

  static final Metric<Double> INPUT_CORRELATION =
      Metric.real("input_correlation", "", "of what a layer reads at the end, mean over layers")
          .goal(Goal.MIN);

  /** What cells without the curve lack. */
  static final String NEEDED = "give " + RECORDED.name() + ": true, or select by another metric";

  private final Rows rows = new Rows(TABLE);

  /** Whether cells with these knobs measure a metric, as far as it is one of the curve's. */
  static boolean measures(Metric<?> metric, Values values) {
    return !metric.equals(INPUT_CORRELATION) || RECORDED.of(values);
  }

  /** Its figures. */
  static List<Plot> plots() {
    return List.of(
        Plot.of(
            Plot.Kind.POINTS,
            "correlations",
            "correlations of what each layer reads, at every evaluation",
            TABLE,
            EPOCH,
            CORRELATION));
  }

  /**
   * Adds a row a layer.
   *
   * @param activity of some training examples after the forward pass
   */
  <M extends ReshapeMatrix> void add(long epoch, Network<M> network, Activity<M> activity) {
    for (int layer = 1; layer <= network.layers(); layer++) {
      rows.add()
          .set(EPOCH, (double) epoch)
          .set(LAYER, layer)
          .set(CORRELATION, correlation(network.kernels(), activity.taken(layer)));
    }
  }

  /** Over pairs of units that are not silent; NaN if there are none. */
  static <M extends ReshapeMatrix> double correlation(Kernels<M> kernels, M z) {
    M products = kernels.matrix(1, 1);
    kernels.multiply(true, false, 1.0 / z.getNumRows(), z, z, 0, products);
    int units = z.getNumCols();
    double sum = 0;
    long pairs = 0;
    for (int i = 0; i < units; i++) {
      double own = kernels.get(products, i, i);
      for (int j = 0; j < i && own > 0; j++) {
        double other = kernels.get(products, j, j);
        if (other > 0) {
          double product = kernels.get(products, i, j);
          sum += product / own * (product / other);
          pairs++;
        }
      }
    }
    return pairs == 0 ? Double.NaN : Math.sqrt(sum / pairs);
  }

  /** Adds what was measured, if it was. */
  void report(Measured measured) {
    if (rows.isEmpty()) {
      return;
    }
    double last = rows.last(EPOCH);
    double sum = 0;
    int layers = 0;
    for (int row = 0; row < rows.size(); row++) {
      if (rows.get(row, EPOCH) == last) {
        sum += rows.get(row, CORRELATION);
        layers++;
      }
    }
    measured.set(rows).setFinite(INPUT_CORRELATION, sum / layers);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    rows.save(out);
  }

  @Override
  public void load(DataInput in) throws IOException {
    rows.load(in);
  }
}
