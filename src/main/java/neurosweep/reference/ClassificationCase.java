package neurosweep.reference;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.UserError;
import neurosweep.learn.Activity;
import neurosweep.learn.LinearActivation;
import neurosweep.learn.TanhActivation;
import neurosweep.learn.TrainingStep;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * The authors' classification: one example a step, softmax and cross-entropy, weight decay apart
 * from the rate, inputs standardised by one mean and deviation; both errors every so many examples
 * of an epoch, after the update.
 */
final class ClassificationCase {
  private ClassificationCase() {}

  static <M extends ReshapeMatrix> void run(
      Kernels<M> kernels, ShapedFields inputs, CaseResults held) {
    TrainedNet<M> net =
        new TrainedNet<>(
            kernels,
            inputs,
            layout -> layout.with(new TanhActivation(), new LinearActivation(), 1));
    double[][] train = standardised(net, "X_train_raw");
    double[][] test = standardised(net, "X_test_raw");
    int classes = net.network.layout().outputs();
    int[] trainLabels = labels(inputs, "y_train", train.length, classes);
    int[] testLabels = labels(inputs, "y_test", test.length, classes);
    TrainingStep<M> step = net.step(net.values("weight_decay", inputs.number("w_decay", 0)), 1);
    Activity<M> activity = new Activity<>(net.network, 1);
    List<double[]> rows = new ArrayList<>();
    int interval = Math.max(1, inputs.count("save_itrs", 1000));
    int seen = 0;
    for (int[] order : inputs.lists("epoch_orders", train.length)) {
      for (int i = 0; i < order.length; i++) {
        kernels.setValues(activity.input(), new double[][] {train[order[i]]});
        step.run(activity, new int[] {trainLabels[order[i]]}, classes);
        if (i % interval == 0) {
          rows.add(
              new double[] {
                wrong(net.outputs(train), trainLabels), wrong(net.outputs(test), testLabels), seen
              });
        }
        seen++;
      }
    }
    net.compare(held);
    held.vector("train_error", rows.stream().mapToDouble(row -> row[0]).toArray());
    held.vector("test_error", rows.stream().mapToDouble(row -> row[1]).toArray());
    if (held.expect().has("err_itrs")) {
      held.vector("err_itrs", rows.stream().mapToDouble(row -> row[2]).toArray());
    }
  }

  private static double[][] standardised(TrainedNet<?> net, String field) {
    double[][] x = net.inputs.examples(field);
    if (x[0].length != net.network.width(0)) {
      throw new UserError("field \"" + field + "\" does not fit the weights");
    }
    double mean = net.inputs.number("X_mean");
    double deviation = net.inputs.number("X_std");
    for (double[] row : x) {
      for (int j = 0; j < row.length; j++) {
        row[j] = (row[j] - mean) / deviation;
      }
    }
    return x;
  }

  private static int[] labels(ShapedFields inputs, String field, int examples, int classes) {
    int[] labels = inputs.indices(field, classes);
    if (labels.length != examples) {
      throw new UserError(
          "field \"" + field + "\" has " + labels.length + " labels, must have " + examples);
    }
    return labels;
  }

  private static double wrong(double[][] outputs, int[] labels) {
    int wrong = 0;
    for (int i = 0; i < outputs.length; i++) {
      int best = 0;
      for (int j = 1; j < outputs[i].length; j++) {
        best = outputs[i][j] > outputs[i][best] ? j : best;
      }
      wrong += best == labels[i] ? 0 : 1;
    }
    return (double) wrong / labels.length;
  }
}
