package neurosweep.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.learn.Activity;
import neurosweep.learn.LearningRule;
import neurosweep.learn.Network;
import neurosweep.learn.Regularizer;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/** One net of given weights: its forward pass, targets, updates and regularizer gradients. */
final class NetCase<M extends ReshapeMatrix> {
  private static final String ORTHOGONALITY = "orthogonality_gradient_";

  private final Kernels<M> kernels;
  private final Fields inputs;
  private final JsonNode expect;
  private final TargetPropagationVectors.Comparison comparison;
  private final Network<M> network;
  private final Activity<M> activity;

  NetCase(Kernels<M> kernels, Fields fields, TargetPropagationVectors.Comparison comparison) {
    this.kernels = kernels;
    this.inputs = fields.in("inputs");
    this.expect = fields.get("expect");
    this.comparison = comparison;
    double[][] x = inputs.matrix("x");
    this.network = network(x[0].length);
    this.activity = new Activity<>(network, x.length);
    Dense.fill(kernels, activity.input(), x);
    network.forward(activity);
  }

  private Network<M> network(int features) {
    List<JsonNode> layers = inputs.list("layers", inputs.get("layers").size());
    if (layers.isEmpty()) {
      throw new UserError("field \"layers\" must be a list that is not empty");
    }
    int[] widths = new int[layers.size() + 1];
    widths[0] = features;
    List<double[][]> weights = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      double[][] w = new Fields(layers.get(l)).matrix("weights");
      if (w.length != w[0].length || w.length > widths[l]) {
        throw new UserError("weights of layer " + (l + 1) + " must be square and not grow");
      }
      widths[l + 1] = w.length;
      weights.add(w);
    }
    Network<M> net = new Network<>(kernels, widths, slope());
    for (int l = 1; l <= layers.size(); l++) {
      Dense.fill(kernels, net.weights(l), weights.get(l - 1));
      double[] bias = Fields.vector(new Fields(layers.get(l - 1)).get("bias"), "bias");
      if (bias.length != widths[l]) {
        throw new UserError(
            "bias of layer " + l + " has " + bias.length + " values, must have " + widths[l]);
      }
      Dense.fill(kernels, net.bias(l), new double[][] {bias});
    }
    return net;
  }

  private double slope() {
    String activation = inputs.text("activation");
    return switch (activation) {
      case "leaky_relu" -> inputs.number("slope");
      case "linear" -> 1;
      default ->
          throw new UserError("activation is " + activation + ", must be leaky_relu or linear");
    };
  }

  void check() {
    for (Map.Entry<String, JsonNode> field : expect.properties()) {
      String quantity = field.getKey();
      if (quantity.equals("forward")) {
        checkForward(field.getValue());
      } else if (quantity.equals("tp_targets")) {
        checkTargets(field.getValue());
      } else if (quantity.startsWith(ORTHOGONALITY)) {
        checkRegularizer(quantity, field.getValue());
      } else if (LearningRule.CATALOG.has(quantity)) {
        checkUpdates(quantity, field.getValue());
      } else {
        throw new UserError("expects \"" + quantity + "\", which this family does not compute");
      }
    }
  }

  private void checkForward(JsonNode expected) {
    List<JsonNode> layers = layers(expected, "forward");
    for (int l = 1; l <= network.layers(); l++) {
      compare("forward", layers.get(l - 1), activity.output(l));
    }
  }

  private List<JsonNode> layers(JsonNode expected, String quantity) {
    return Fields.list(expected, quantity, network.layers());
  }

  private void checkTargets(JsonNode expected) {
    List<JsonNode> layers = layers(expected, "tp_targets");
    for (Map.Entry<Integer, List<M>> layer : learn("tp").entrySet()) {
      M target = layer.getValue().get(0);
      kernels.add(-1, activity.output(layer.getKey()), target);
      kernels.add(-2, target, target); // y - e, as the negative of e - y
      compare("tp_targets", layers.get(layer.getKey() - 1), target);
    }
  }

  private void checkUpdates(String rule, JsonNode expected) {
    List<JsonNode> layers = layers(expected, rule);
    for (Map.Entry<Integer, List<M>> layer : learn(rule).entrySet()) {
      Fields want = new Fields(layers.get(layer.getKey() - 1));
      M weights = layer.getValue().get(1);
      M bias = layer.getValue().get(2);
      comparison.matrix(rule, want.matrix("weights"), Dense.negated(kernels, weights));
      double[][] row = {Fields.vector(want.get("bias"), "bias")};
      comparison.matrix(rule, row, Dense.negated(kernels, bias));
    }
  }

  /** Error, weight gradient and bias gradient of every layer. */
  private Map<Integer, List<M>> learn(String rule) {
    M error = outputError();
    Values values = Values.of(Map.of("gamma", inputs.number("gamma")));
    Map<Integer, List<M>> layers = new TreeMap<>();
    LearningRule.CATALOG
        .get(rule)
        .learner(network, activity.batch(), values, new Streams(0, 0))
        .learn(
            activity,
            error,
            (layer, e, weights, bias) ->
                layers.put(layer, List.of(copy(e), copy(weights), copy(bias))));
    return layers;
  }

  /**
   * Outputs beyond the classes are auxiliary: their target is their own value, their error zero.
   */
  private M outputError() {
    double[][] target = inputs.matrix("target");
    double[][] error = Dense.values(kernels, activity.last());
    if (target.length != error.length || target[0].length != error[0].length) {
      throw new UserError("target must be as large as the output of the last layer");
    }
    int classes = inputs.count("classes", 1, error[0].length);
    for (int i = 0; i < error.length; i++) {
      for (int j = 0; j < error[i].length; j++) {
        error[i][j] = j < classes ? error[i][j] - target[i][j] : 0;
      }
    }
    M matrix = kernels.matrix(error.length, error[0].length);
    Dense.fill(kernels, matrix, error);
    return matrix;
  }

  private M copy(M from) {
    M to = kernels.matrix(from.getNumRows(), from.getNumCols());
    kernels.copy(from, to);
    return to;
  }

  private void checkRegularizer(String quantity, JsonNode expected) {
    Regularizer regularizer = Regularizer.CATALOG.get(quantity.substring(ORTHOGONALITY.length()));
    List<JsonNode> layers = layers(expected, quantity);
    for (int l = 1; l <= network.layers(); l++) {
      int n = network.width(l);
      M gradient = kernels.matrix(n, n);
      M gram = kernels.matrix(n, n);
      kernels.gram(regularizer.ofColumns(), network.weights(l), gram);
      regularizer.addGradient(kernels, network.weights(l), 1, gram, gradient);
      double[][] w = Dense.values(kernels, network.weights(l));
      comparison.matrix(
          quantity,
          Fields.matrix(layers.get(l - 1), quantity),
          Dense.values(kernels, gradient),
          4 * cubeOfLargest(w));
    }
  }

  private static double cubeOfLargest(double[][] w) {
    double largest = 0;
    for (double[] row : w) {
      for (double value : row) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    return largest * largest * largest;
  }

  private void compare(String quantity, JsonNode expected, M got) {
    comparison.matrix(quantity, Fields.matrix(expected, quantity), Dense.values(kernels, got));
  }
}
