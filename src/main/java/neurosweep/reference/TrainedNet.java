package neurosweep.reference;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.learn.Activity;
import neurosweep.learn.FeedbackWeights;
import neurosweep.learn.Layout;
import neurosweep.learn.LearningRule;
import neurosweep.learn.Loss;
import neurosweep.learn.Network;
import neurosweep.learn.Optimizer;
import neurosweep.learn.Regularizer;
import neurosweep.learn.TrainingStep;
import neurosweep.learn.TransposeFeedback;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * The net of one of the authors' training loops: weights W0, W1, ..., biases b0, b1, ... where
 * there are any, feedback B1, B2, ... and for a single loop B.
 */
final class TrainedNet<M extends ReshapeMatrix> {
  final Kernels<M> kernels;
  final ShapedFields inputs;
  final Network<M> network;
  final String rule;

  TrainedNet(Kernels<M> kernels, ShapedFields inputs, UnaryOperator<Layout> activated) {
    this.kernels = kernels;
    this.inputs = inputs;
    this.rule = DynamicInversionVectors.rule(inputs.text("model_type"));
    int layers = 0;
    while (inputs.has("W" + layers)) {
      layers++;
    }
    if (layers == 0) {
      throw new UserError("has no field \"W0\"");
    }
    int[] widths = new int[layers + 1];
    widths[0] = inputs.matrix("W0")[0].length;
    for (int l = 0; l < layers; l++) {
      widths[l + 1] = inputs.matrix("W" + l).length;
    }
    network = new Network<>(kernels, activated.apply(Layout.layered(widths)));
    for (int l = 1; l <= layers; l++) {
      String weights = "W" + (l - 1);
      String bias = "b" + (l - 1);
      kernels.setValues(network.weights(l), inputs.matrix(weights, widths[l], widths[l - 1]));
      if (inputs.has(bias)) {
        kernels.setValues(network.bias(l), new double[][] {inputs.vector(bias, widths[l])});
      }
    }
    if (LearningRule.CATALOG.get(rule).usesFeedback()) {
      setFeedback(widths);
    }
  }

  private void setFeedback(int[] widths) {
    FeedbackWeights<M> feedback =
        new FeedbackWeights<>(network, new TransposeFeedback(), Values.NONE, new Streams(0, 0));
    for (int l = 2; l <= network.layers(); l++) {
      double[][] b = inputs.matrix("B" + (l - 1), widths[l - 1], widths[l]);
      kernels.setValues(feedback.of(l), b);
    }
    if (rule.equals("sdi")) {
      double[][] b = inputs.matrix("B", widths[1], widths[network.layers()]);
      kernels.setValues(feedback.loop(), b);
    }
    network.setFeedback(feedback);
  }

  /** The knobs of every loop and more, as names and values in turn. */
  Values values(Object... more) {
    Map<String, Object> values = new TreeMap<>();
    values.put("compatibility", "authors");
    values.put("alpha", inputs.number("alpha", 0));
    values.put("learning_rate", inputs.number("eta"));
    values.put("dt", inputs.number("dt", 0.5));
    values.put("inversion_steps", (long) inputs.turns("tsteps", 1000) - 1);
    for (int i = 0; i < more.length; i += 2) {
      values.put((String) more[i], more[i + 1]);
    }
    return Values.of(values);
  }

  TrainingStep<M> step(Values values, int batch) {
    TrainingStep.Parts parts =
        new TrainingStep.Parts(
            LearningRule.CATALOG.get(rule),
            Loss.CATALOG.get("softmax-cross-entropy"),
            Optimizer.CATALOG.get("plain"),
            Regularizer.CATALOG.get("rows"),
            0);
    return new TrainingStep<>(network, batch, parts, values, new Streams(0, 0));
  }

  /** The outputs for columns of inputs: (examples x units). */
  double[][] outputs(double[][] examples) {
    Activity<M> activity = new Activity<>(network, examples.length);
    kernels.setValues(activity.input(), examples);
    network.forward(activity);
    return kernels.values(activity.last());
  }

  /** Sum of the squares of the differences of outputs and targets. */
  double squaredError(double[][] examples, double[][] targets) {
    double[][] outputs = outputs(examples);
    double sum = 0;
    for (int i = 0; i < outputs.length; i++) {
      for (int j = 0; j < outputs[i].length; j++) {
        sum += (outputs[i][j] - targets[i][j]) * (outputs[i][j] - targets[i][j]);
      }
    }
    return sum;
  }

  M matrix(double[]... rows) {
    M matrix = kernels.matrix(1, 1);
    kernels.setValues(matrix, rows);
    return matrix;
  }

  static double[][] chosen(double[][] rows, int[] order, int from, int to) {
    return Arrays.stream(order, from, to).mapToObj(i -> rows[i]).toArray(double[][]::new);
  }

  /** Compares the parameters after the run. */
  void compare(CaseResults held) {
    for (int l = 1; l <= network.layers(); l++) {
      held.matrix("W" + (l - 1), kernels.values(network.weights(l)));
      if (held.expect().has("b" + (l - 1))) {
        held.vector("b" + (l - 1), kernels.values(network.bias(l))[0]);
      }
      if (l > 1 && held.expect().has("B" + (l - 1))) {
        held.matrix("B" + (l - 1), kernels.values(network.feedback().of(l)));
      }
    }
  }
}
