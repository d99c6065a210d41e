package neurosweep.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.learn.Network;
import neurosweep.learn.Optimizer;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * Steps of Adam from given weights along given directions (negative gradients). Adam works element
 * by element, so weights of any shape are checked inside a square layer.
 */
final class AdamCase<M extends ReshapeMatrix> {
  private final Kernels<M> kernels;
  private final Fields inputs;
  private final Fields expect;
  private final TargetPropagationVectors.Comparison comparison;

  AdamCase(Kernels<M> kernels, Fields fields, TargetPropagationVectors.Comparison comparison) {
    this.kernels = kernels;
    this.inputs = fields.in("inputs");
    this.expect = fields.in("expect");
    this.comparison = comparison;
  }

  void check() {
    double[][] start = inputs.matrix("weights");
    int rows = start.length;
    int columns = start[0].length;
    int units = Math.max(rows, columns);
    Network<M> network = new Network<>(kernels, new int[] {units, units}, 1);
    Dense.fill(kernels, network.weights(1), padded(start, units, 1));
    boolean corrected = inputs.get("bias_correction").asBoolean();
    Optimizer.State<M> state =
        Optimizer.CATALOG
            .get(corrected ? "adam" : "adam-paper")
            .start(network.parameters(), knobs());
    M bias = kernels.matrix(1, units);
    M gradient = kernels.matrix(units, units);
    int steps = inputs.get("directions").size();
    List<JsonNode> directions = inputs.list("directions", steps);
    List<JsonNode> expected = expect.list("weights_after_each_step", steps);
    for (int step = 0; step < steps; step++) {
      double[][] direction = Fields.matrix(directions.get(step), "directions");
      if (direction.length != rows || direction[0].length != columns) {
        throw new UserError("directions must be as large as weights: " + rows + " x " + columns);
      }
      Dense.fill(kernels, gradient, padded(direction, units, -1));
      state.begin();
      state.update(1, gradient, bias);
      double[][] want = Fields.matrix(expected.get(step), "weights_after_each_step");
      double[][] got = Dense.values(kernels, network.weights(1));
      comparison.matrix("adam", want, cut(got, rows, columns));
    }
  }

  private Values knobs() {
    return Values.of(
        Map.of(
            "learning_rate", inputs.number("learning_rate"),
            "beta1", inputs.number("beta1"),
            "beta2", inputs.number("beta2"),
            "epsilon", inputs.number("epsilon")));
  }

  private static double[][] padded(double[][] values, int units, double factor) {
    double[][] square = new double[units][units];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values[i].length; j++) {
        square[i][j] = factor * values[i][j];
      }
    }
    return square;
  }

  private static double[][] cut(double[][] values, int rows, int columns) {
    double[][] part = new double[rows][];
    for (int i = 0; i < rows; i++) {
      part[i] = Arrays.copyOf(values[i], columns);
    }
    return part;
  }
}
