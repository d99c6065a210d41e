package neurosweep.experiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import neurosweep.core.Metric;
import neurosweep.core.Persistent;
import neurosweep.core.Plot;
import neurosweep.core.Table;
import neurosweep.learn.Network;
import neurosweep.math.Kernels;
import neurosweep.math.SingularValues;
import org.ejml.data.ReshapeMatrix;

/**
 * The smallest singular value of the weights that bring an error to each hidden layer, at every
 * record. An inversion with feedback -W^T and a leak leaves out what lies along singular vectors
 * whose squared singular values are well below the leak.
 */
final class SingularCurve implements Persistent {
  static final Metric<Double> SINGULAR_VALUE =
      Metric.real("least_singular_value", "", "of W of the layer above, if at most 512 wide");

  /** The curve; a table of its own, for journals hold rows by the place of their columns. */
  static final Table TABLE =
      new Table(
          "singular-values",
          List.of(InversionProbe.ITERATION, InversionProbe.LAYER, SINGULAR_VALUE));

  static final Metric<Double> LEAST =
      Metric.real("least_singular_value", "", "of W of any layer that is inverted, any record")
          .over(SINGULAR_VALUE);

  /** Largest smaller side of a matrix that is decomposed. */
  private static final int MOST_SIDE = 512;

  private final Rows rows = new Rows(TABLE);

  /** Its figure. */
  static Plot plot() {
    return Plot.of(
            Plot.Kind.LINE,
            "singular-values",
            "smallest singular value of the weights that bring the error down",
            TABLE,
            InversionProbe.ITERATION,
            SINGULAR_VALUE)
        .panel(InversionProbe.LAYER)
        .logX();
  }

  /** Adds a row a hidden layer, with the weights as they are now. */
  <M extends ReshapeMatrix> void add(long iteration, Network<M> network) {
    Kernels<M> kernels = network.kernels();
    for (int layer = 2; layer <= network.layers(); layer++) {
      M w = network.effective(layer);
      rows.add()
          .set(InversionProbe.ITERATION, (double) iteration)
          .set(InversionProbe.LAYER, layer - 1);
      if (Math.min(w.getNumRows(), w.getNumCols()) <= MOST_SIDE) {
        rows.set(SINGULAR_VALUE, SingularValues.least(kernels.values(w)));
      }
    }
  }

  /** Adds what was measured. */
  void report(Measured measured) {
    measured.set(rows).setFinite(LEAST, rows.least(SINGULAR_VALUE));
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
