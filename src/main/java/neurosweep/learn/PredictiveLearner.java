package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.util.ArrayList;
import java.util.List;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * {@link PredictiveCoding} at work. All it holds is (batch x units) and filled anew by every batch.
 *
 * @param <M> the matrix type
 */
public final class PredictiveLearner<M extends ReshapeMatrix> implements Learner<M> {

  /**
   * How values relax.
   *
   * @param strict whether predictions follow the values
   * @param rate of the values
   * @param steps changes of the values
   * @param clip longest D_l e_l of an example in a hidden layer as it enters the update; 0 is none
   */
  record Settings(boolean strict, double rate, long steps, double clip) {}

  private final Network<M> network;
  private final Kernels<M> kernels;
  private final Settings settings;
  private final Activity<M> values;
  private final Activity<M> predictions;
  private final List<M> errors = new ArrayList<>();
  private final List<M> sloped = new ArrayList<>();
  private final M received;
  private final M padded;
  private final M weightGradient;
  private final M biasGradient;
  private OutputError<M> loss;

  PredictiveLearner(Network<M> network, int batch, Settings settings) {
    this.network = network;
    this.kernels = network.kernels();
    this.settings = settings;
    this.values = new Activity<>(network, batch);
    this.predictions = settings.strict() ? new Activity<>(network, batch) : null;
    for (int layer = 1; layer <= network.layers(); layer++) {
      errors.add(kernels.matrix(batch, network.width(layer)));
      sloped.add(kernels.matrix(batch, network.width(layer)));
    }
    received = kernels.matrix(1, 1);
    padded = kernels.matrix(1, 1);
    weightGradient = kernels.matrix(1, network.layout().largestWeights());
    biasGradient = kernels.matrix(1, 1);
  }

  @Override
  public void measureBy(OutputError<M> outputError) {
    loss = outputError;
  }

  @Override
  public void learn(Activity<M> activity, M outputError, GradientSink<M> sink) {
    int layers = network.layers();
    for (int layer = 0; layer < layers; layer++) {
      kernels.copy(activity.output(layer), values.output(layer));
    }
    kernels.copy(outputError, errors.get(layers - 1));
    for (long step = 0; step < settings.steps(); step++) {
      predict();
      compare(activity);
      for (int layer = 1; layer < layers; layer++) {
        change(layer);
      }
    }
    predict();
    for (int layer = layers; layer >= 1; layer--) {
      hand(layer, activity, sink);
    }
  }

  /** p_2..p_L, which follow the values; p_1 reads the input alone and stays y_1. */
  private void predict() {
    for (int layer = 2; settings.strict() && layer <= network.layers(); layer++) {
      M prediction = predictions.output(layer);
      M weights = network.effective(layer);
      kernels.multiply(false, true, 1, values.read(layer), weights, 0, prediction);
      network.activate(layer, prediction);
    }
  }

  private M prediction(int layer, Activity<M> activity) {
    return settings.strict() && layer > 1 ? predictions.output(layer) : activity.output(layer);
  }

  /** e_l and D_l e_l of the values as they are. */
  private void compare(Activity<M> activity) {
    int last = network.layers();
    for (int layer = 1; layer < last; layer++) {
      kernels.copy(prediction(layer, activity), errors.get(layer - 1));
      kernels.add(-1, values.output(layer), errors.get(layer - 1));
      slope(layer, activity);
    }
    if (settings.strict() && last > 1) {
      if (loss == null) {
        throw new IllegalStateException("strict predictive coding needs the loss, measureBy");
      }
      loss.at(prediction(last, activity), errors.get(last - 1));
    }
    slope(last, activity);
  }

  private void slope(int layer, Activity<M> activity) {
    kernels.copy(errors.get(layer - 1), sloped.get(layer - 1));
    network.timesDerivative(layer, sloped.get(layer - 1), prediction(layer, activity));
  }

  /** {@code v_l += rate (e_l - (D_{l+1} e_{l+1}) W_{l+1})}; auxiliary units have no such error. */
  private void change(int layer) {
    M value = values.output(layer);
    M above = network.effective(layer + 1);
    kernels.multiply(false, false, 1, sloped.get(layer), above, 0, received);
    kernels.add(settings.rate(), errors.get(layer - 1), value);
    M back = received;
    if (received.getNumCols() < value.getNumCols()) {
      padded.reshape(value.getNumRows(), value.getNumCols());
      kernels.padColumns(received, padded);
      back = padded;
    }
    kernels.add(-settings.rate(), back, value);
  }

  private void hand(int layer, Activity<M> activity, GradientSink<M> sink) {
    slope(layer, activity);
    M slopedError = sloped.get(layer - 1);
    if (settings.clip() > 0 && layer < network.layers()) {
      kernels.limitRows(slopedError, settings.clip());
    }
    M read = settings.strict() ? network.taken(values, layer) : activity.taken(layer);
    weightGradient.reshape(network.width(layer), network.reads(layer));
    biasGradient.reshape(1, network.width(layer));
    kernels.multiply(true, false, 1.0 / activity.batch(), slopedError, read, 0, weightGradient);
    kernels.columnMeans(slopedError, biasGradient);
    sink.accept(layer, errors.get(layer - 1), weightGradient, biasGradient);
  }

  /** v_l (batch x N_l) of a hidden layer after the last batch. */
  public M value(int layer) {
    return values.output(layer);
  }

  @Override
  public void save(DataOutput out) {
    // every call begins anew
  }

  @Override
  public void load(DataInput in) {
    // nothing was saved
  }
}
