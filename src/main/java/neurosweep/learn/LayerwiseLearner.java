package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * What all rules of the family share: {@code dW_l = mean (D_l e_l) y_{l-1}^T, db_l = mean D_l e_l}
 * with D_l = diag f'(h_l); only how e_l becomes e_{l-1} differs.
 *
 * @param <M> the matrix type
 */
final class LayerwiseLearner<M extends ReshapeMatrix> implements Learner<M> {

  /**
   * Carries an error through one layer.
   *
   * @param <M> the matrix type
   */
  interface Propagation<M> {

    /**
     * Computes e_{l-1} on the units that layer l reads.
     *
     * @param layer l
     * @param output y_l (batch x N_l)
     * @param error e_l. Not modified
     * @param sloped D_l e_l. Not modified
     * @param below e_{l-1} (batch x N_l), to be overwritten
     * @return whether W_l could be used; false if it is singular
     */
    boolean step(int layer, M output, M error, M sloped, M below);
  }

  private final Network<M> network;
  private final Kernels<M> kernels;
  private final Propagation<M> propagation;
  private final List<M> errors = new ArrayList<>();
  private final List<M> sloped = new ArrayList<>();
  private final List<M> below = new ArrayList<>();
  private final M weightGradient;
  private final M biasGradient;
  private int singularLayer;

  LayerwiseLearner(Network<M> network, int batch, Propagation<M> propagation) {
    this.network = network;
    this.kernels = network.kernels();
    this.propagation = propagation;
    int widest = network.width(0);
    for (int layer = 0; layer <= network.layers(); layer++) {
      int units = network.width(layer);
      errors.add(kernels.matrix(batch, units));
      sloped.add(kernels.matrix(batch, units));
      below.add(kernels.matrix(batch, units));
    }
    weightGradient = kernels.matrix(widest, widest);
    biasGradient = kernels.matrix(1, widest);
  }

  @Override
  public void learn(Activity<M> activity, M outputError, GradientSink<M> sink) {
    singularLayer = 0;
    int batch = activity.batch();
    kernels.copy(outputError, errors.get(network.layers()));
    for (int layer = network.layers(); layer >= 1; layer--) {
      M error = errors.get(layer);
      M output = activity.output(layer);
      M slopedError = sloped.get(layer);
      kernels.copy(error, slopedError);
      kernels.timesDerivative(slopedError, output, network.slope());
      if (layer > 1) {
        propagate(layer, batch, output, error, slopedError);
      }
      int units = network.width(layer);
      weightGradient.reshape(units, units);
      biasGradient.reshape(1, units);
      kernels.multiply(
          true, false, 1.0 / batch, slopedError, activity.wasRead(layer), 0, weightGradient);
      kernels.columnMeans(slopedError, biasGradient);
      sink.accept(layer, error, weightGradient, biasGradient);
    }
  }

  private void propagate(int layer, int batch, M output, M error, M slopedError) {
    M target = errors.get(layer - 1);
    target.reshape(batch, network.width(layer - 1));
    boolean narrows = network.width(layer) < network.width(layer - 1);
    M received = narrows ? below.get(layer) : target;
    received.reshape(batch, network.width(layer));
    if (!propagation.step(layer, output, error, slopedError, received) && singularLayer == 0) {
      singularLayer = layer;
    }
    if (narrows) {
      kernels.padColumns(received, target);
    }
  }

  @Override
  public int singularLayer() {
    return singularLayer;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(singularLayer);
  }

  @Override
  public void load(DataInput in) throws IOException {
    singularLayer = in.readInt();
  }
}
