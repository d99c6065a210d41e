package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * {@link DeepFeedbackControl} at work. The sink gets {@code -dv_l / step} (batch x N_l) as error,
 * the e_l of which D_l e_l is learned if the signal is {@code derivative}.
 *
 * @param <M> the matrix type
 */
public final class ControlLearner<M extends ReshapeMatrix> implements Learner<M> {

  /** What a layer learns from. */
  enum Signal {
    /** dv_l. */
    VOLTAGE,
    /** D_l dv_l. */
    DERIVATIVE,
    /** What dv_l changes in the activation. */
    NONLINEAR
  }

  /**
   * How the controller and the layers work.
   *
   * @param alpha leak of the controller
   * @param signal what a layer learns from
   * @param initial whether at the activations of the forward pass
   * @param step part of the output error that is taken away
   * @param clip longest d_l of an example in a hidden layer; 0 is none
   */
  record Settings(double alpha, Signal signal, boolean initial, double step, double clip) {}

  private final Network<M> network;
  private final Kernels<M> kernels;
  private final Settings settings;
  private final JacobianControl<M> control;
  private final List<M> feedback;
  private final Activity<M> controlled;
  private final List<M> signals = new ArrayList<>();
  private final List<M> changes = new ArrayList<>();
  private final M base;
  private final M weightGradient;
  private final M biasGradient;

  ControlLearner(Network<M> network, int batch, boolean fixed, Settings settings) {
    this.network = network;
    this.kernels = network.kernels();
    this.settings = settings;
    this.feedback = fixed ? products(network) : null;
    this.control = new JacobianControl<>(network, batch, settings.alpha(), feedback);
    this.controlled = new Activity<>(network, batch);
    for (int layer = 1; layer <= network.layers(); layer++) {
      signals.add(kernels.matrix(batch, network.width(layer)));
      changes.add(kernels.matrix(batch, network.width(layer)));
    }
    base = kernels.matrix(1, 1);
    weightGradient = kernels.matrix(1, network.layout().largestWeights());
    biasGradient = kernels.matrix(1, 1);
  }

  /** Q_1..Q_L of the weights as they are; rows of auxiliary units are zero. */
  private static <M extends ReshapeMatrix> List<M> products(Network<M> network) {
    Kernels<M> kernels = network.kernels();
    int outputs = network.layout().outputs();
    M product = kernels.matrix(outputs, outputs);
    kernels.shiftDiagonal(product, -1);
    List<M> all = new ArrayList<>();
    for (int layer = network.layers(); layer >= 1; layer--) {
      M transposed = kernels.matrix(1, 1);
      kernels.transpose(1, product, transposed);
      all.add(0, transposed);
      if (layer > 1) {
        M narrow = kernels.matrix(1, 1);
        kernels.multiply(false, false, 1, product, network.effective(layer), 0, narrow);
        product = kernels.matrix(outputs, network.width(layer - 1));
        kernels.padColumns(narrow, product);
      }
    }
    return all;
  }

  @Override
  public void learn(Activity<M> activity, M outputError, GradientSink<M> sink) {
    control.solve(activity, outputError, settings.step(), changes);
    kernels.copy(activity.input(), controlled.input());
    for (int layer = 1; layer <= network.layers(); layer++) {
      signal(layer, activity);
    }
    for (int layer = network.layers(); layer >= 1; layer--) {
      hand(layer, activity, sink);
    }
  }

  /** d_l, and r_l unless the layers learn at the forward pass. */
  private void signal(int layer, Activity<M> activity) {
    M change = changes.get(layer - 1);
    M signal = signals.get(layer - 1);
    kernels.copy(change, signal);
    if (settings.signal() == Signal.DERIVATIVE) {
      network.timesDerivative(layer, signal, activity.output(layer));
    }
    boolean nonlinear = settings.signal() == Signal.NONLINEAR;
    if (nonlinear || !settings.initial()) {
      Activity<M> below = settings.initial() ? activity : controlled;
      kernels.multiply(false, true, 1, below.read(layer), network.effective(layer), 0, base);
      M moved = controlled.output(layer);
      kernels.copy(base, moved);
      kernels.add(1, change, moved);
      network.activate(layer, moved);
      if (nonlinear) {
        network.activate(layer, base);
        kernels.copy(moved, signal);
        kernels.add(-1, base, signal);
      }
    }
    scale(signal);
  }

  private void scale(M a) {
    kernels.add(-1 / settings.step() - 1, a, a);
  }

  private void hand(int layer, Activity<M> activity, GradientSink<M> sink) {
    M signal = signals.get(layer - 1);
    if (settings.clip() > 0 && layer < network.layers()) {
      kernels.limitRows(signal, settings.clip());
    }
    M read = settings.initial() ? activity.taken(layer) : network.taken(controlled, layer);
    weightGradient.reshape(network.width(layer), network.reads(layer));
    biasGradient.reshape(1, network.width(layer));
    kernels.multiply(true, false, 1.0 / activity.batch(), signal, read, 0, weightGradient);
    kernels.columnMeans(signal, biasGradient);
    kernels.copy(changes.get(layer - 1), base);
    scale(base);
    sink.accept(layer, base, weightGradient, biasGradient);
  }

  /** Q_l (N_l x N_L) of fixed feedback; whoever changes it changes the feedback. */
  public M feedback(int layer) {
    return feedback.get(layer - 1);
  }

  /** dv_l of the last batch (batch x N_l). */
  public M change(int layer) {
    return changes.get(layer - 1);
  }

  /** u of every example of the last batch (batch x N_L). */
  public M control() {
    return control.control();
  }

  /** Writes Q_1..Q_{L-1}, if they are fixed. */
  @Override
  public void save(DataOutput out) throws IOException {
    for (int layer = 1; feedback != null && layer < network.layers(); layer++) {
      kernels.save(feedback(layer), out);
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    for (int layer = 1; feedback != null && layer < network.layers(); layer++) {
      kernels.load(in, feedback(layer));
    }
  }
}
