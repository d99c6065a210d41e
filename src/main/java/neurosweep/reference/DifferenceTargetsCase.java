package neurosweep.reference;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import neurosweep.core.Values;
import neurosweep.learn.Activation;
import neurosweep.learn.BackwardMappings;
import neurosweep.learn.DifferenceTargetPropagation;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * Difference target propagation with given inverses: its errors and targets, and the gradients by
 * which inverses learn.
 */
final class DifferenceTargetsCase<M extends ReshapeMatrix> {
  private final Kernels<M> kernels;
  private final ShapedFields inputs;
  private final CreditNet<M> net;
  private final BackwardMappings<M> mappings;

  private DifferenceTargetsCase(Kernels<M> kernels, ShapedFields inputs, Values values) {
    this.kernels = kernels;
    this.inputs = inputs;
    this.net = new CreditNet<>(kernels, inputs);
    this.mappings = new BackwardMappings<>(net.network, values);
    int layers = net.network.layers();
    List<Activation> activations = net.activations("feedback_activations", layers - 1);
    for (int l = 2; l <= layers; l++) {
      int reads = net.network.reads(l);
      double[][] q = inputs.matrix("Q" + l, reads, net.network.width(l));
      kernels.setValues(mappings.weights(l), q);
      kernels.setValues(mappings.bias(l), new double[][] {inputs.vector("c" + l, reads)});
      mappings.setActivation(l, activations.get(l - 2));
    }
  }

  static <M extends ReshapeMatrix> void targets(
      Kernels<M> kernels, ShapedFields inputs, CaseResults held) {
    double step = inputs.number("target_step");
    Values values = Values.of(Map.of("target_step", step));
    new DifferenceTargetsCase<>(kernels, inputs, values).targets(values, step, held);
  }

  private void targets(Values values, double step, CaseResults held) {
    DifferenceTargetPropagation rule = new DifferenceTargetPropagation();
    int batch = net.activity().batch();
    net.compare(rule.learner(net.network, batch, values, mappings), held);
    M target = kernels.matrix(1, 1);
    rule.learner(net.network, batch, values, mappings)
        .learn(
            net.activity(),
            net.outputError(),
            (layer, error, weights, bias) -> {
              kernels.copy(net.activity().output(layer), target);
              kernels.add(-step, error, target);
              held.matrix("t" + layer, kernels.values(target));
            });
  }

  static <M extends ReshapeMatrix> void learning(
      Kernels<M> kernels, ShapedFields inputs, CaseResults held) {
    Map<String, Object> values = new TreeMap<>();
    values.put(
        "feedback_loss",
        inputs.word("feedback_loss", "reconstruction", "difference", "local-difference"));
    values.put("feedback_noise", inputs.number("sigma"));
    values.put("stop_correction", inputs.flag("stop_correction"));
    new DifferenceTargetsCase<>(kernels, inputs, Values.of(values)).learning(held);
  }

  private void learning(CaseResults held) {
    M noise = kernels.matrix(1, 1);
    M above = kernels.matrix(1, 1);
    int batch = net.activity().batch();
    for (int l = 2; l <= net.network.layers(); l++) {
      kernels.setValues(noise, inputs.matrix("noise" + l, batch, net.network.reads(l)));
      if (inputs.has("above" + l)) {
        kernels.setValues(above, inputs.matrix("above" + l, batch, net.network.width(l)));
      }
      double loss = mappings.gradients(net.activity(), l, noise, above);
      held.vector("loss" + l, new double[] {loss});
      held.matrix("dQ" + l, kernels.values(mappings.weightGradient()));
      held.vector("dc" + l, kernels.values(mappings.biasGradient())[0]);
    }
  }
}
