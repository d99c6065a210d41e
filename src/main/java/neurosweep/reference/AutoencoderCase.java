package neurosweep.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import neurosweep.core.UserError;
import neurosweep.learn.Activation;
import neurosweep.learn.Activity;
import neurosweep.learn.Layout;
import neurosweep.learn.LinearActivation;
import neurosweep.learn.TanhActivation;
import neurosweep.learn.TrainingStep;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * The authors' autoencoder: tanh layers but for the middle one and the output, whole mini-batches
 * whose updates are sums, weight decay apart from the rate, an order of the examples that every
 * epoch permutes further; both errors after every so many batches.
 */
final class AutoencoderCase {
  private AutoencoderCase() {}

  static <M extends ReshapeMatrix> void run(
      Kernels<M> kernels, ShapedFields inputs, CaseResults held) {
    TrainedNet<M> net = new TrainedNet<>(kernels, inputs, AutoencoderCase::activated);
    double[][] train = examples(net, "X_train");
    double[][] test = examples(net, "X_test");
    int batch = inputs.count("batch_size", 100);
    if (batch < 1 || batch > train.length) {
      throw new UserError("batch_size is " + batch + ", must be from 1 to " + train.length);
    }
    TrainingStep<M> step =
        net.step(
            net.values(
                "learning_rate",
                inputs.number("eta") * batch,
                "weight_decay",
                inputs.number("w_decay", 0)),
            batch);
    Activity<M> activity = new Activity<>(net.network, batch);
    int interval = Math.max(1, inputs.count("save_rate", 10));
    List<double[]> rows = new ArrayList<>();
    for (int[] permutation : inputs.lists("epoch_permutations", train.length)) {
      train = TrainedNet.chosen(train, permutation, 0, permutation.length);
      for (int k = 0; k < train.length / batch; k++) {
        double[][] part = Arrays.copyOfRange(train, k * batch, (k + 1) * batch);
        kernels.setValues(activity.input(), part);
        step.run(activity, net.matrix(part));
        if ((k + 1) % interval == 0) {
          rows.add(new double[] {meanError(net, train), meanError(net, test)});
        }
      }
    }
    net.compare(held);
    held.vector("train_error", rows.stream().mapToDouble(row -> row[0]).toArray());
    held.vector("test_error", rows.stream().mapToDouble(row -> row[1]).toArray());
  }

  private static Layout activated(Layout layout) {
    int layers = layout.layers();
    List<Activation> all = new ArrayList<>();
    for (int l = 1; l <= layers; l++) {
      boolean linear = l == layers / 2 || l == layers;
      all.add(linear ? new LinearActivation() : new TanhActivation());
    }
    return layout.with(all, 1);
  }

  private static double[][] examples(TrainedNet<?> net, String field) {
    double[][] x = net.inputs.examples(field);
    if (x[0].length != net.network.width(0) || x[0].length != net.network.layout().outputs()) {
      throw new UserError("field \"" + field + "\" does not fit the weights");
    }
    return x;
  }

  private static double meanError(TrainedNet<?> net, double[][] x) {
    return net.squaredError(x, x) / ((double) x.length * x[0].length);
  }
}
