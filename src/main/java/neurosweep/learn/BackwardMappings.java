package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Persistent;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import neurosweep.math.random.Rng;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * Learned inverses of the layers, {@code g_l(y) = f~_l(y Q_l^T + c_l)}, l = 2..L, with Q_l (R_l x
 * N_l) and c_l (1 x R_l), and the losses they learn by, each a mean over the batch with noise xi of
 * deviation sigma, z = y_{l-1} + sigma xi:
 *
 * <ul>
 *   <li>{@code reconstruction}: {@code 1/2 |g_l(f_l(z)) - z|^2} (Lee et al., ECML 2015)
 *   <li>{@code difference}: {@code 1/2 |y_{l-1} + g_l(v) - g_l(y_l) - z|^2}, where v is
 *       f_L(..f_l(z)) brought down to layer l by {@code v <- y_{k-1} + g_k(v) - g_k(y_k)}
 *       (Meulemans et al., NeurIPS 2020)
 *   <li>{@code local-difference}: {@code -sigma xi . [g_l(f_l(z)) - g_l(y_l)] + 1/2 |g_l(y_l +
 *       sigma xi') - g_l(y_l)|^2} (Ernoult et al., 2022)
 * </ul>
 *
 * <p>The two differences are of the size of sigma^2, by which their gradients are divided for
 * learning. Only Q_l and c_l learn; everything that enters g_l is a constant.
 *
 * @param <M> the matrix type
 */
public final class BackwardMappings<M extends ReshapeMatrix> implements Persistent {
  private static final String RECONSTRUCTION = "reconstruction";
  private static final String DIFFERENCE = "difference";
  private static final String LOCAL = "local-difference";

  static final Param<String> LOSS =
      Param.choice(
          "feedback_loss",
          List.of(DIFFERENCE, RECONSTRUCTION, LOCAL),
          "loss by which the inverses learn");
  static final Param<Double> NOISE =
      Param.real("feedback_noise", 0.1, "standard deviation of the noise by which inverses learn")
          .above(0);
  static final Param<Boolean> STOPS =
      Param.flag(
          "stop_correction", false, "whether no gradient goes through g(y) of the differences");

  private final Network<M> network;
  private final Kernels<M> kernels;
  private final List<Activation> activations = new ArrayList<>();
  private final List<M> weights = new ArrayList<>();
  private final List<M> biases = new ArrayList<>();
  private final List<Rng> streams = new ArrayList<>();
  private final String loss;
  private final double sigma;
  private final boolean stops;
  private final M noise;
  private final M noiseAbove;
  private final M noisy;
  private final M above;
  private final M back;
  private final M backOfOutput;
  private final M residual;
  private final M weightGradient;
  private final M biasGradient;
  private final M means;

  /** Inverses of zero weights, each with the activation of the layer that it brings back. */
  public BackwardMappings(Network<M> network, Values values) {
    this.network = network;
    this.kernels = network.kernels();
    for (int layer = 2; layer <= network.layers(); layer++) {
      activations.add(network.layout().activations().get(layer - 2));
      weights.add(kernels.matrix(network.reads(layer), network.width(layer)));
      biases.add(kernels.matrix(1, network.reads(layer)));
    }
    this.loss = LOSS.of(values);
    this.sigma = NOISE.of(values);
    this.stops = STOPS.of(values);
    this.noise = kernels.matrix(1, 1);
    this.noiseAbove = kernels.matrix(1, 1);
    this.noisy = kernels.matrix(1, 1);
    this.above = kernels.matrix(1, 1);
    this.back = kernels.matrix(1, 1);
    this.backOfOutput = kernels.matrix(1, 1);
    this.residual = kernels.matrix(1, 1);
    this.weightGradient = kernels.matrix(1, network.layout().largestWeights());
    this.biasGradient = kernels.matrix(1, 1);
    this.means = kernels.matrix(1, 1);
  }

  /** Gives layer l's inverse an activation of its own. */
  public void setActivation(int layer, Activation activation) {
    activations.set(layer - 2, activation);
  }

  /** Draws Q_l, normal over the root of N_l, and begins to draw noise: a stream of each a layer. */
  void draw(Streams from) {
    for (int layer = 2; layer <= network.layers(); layer++) {
      double deviation = 1 / Math.sqrt(network.width(layer));
      kernels.fillNormal(weights(layer), deviation, from.stream("inverse", layer));
      streams.add(from.stream("inverse-noise", layer));
    }
  }

  /** Q_l (R_l x N_l), l from 2. */
  public M weights(int layer) {
    return weights.get(layer - 2);
  }

  /** c_l (1 x R_l), l from 2. */
  public M bias(int layer) {
    return biases.get(layer - 2);
  }

  Parameters<M> parameters() {
    return new Parameters<>(kernels, weights, biases);
  }

  /**
   * {@code X = g_l(Y)}.
   *
   * @param y (batch x N_l). Not modified
   * @param x (batch x R_l). Modified
   */
  void back(int layer, M y, M x) {
    kernels.multiply(false, true, 1, y, weights(layer), 0, x);
    activation(layer).apply(kernels, x, bias(layer), network.layout().slope());
  }

  private Activation activation(int layer) {
    return activations.get(layer - 2);
  }

  /** A step of every inverse on a batch. */
  void learn(Activity<M> activity, Optimizer.State<M> optimizer) {
    for (int layer = network.layers(); layer >= 2; layer--) {
      Rng rng = streams.get(layer - 2);
      noise.reshape(activity.batch(), network.reads(layer));
      kernels.fillNormal(noise, 1, rng);
      if (loss.equals(LOCAL)) {
        noiseAbove.reshape(activity.batch(), network.width(layer));
        kernels.fillNormal(noiseAbove, 1, rng);
      }
      gradients(activity, layer, noise, noiseAbove);
      if (!loss.equals(RECONSTRUCTION)) {
        divide(weightGradient);
        divide(biasGradient);
      }
      optimizer.update(layer - 1, weightGradient, biasGradient);
    }
  }

  private void divide(M gradient) {
    kernels.add(1 / (sigma * sigma) - 1, gradient, gradient);
  }

  /**
   * The loss of layer l's inverse; its mean gradients are then in {@link #weightGradient()} and
   * {@link #biasGradient()}.
   *
   * @param activity the batch after the forward pass
   * @param xi (batch x R_l). Not modified
   * @param xiAbove xi' (batch x N_l), read by {@code local-difference} alone. Not modified
   * @return mean over the batch
   */
  public double gradients(Activity<M> activity, int layer, M xi, M xiAbove) {
    M read = activity.wasRead(layer);
    M output = activity.output(layer);
    kernels.copy(read, noisy);
    kernels.add(sigma, xi, noisy);
    kernels.multiply(false, true, 1, noisy, network.effective(layer), 0, above);
    network.activate(layer, above);
    weightGradient.reshape(network.reads(layer), network.width(layer));
    kernels.fill(weightGradient, 0);
    biasGradient.reshape(1, network.reads(layer));
    kernels.fill(biasGradient, 0);
    if (loss.equals(RECONSTRUCTION)) {
      back(layer, above, back);
      kernels.copy(back, residual);
      kernels.add(-1, noisy, residual);
      add(layer, 1, residual, back, above);
      return half(residual);
    }
    back(layer, output, backOfOutput);
    if (loss.equals(DIFFERENCE)) {
      overTheTop(activity, layer);
      back(layer, above, back);
      kernels.copy(back, residual);
      kernels.add(-1, backOfOutput, residual);
      kernels.add(-sigma, xi, residual);
      addDifference(layer, 1, residual, output);
      return half(residual);
    }
    back(layer, above, back);
    addDifference(layer, -sigma, xi, output);
    kernels.add(-1, backOfOutput, back);
    double along = -sigma * kernels.dot(xi, back) / xi.getNumRows();
    kernels.copy(output, above);
    kernels.add(sigma, xiAbove, above);
    back(layer, above, back);
    kernels.copy(back, residual);
    kernels.add(-1, backOfOutput, residual);
    addDifference(layer, 1, residual, output);
    return along + half(residual);
  }

  /** Mean gradient of Q_l (R_l x N_l) of the layer that was asked for last. */
  public M weightGradient() {
    return weightGradient;
  }

  /** Mean gradient of c_l (1 x R_l), likewise. */
  public M biasGradient() {
    return biasGradient;
  }

  /** Takes {@code above} through the layers over l and back down to its outputs. */
  private void overTheTop(Activity<M> activity, int layer) {
    for (int k = layer + 1; k <= network.layers(); k++) {
      M next = back;
      narrow(above, network.reads(k));
      kernels.multiply(false, true, 1, residual, network.effective(k), 0, next);
      network.activate(k, next);
      kernels.copy(next, above);
    }
    for (int k = network.layers(); k > layer; k--) {
      back(k, above, back);
      back(k, activity.output(k), residual);
      kernels.add(-1, residual, back);
      kernels.add(1, activity.wasRead(k), back);
      M below = activity.output(k - 1);
      if (network.reads(k) < network.width(k - 1)) {
        kernels.copy(below, above); // auxiliary units stay as they are
        kernels.overwriteColumns(back, above);
      } else {
        kernels.copy(back, above);
      }
    }
  }

  private void narrow(M wide, int columns) {
    residual.reshape(wide.getNumRows(), columns);
    kernels.leadingColumns(wide, residual);
  }

  private void addDifference(int layer, double factor, M outer, M output) {
    add(layer, factor, outer, back, above);
    if (!stops) {
      add(layer, -factor, outer, backOfOutput, output);
    }
  }

  /** Adds the gradient of {@code factor sum(outer o g_l(y))}, with g = g_l(y). */
  private void add(int layer, double factor, M outer, M g, M y) {
    kernels.copy(outer, noisy);
    activation(layer).timesDerivative(kernels, noisy, g, network.layout().slope());
    double share = factor / y.getNumRows();
    kernels.multiply(true, false, share, noisy, y, 1, weightGradient);
    means.reshape(1, noisy.getNumCols());
    kernels.columnMeans(noisy, means);
    kernels.add(factor, means, biasGradient);
  }

  private double half(M a) {
    return kernels.dot(a, a) / (2.0 * a.getNumRows());
  }

  /** Floating-point operations of one step of all inverses. */
  static double flops(Layout layout, int batch, Values values) {
    double single = LearningRule.ofLayers(layout, (units, reads) -> 2.0 * units * reads * batch);
    if (LOSS.of(values).equals(RECONSTRUCTION)) {
      return 3 * single;
    }
    if (LOSS.of(values).equals(LOCAL)) {
      return (STOPS.of(values) ? 6 : 8) * single;
    }
    double over = 0;
    for (int layer = 2; layer < layout.layers(); layer++) {
      int above = layout.layers() - layer;
      over += 6.0 * layout.widths()[layer + 1] * layout.reads()[layer + 1] * batch * above;
    }
    return 5 * single + over;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    for (int layer = 2; layer <= network.layers(); layer++) {
      kernels.save(weights(layer), out);
      kernels.save(bias(layer), out);
      streams.get(layer - 2).save(out);
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    for (int layer = 2; layer <= network.layers(); layer++) {
      kernels.load(in, weights(layer));
      kernels.load(in, bias(layer));
      streams.get(layer - 2).load(in);
    }
  }
}
