package neurosweep.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.learn.Activation;
import neurosweep.learn.Activity;
import neurosweep.learn.Layout;
import neurosweep.learn.Learner;
import neurosweep.learn.LearningRule;
import neurosweep.learn.Loss;
import neurosweep.learn.Network;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * The net of a case and its batch: {@code layers}, {@code activations}, {@code slope}, W1 (N_1 x
 * R_1), b1 (N_1) and so on, x or for each step x_1, x_2, ... (batch x N_0), and for a rule {@code
 * target} (batch x N_L) and {@code loss}.
 */
final class CreditNet<M extends ReshapeMatrix> {
  /** More than any case has. */
  static final int MOST_LAYERS = 100;

  final Kernels<M> kernels;
  final ShapedFields inputs;
  final Network<M> network;
  private Activity<M> activity;

  /** Builds the net, and runs it forward if there is one batch. */
  CreditNet(Kernels<M> kernels, ShapedFields inputs) {
    this.kernels = kernels;
    this.inputs = inputs;
    String shown = inputs.has("x") ? "x" : inputs.has("x_1") ? "x_1" : "W1";
    int features = inputs.matrix(shown)[0].length;
    network = new Network<>(kernels, layout(features));
    for (int l = 1; l <= network.layers(); l++) {
      double[][] w = inputs.matrix("W" + l, network.width(l), network.reads(l));
      kernels.setValues(network.weights(l), w);
      double[] b = inputs.vector("b" + l, network.width(l));
      kernels.setValues(network.bias(l), new double[][] {b});
    }
    if (inputs.has("x")) {
      show("x");
    }
  }

  /** Runs the net forward on a batch. */
  Activity<M> show(String field) {
    double[][] x = inputs.matrix(field);
    if (x[0].length != network.width(0)) {
      throw new UserError(
          field + " has " + x[0].length + " columns, must have " + network.width(0));
    }
    activity = new Activity<>(network, x.length);
    kernels.setValues(activity.input(), x);
    network.forward(activity);
    return activity;
  }

  /** The batch that was shown last. */
  Activity<M> activity() {
    return activity;
  }

  private Layout layout(int features) {
    int layers = inputs.fields().count("layers", 1, MOST_LAYERS);
    int[] widths = new int[layers + 1];
    int[] reads = new int[layers + 1];
    widths[0] = features;
    for (int l = 1; l <= layers; l++) {
      double[][] w = inputs.matrix("W" + l);
      widths[l] = w.length;
      reads[l] = w[0].length;
      if (reads[l] > widths[l - 1]) {
        throw new UserError(
            "W" + l + " reads " + reads[l] + " units, but there are " + widths[l - 1]);
      }
    }
    double slope = (Double) Activation.SLOPE.parse(inputs.text("slope"));
    return new Layout(widths, reads, activations("activations", layers), slope);
  }

  /** A list of that many activations by their names. */
  List<Activation> activations(String field, int length) {
    List<Activation> all = new ArrayList<>();
    for (JsonNode name : inputs.fields().list(field, length)) {
      if (!Activation.CATALOG.has(name.asText())) {
        throw new UserError(field + ": " + Activation.CATALOG.missing(name.asText()));
      }
      all.add(Activation.CATALOG.get(name.asText()));
    }
    return all;
  }

  /** A matrix of these rows. */
  M matrix(double[]... rows) {
    M matrix = kernels.matrix(1, 1);
    kernels.setValues(matrix, rows);
    return matrix;
  }

  /** e_L (batch x N_L). */
  M outputError() {
    M error = kernels.matrix(1, 1);
    errorAt(activity.last(), error);
    return error;
  }

  private void errorAt(M outputs, M error) {
    int classes = network.width(network.layers());
    double[][] target = inputs.matrix("target", activity.batch(), classes);
    String loss = inputs.text("loss");
    switch (loss) {
      case "quadratic" -> {
        kernels.copy(outputs, error);
        kernels.add(-1, matrix(target), error);
      }
      case "softmax-cross-entropy" ->
          Loss.CATALOG.get(loss).error(kernels, outputs, labels(target), classes, error);
      default ->
          throw new UserError("loss is " + loss + ", must be quadratic or softmax-cross-entropy");
    }
  }

  static int[] labels(double[][] oneHot) {
    int[] labels = new int[oneHot.length];
    for (int n = 0; n < labels.length; n++) {
      for (int k = 0; k < oneHot[n].length; k++) {
        labels[n] = oneHot[n][k] > oneHot[n][labels[n]] ? k : labels[n];
      }
    }
    return labels;
  }

  /**
   * The knobs of a rule, all of which a case gives.
   *
   * @param fields those of another name, by that of the knob
   */
  static Values knobs(LearningRule rule, ShapedFields inputs, Map<String, String> fields) {
    Map<String, Object> values = new TreeMap<>();
    for (Param<?> param : rule.params()) {
      String field = fields.getOrDefault(param.name(), param.name());
      values.put(param.name(), param.parse(inputs.text(field)));
    }
    return Values.of(values);
  }

  /** Refuses a net that the rule cannot work on. */
  Learner<M> learner(LearningRule rule, Values values) {
    Problems problems = new Problems();
    rule.check(network.layout(), values, problems, rule.name());
    problems.throwIfAny();
    return rule.learner(network, activity.batch(), values, new Streams(0, 0));
  }

  /** Compares what the rule makes of the batch: e, dW and db of every layer. */
  void compare(Learner<M> learner, CaseResults held) {
    compare(learner, held, true);
  }

  /** As {@link #compare}, of a rule whose e is not in the case. */
  void compareGradients(Learner<M> learner, CaseResults held) {
    compare(learner, held, false);
  }

  private void compare(Learner<M> learner, CaseResults held, boolean errors) {
    learner.measureBy(this::errorAt);
    learner.learn(
        activity,
        outputError(),
        (layer, error, weights, bias) -> {
          if (errors) {
            held.matrix("e" + layer, kernels.values(error));
          }
          held.matrix("dW" + layer, kernels.values(weights));
          held.vector("db" + layer, kernels.values(bias)[0]);
        });
  }
}
