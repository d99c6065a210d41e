package neurosweep.experiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.stream.IntStream;
import neurosweep.core.Persistent;
import neurosweep.data.Examples;
import neurosweep.learn.Activity;
import neurosweep.learn.Network;
import neurosweep.math.Kernels;
import neurosweep.math.random.Rng;
import org.ejml.data.ReshapeMatrix;

/**
 * Examples in some order, cut into mini-batches; the last one of an epoch may be smaller.
 *
 * @param <M> the matrix type
 */
final class Batches<M extends ReshapeMatrix> implements Persistent {
  private final Kernels<M> kernels;
  private final Examples examples;
  private final int size;
  private final int[] order;
  private final int[] labels;
  private final Activity<M> activity;

  Batches(Network<M> network, Examples examples, int size) {
    this.kernels = network.kernels();
    this.examples = examples;
    this.size = Math.min(size, Math.max(1, examples.size()));
    this.order = IntStream.range(0, examples.size()).toArray();
    this.labels = new int[this.size];
    this.activity = new Activity<>(network, this.size);
  }

  /** Number of mini-batches of an epoch. */
  int count() {
    return (examples.size() + size - 1) / size;
  }

  /** The largest mini-batch. */
  int size() {
    return size;
  }

  /** Number of examples. */
  int examples() {
    return examples.size();
  }

  /** Draws a new order from the last one. */
  void shuffle(Rng rng) {
    rng.shuffle(order);
  }

  /** Writes the order. */
  @Override
  public void save(DataOutput out) throws IOException {
    for (int example : order) {
      out.writeInt(example);
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) Persistent.within(in.readInt(), 0, examples.size() - 1L);
    }
  }

  /** Widens a mini-batch into the input of the activity, which is returned. */
  Activity<M> load(int batch) {
    int from = batch * size;
    int count = Math.min(size, examples.size() - from);
    kernels.gather(examples, order, from, count, examples.features(), activity.input());
    for (int i = 0; i < count; i++) {
      labels[i] = examples.label(order[from + i]);
    }
    return activity;
  }

  /** The classes of the loaded mini-batch, in an array that may be longer. */
  int[] labels() {
    return labels;
  }

  /**
   * Share of all examples whose largest class output is that of their class; NaN if a class output
   * is not finite.
   */
  double accuracy(Network<M> network, int classes) {
    int right = 0;
    for (int batch = 0; batch < count(); batch++) {
      network.forward(load(batch));
      M outputs = activity.last();
      for (int i = 0; i < activity.batch(); i++) {
        int predicted = predicted(outputs, i, classes);
        if (predicted < 0) {
          return Double.NaN;
        }
        right += predicted == labels[i] ? 1 : 0;
      }
    }
    return (double) right / examples.size();
  }

  /** The class of the largest output, the first of equals; none, -1, if one is not finite. */
  private int predicted(M outputs, int row, int classes) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < classes; j++) {
      double value = kernels.get(outputs, row, j);
      if (!Double.isFinite(value)) {
        return -1;
      }
      if (value > most) {
        most = value;
        best = j;
      }
    }
    return best;
  }
}
