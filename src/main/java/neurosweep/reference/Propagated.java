package neurosweep.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.learn.Activation;
import neurosweep.learn.Activity;
import neurosweep.learn.Feedback;
import neurosweep.learn.FeedbackWeights;
import neurosweep.learn.Gradients;
import neurosweep.learn.Layout;
import neurosweep.learn.LearningRule;
import neurosweep.learn.LinearActivation;
import neurosweep.learn.Network;
import neurosweep.learn.TransposeFeedback;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/** One error that a rule carries down through one or two layers of given weights. */
final class Propagated<M extends ReshapeMatrix> {
  private final Kernels<M> kernels;
  private final Network<M> network;
  private final String rule;
  private final Values values;
  private final int examples;

  /**
   * A net whose lowest layer reads one unit an example.
   *
   * @param slopes f' of every layer but the last (examples x units)
   * @param weights W_2..W_L
   */
  private Propagated(
      Kernels<M> kernels, String rule, Values values, double[][][] slopes, double[][]... weights) {
    this.kernels = kernels;
    this.rule = rule;
    this.values = values;
    this.examples = slopes[0].length;
    int[] widths = new int[weights.length + 2];
    widths[0] = examples;
    widths[1] = weights[0][0].length;
    List<Activation> activations = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      widths[i + 2] = weights[i].length;
      activations.add(new GivenSlope(slopes[i]));
    }
    activations.add(new LinearActivation());
    network = new Network<>(kernels, Layout.layered(widths).with(activations, 1));
    for (int i = 0; i < weights.length; i++) {
      kernels.setValues(network.weights(i + 2), weights[i]);
    }
    Streams unused = new Streams(0, 0);
    network.setFeedback(
        new FeedbackWeights<>(network, new TransposeFeedback(), Values.NONE, unused));
  }

  /** Inputs are multiples of unit vectors, so that columns of W_1's gradient are the errors. */
  private Gradients<M> learn(double[][] error) {
    Activity<M> activity = new Activity<>(network, examples);
    double[][] input = new double[examples][examples];
    for (int i = 0; i < examples; i++) {
      input[i][i] = examples;
    }
    kernels.setValues(activity.input(), input);
    network.forward(activity);
    M outputError = kernels.matrix(1, 1);
    kernels.setValues(outputError, error);
    Gradients<M> gradients = new Gradients<>(network);
    LearningRule member = LearningRule.CATALOG.get(rule);
    member
        .learner(network, examples, values, new Streams(0, 0))
        .learn(activity, outputError, gradients);
    return gradients;
  }

  private double[][] propagate(double[][] error) {
    return Feedback.transposed(1, kernels.values(learn(error).weights(1)));
  }

  static <M extends ReshapeMatrix> void backpropError(
      Kernels<M> kernels, ShapedFields inputs, CaseResults held) {
    String rule = DynamicInversionVectors.rule(inputs.text("model"));
    if (rule.equals("sdi")) {
      throw new UserError("model is SDI, which backprop_error does not have");
    }
    held.examples("delta", oneLayer(kernels, inputs, rule, "delta0", "dh"));
  }

  static <M extends ReshapeMatrix> void singleLayer(
      Kernels<M> kernels, ShapedFields inputs, CaseResults held) {
    held.examples("rx", oneLayer(kernels, inputs, "di", "y_hat", null));
  }

  private static <M extends ReshapeMatrix> double[][] oneLayer(
      Kernels<M> kernels, ShapedFields inputs, String rule, String errorField, String slopeField) {
    double[][] w = inputs.matrix("W");
    double[][] error = inputs.examples(errorField);
    requireUnits(errorField, error, w.length);
    double[][] slope = new double[error.length][w[0].length];
    for (double[] row : slope) {
      Arrays.fill(row, 1);
    }
    if (slopeField != null) {
      slope = inputs.examples(slopeField);
      requireUnits(slopeField, slope, w[0].length);
      if (slope.length != error.length) {
        throw new UserError(slopeField + " and " + errorField + " differ in their examples");
      }
    }
    Propagated<M> net =
        new Propagated<>(kernels, rule, values(inputs), new double[][][] {slope}, w);
    if (LearningRule.CATALOG.get(rule).usesFeedback()) {
      double[][] b = inputs.matrix("B", w[0].length, w.length);
      kernels.setValues(net.network.feedback().of(2), b);
    }
    return net.propagate(error);
  }

  static <M extends ReshapeMatrix> void singleLoop(
      Kernels<M> kernels, ShapedFields inputs, CaseResults held) {
    double[][] w = inputs.matrix("W");
    double[][] w2 = inputs.matrix("W2");
    if (w2[0].length != w.length) {
      throw new UserError("W2 reads " + w2[0].length + " units, but W has " + w.length);
    }
    double[][] error = {inputs.vector("z_hat", w2.length)};
    double[][][] slopes = {{new double[w[0].length]}, {new double[w.length]}};
    if (inputs.text("tfunc").equals("linearized")) {
      slopes[0][0] = inputs.vector("dhx", w[0].length);
      slopes[1][0] = inputs.vector("dhy", w.length);
    }
    Propagated<M> net = new Propagated<>(kernels, "sdi", values(inputs), slopes, w, w2);
    double[][] b = inputs.matrix("B", w[0].length, w2.length);
    kernels.setValues(net.network.feedback().loop(), b);
    Gradients<M> gradients = net.learn(error);
    held.examples("rx", kernels.values(gradients.bias(1)));
    held.examples("ry", kernels.values(gradients.bias(2)));
  }

  private static void requireUnits(String field, double[][] examples, int units) {
    if (examples[0].length != units) {
      throw new UserError(
          "field \"" + field + "\" has " + examples[0].length + " units, must have " + units);
    }
  }

  private static Values values(ShapedFields inputs) {
    int updates = inputs.turns("tsteps", 1000) - 1;
    Map<String, Object> values = new TreeMap<>();
    String transfer = inputs.text("tfunc");
    if (!transfer.matches("linear|tanh|linearized")) {
      throw new UserError("tfunc is " + transfer + ", must be linear, tanh or linearized");
    }
    values.put("transfer", transfer);
    values.put("alpha", inputs.number("alpha"));
    values.put("dt", inputs.number("dt", 0.5));
    values.put("inversion_steps", (long) inputs.turns("n_updates", updates));
    values.put("compatibility", "authors");
    return Values.of(values);
  }
}
