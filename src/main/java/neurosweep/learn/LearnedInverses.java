package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import neurosweep.math.random.Rng;
import org.ejml.data.ReshapeMatrix;

/**
 * The inverses of a {@link LearnedInverse}.
 *
 * @param <M> the matrix type
 */
public final class LearnedInverses<M extends ReshapeMatrix> implements Inverses<M> {
  private final Network<M> network;
  private final Kernels<M> kernels;
  private final Parameters<M> parameters;
  private final double sigma;
  private final Rng rng;
  private final Optimizer.State<M> optimizer;
  private final M input;
  private final M code;
  private final M residue;
  private final M means;
  private final M weightGradient;
  private final M biasGradient;

  /**
   * Inverses at work.
   *
   * @param parameters V_l (R_l x N_l) and c_l (1 x N_l), at index l - 2; they learn
   * @param sigma deviation of the noise
   * @param rate of Adam
   * @param rng draws the noise
   */
  public LearnedInverses(
      Network<M> network, Parameters<M> parameters, double sigma, double rate, Rng rng) {
    this.network = network;
    this.kernels = network.kernels();
    this.parameters = parameters;
    this.sigma = sigma;
    this.rng = rng;
    Values knobs = Values.of(Map.of(Optimizer.LEARNING_RATE.name(), rate));
    this.optimizer = Optimizer.CATALOG.get("adam").start(parameters, knobs);
    this.input = kernels.matrix(1, 1);
    this.code = kernels.matrix(1, 1);
    this.residue = kernels.matrix(1, 1);
    this.means = kernels.matrix(1, 1);
    this.weightGradient = kernels.matrix(1, 1);
    this.biasGradient = kernels.matrix(1, 1);
  }

  private M weights(int layer) {
    return parameters.weights().get(layer - 2);
  }

  @Override
  public boolean carry(int layer, M difference) {
    kernels.copy(difference, code);
    kernels.multiply(false, true, 1, code, weights(layer), 0, difference);
    return true;
  }

  @Override
  public void addResidual(int layer, M read, M drive, double factor, M below) {
    center(layer, drive);
    kernels.add(factor, read, below);
    kernels.multiply(false, true, -factor, drive, weights(layer), 1, below);
  }

  /** From {@code h_l - b_l} to {@code h_l - c_l}. */
  private void center(int layer, M drive) {
    kernels.copy(network.bias(layer), means);
    kernels.add(-1, parameters.biases().get(layer - 2), means);
    kernels.activate(drive, means, 1); // linear: adds the row
  }

  @Override
  public void adapt(Activity<M> activity) {
    optimizer.begin();
    for (int layer = 2; layer <= network.layers(); layer++) {
      kernels.copy(activity.wasRead(layer), input);
      kernels.combine(input, input, (read, same) -> read + sigma * rng.nextGaussian());
      gradient(layer, input, weightGradient, biasGradient);
      optimizer.update(layer - 1, weightGradient, biasGradient);
    }
  }

  /**
   * The mean loss {@code 1/2 |g_l(f_l(z)) - z|^2} and its gradients, in which f and its inverse
   * have undone each other.
   *
   * @param z (batch x R_l). Not modified
   * @param dv gradient of V_l, reshaped
   * @param dc gradient of c_l, reshaped
   */
  public double gradient(int layer, M z, M dv, M dc) {
    int batch = z.getNumRows();
    kernels.multiply(false, true, 1, z, network.effective(layer), 0, code);
    center(layer, code);
    kernels.multiply(false, true, 1, code, weights(layer), 0, residue);
    kernels.add(-1, z, residue);
    kernels.multiply(true, false, 1.0 / batch, residue, code, 0, dv);
    means.reshape(1, network.reads(layer));
    kernels.columnMeans(residue, means);
    kernels.multiply(false, false, -1, means, weights(layer), 0, dc);
    return kernels.dot(residue, residue) / (2.0 * batch);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    for (int i = 0; i < parameters.layers(); i++) {
      kernels.save(parameters.weights().get(i), out);
      kernels.save(parameters.biases().get(i), out);
    }
    optimizer.save(out);
    rng.save(out);
  }

  @Override
  public void load(DataInput in) throws IOException {
    for (int i = 0; i < parameters.layers(); i++) {
      kernels.load(in, parameters.weights().get(i));
      kernels.load(in, parameters.biases().get(i));
    }
    optimizer.load(in);
    rng.load(in);
  }
}
