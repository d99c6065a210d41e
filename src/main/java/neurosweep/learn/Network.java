package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Persistent;
import neurosweep.math.Kernels;
import neurosweep.math.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * A feedforward net of invertible layers, y_l = f(W_l y_{l-1} + b_l), l = 1..L.
 *
 * <p>W_l is (units out x units in) and square: layer l reads the first N_l units of layer l - 1;
 * the other units of that layer are auxiliary (methods: target propagation, "Network"). f is the
 * leaky ReLU with the given slope below zero, also on the output; slope 1 is a linear net.
 *
 * @param <M> the matrix type
 */
public final class Network<M extends ReshapeMatrix> implements Persistent {
  private final Kernels<M> kernels;
  private final int[] widths;
  private final double slope;
  private final List<M> weights = new ArrayList<>();
  private final List<M> biases = new ArrayList<>();

  /**
   * A net with zero parameters.
   *
   * @param kernels computes
   * @param widths units of the input and of every layer, never growing
   * @param slope of f below zero
   */
  public Network(Kernels<M> kernels, int[] widths, double slope) {
    this.kernels = kernels;
    this.widths = widths.clone();
    this.slope = slope;
    for (int layer = 1; layer < widths.length; layer++) {
      if (widths[layer] > widths[layer - 1]) {
        throw new IllegalArgumentException("layer " + layer + " is wider than the one below it");
      }
      weights.add(kernels.matrix(widths[layer], widths[layer]));
      biases.add(kernels.matrix(1, widths[layer]));
    }
  }

  /** Draws the weights, one stream a layer; biases stay zero. */
  public void initialize(Initializer initializer, Streams streams) {
    for (int layer = 1; layer <= layers(); layer++) {
      double[][] drawn = initializer.draw(width(layer), streams.stream("init", layer));
      for (int i = 0; i < drawn.length; i++) {
        for (int j = 0; j < drawn.length; j++) {
          kernels.set(weights(layer), i, j, drawn[i][j]);
        }
      }
    }
  }

  /** L, the number of weight layers. */
  public int layers() {
    return weights.size();
  }

  /** Units of layer l, or of the input for 0. */
  public int width(int layer) {
    return widths[layer];
  }

  /** Slope of f below zero. */
  public double slope() {
    return slope;
  }

  /** What the net computes with. */
  public Kernels<M> kernels() {
    return kernels;
  }

  /** W_l (N_l x N_l), l from 1. */
  public M weights(int layer) {
    return weights.get(layer - 1);
  }

  /** b_l (1 x N_l), l from 1. */
  public M bias(int layer) {
    return biases.get(layer - 1);
  }

  /** Computes y_1..y_L of {@code activity} from its input. */
  public void forward(Activity<M> activity) {
    for (int layer = 1; layer <= layers(); layer++) {
      M output = activity.output(layer);
      kernels.multiply(false, true, 1, activity.read(layer), weights(layer), 0, output);
      kernels.activate(output, bias(layer), slope);
    }
  }

  /** Writes weights and biases. */
  @Override
  public void save(DataOutput out) throws IOException {
    for (int layer = 1; layer <= layers(); layer++) {
      kernels.save(weights(layer), out);
      kernels.save(bias(layer), out);
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    for (int layer = 1; layer <= layers(); layer++) {
      kernels.load(in, weights(layer));
      kernels.load(in, bias(layer));
    }
  }

  /** Whether every parameter is finite. */
  public boolean isFinite() {
    for (int layer = 1; layer <= layers(); layer++) {
      if (!kernels.isFinite(weights(layer)) || !kernels.isFinite(bias(layer))) {
        return false;
      }
    }
    return true;
  }
}
