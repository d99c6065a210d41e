package neurosweep.reference;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.learn.LearningRule;
import neurosweep.learn.TargetRule;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * Errors that {@code tp}, {@code itp} or {@code gait} carries down. A case names the rule and lists
 * {@code gammas} and {@code powers} of every layer, from which the increment follows.
 */
final class InversionCase {

  private InversionCase() {}

  static <M extends ReshapeMatrix> void run(
      Kernels<M> kernels, ShapedFields inputs, CaseResults held) {
    CreditNet<M> net = new CreditNet<>(kernels, inputs);
    net.compare(net.learner(rule(inputs), values(inputs)), held);
  }

  static TargetRule rule(ShapedFields inputs) {
    String rule = inputs.text("rule");
    if (!rule.matches("tp|itp|gait")) {
      throw new UserError("rule is " + rule + ", must be tp, itp or gait");
    }
    return (TargetRule) LearningRule.CATALOG.get(rule);
  }

  /** The knobs of a case. */
  static Values values(ShapedFields inputs) {
    Map<String, Object> values = new TreeMap<>();
    values.put("inverse_clip", inputs.number("clip"));
    if (!inputs.text("rule").equals("tp")) {
      putIncrement(inputs, values);
    }
    return Values.of(values);
  }

  private static void putIncrement(ShapedFields inputs, Map<String, Object> values) {
    int layers = inputs.fields().count("layers", 2, CreditNet.MOST_LAYERS);
    double[] gammas = inputs.vector("gammas", layers);
    double[] powers = inputs.vector("powers", layers);
    String increment = inputs.text("increment");
    switch (increment) {
      case "layers" -> {
        values.put("increment", "by-layer");
        values.put("gammas", listed(gammas));
      }
      case "output" -> {
        boolean slopeBelow = powers[1] == powers[layers - 1] || layers == 2;
        values.put("increment", slopeBelow ? "output" : "output-and-slope");
        values.put("gamma", gammas[layers - 1]);
      }
      default -> throw new UserError("increment is " + increment + ", must be layers or output");
    }
  }

  /** Of the layers from the second. */
  private static String listed(double[] gammas) {
    return Arrays.stream(gammas)
        .skip(1)
        .mapToObj(Double::toString)
        .collect(Collectors.joining("/"));
  }
}
