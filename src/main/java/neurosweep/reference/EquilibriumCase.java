package neurosweep.reference;

import java.util.Map;
import neurosweep.core.Values;
import neurosweep.learn.EquilibriumPropagation;
import neurosweep.learn.NudgedLearner;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/** Equilibrium propagation: free and nudged states s1, s1_plus, s1_minus and so on, and updates. */
final class EquilibriumCase {

  private EquilibriumCase() {}

  static <M extends ReshapeMatrix> void run(
      Kernels<M> kernels, ShapedFields inputs, CaseResults held) {
    CreditNet<M> net = new CreditNet<>(kernels, inputs);
    EquilibriumPropagation rule = new EquilibriumPropagation();
    Values values = CreditNet.knobs(rule, inputs, Map.of());
    Streams streams = new Streams(0, 0);
    net.network.equip(rule, values, streams);
    net.network.forward(net.activity());
    NudgedLearner<M> learner = rule.learner(net.network, net.activity().batch(), values, streams);
    net.compareGradients(learner, held);
    for (int l = 1; l <= net.network.layers(); l++) {
      held.matrix("s" + l, kernels.values(net.activity().output(l)));
      held.matrix("s" + l + "_plus", kernels.values(learner.plus(l)));
      held.matrix("s" + l + "_minus", kernels.values(learner.minus(l)));
    }
  }
}
