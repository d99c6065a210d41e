package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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

  private final Parameters<M> parameters;
  private final Kernels<M> kernels;
  private final Values values;
  private final boolean corrected;
  private final List<M> first;
  private final List<M> second;
  private final List<M> biasFirst;
  private final List<M> biasSecond;
  private final List<List<M>> moments;
  private long steps;
  private Kernels.AdamStep step;

  AdamMoments(Parameters<M> parameters, Values values, boolean corrected) {
    this.parameters = parameters;
    this.kernels = parameters.kernels();
    this.values = values;
    this.corrected = corrected;
    this.first = parameters.zeros(parameters.weights());
    this.second = parameters.zeros(parameters.weights());
    this.biasFirst = parameters.zeros(parameters.biases());
    this.biasSecond = parameters.zeros(parameters.biases());
    this.moments = List.of(first, second, biasFirst, biasSecond);
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
    M w = parameters.weights().get(i);
    kernels.adam(w, weightGradient, first.get(i), second.get(i), step);
    if (!biasFirst.isEmpty()) {
      M b = parameters.biases().get(i);
      kernels.adam(b, biasGradient, biasFirst.get(i), biasSecond.get(i), step);
    }
  }
}
