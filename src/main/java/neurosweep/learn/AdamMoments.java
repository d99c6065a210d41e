package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * Adam's running state, with or without bias correction.
 *
 * @param <M> the matrix type
 */
final class AdamMoments<M extends ReshapeMatrix> implements Optimizer.State<M> {
  private static final Param<Double> BETA1 =
      Param.real("beta1", 0.9, "decay of Adam's first moment").called("β1").within(0, 0.999999);
  private static final Param<Double> BETA2 =
      Param.real("beta2", 0.99, "decay of Adam's second moment")
          .called("β2")
          .within(0, 0.999999999);
  private static final Param<Double> EPSILON =
      Param.real("epsilon", 1e-8, "added to the root of Adam's second moment").called("ε").above(0);

  /** The knobs of both optimizers. */
  static final List<Param<?>> PARAMS = List.of(BETA1, BETA2, EPSILON);

  /** Of a parameter. */
  static final int COUNT = 2;

  private final Network<M> network;
  private final Kernels<M> kernels;
  private final Values values;
  private final boolean corrected;
  private final List<M> first = new ArrayList<>();
  private final List<M> second = new ArrayList<>();
  private final List<M> biasFirst = new ArrayList<>();
  private final List<M> biasSecond = new ArrayList<>();
  private final List<List<M>> moments;
  private long steps;
  private Kernels.AdamStep step;

  AdamMoments(Network<M> network, Values values, boolean corrected) {
    this.network = network;
    this.kernels = network.kernels();
    this.values = values;
    this.moments = List.of(first, second, biasFirst, biasSecond);
    this.corrected = corrected;
    for (int layer = 1; layer <= network.layers(); layer++) {
      int units = network.width(layer);
      first.add(kernels.matrix(units, network.reads(layer)));
      second.add(kernels.matrix(units, network.reads(layer)));
      biasFirst.add(kernels.matrix(1, units));
      biasSecond.add(kernels.matrix(1, units));
    }
    step = coefficients();
  }

  private Kernels.AdamStep coefficients() {
    double beta1 = BETA1.of(values);
    double beta2 = BETA2.of(values);
    double rate = Optimizer.LEARNING_RATE.of(values);
    double root = 1;
    if (corrected && steps > 0) {
      rate /= 1 - StrictMath.pow(beta1, (double) steps);
      root = 1 / Math.sqrt(1 - StrictMath.pow(beta2, (double) steps));
    }
    return new Kernels.AdamStep(beta1, beta2, EPSILON.of(values), rate, root);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeLong(steps);
    for (List<M> kind : moments) {
      for (M moment : kind) {
        kernels.save(moment, out);
      }
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    steps = in.readLong();
    for (List<M> kind : moments) {
      for (M moment : kind) {
        kernels.load(in, moment);
      }
    }
    step = coefficients();
  }

  @Override
  public void begin() {
    steps++;
    if (corrected) {
      step = coefficients();
    }
  }

  @Override
  public void update(int layer, M weightGradient, M biasGradient) {
    int i = layer - 1;
    kernels.adam(network.weights(layer), weightGradient, first.get(i), second.get(i), step);
    kernels.adam(network.bias(layer), biasGradient, biasFirst.get(i), biasSecond.get(i), step);
  }
}
