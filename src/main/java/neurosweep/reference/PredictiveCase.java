package neurosweep.reference;

import java.util.Map;
import neurosweep.core.Values;
import neurosweep.learn.PredictiveCoding;
import neurosweep.learn.PredictiveLearner;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/** Predictive coding: updates, and the values v1..v(L-1) that the hidden layers end with. */
final class PredictiveCase {

  private PredictiveCase() {}

  static <M extends ReshapeMatrix> void run(
      Kernels<M> kernels, ShapedFields inputs, CaseResults held) {
    PredictiveCoding rule = new PredictiveCoding();
    Values values = CreditNet.knobs(rule, inputs, Map.of());
    CreditNet<M> net = new CreditNet<>(kernels, inputs);
    PredictiveLearner<M> learner =
        rule.learner(net.network, net.activity().batch(), values, new Streams(0, 0));
    net.compare(learner, held);
    for (int l = 1; l < net.network.layers(); l++) {
      held.matrix("v" + l, kernels.values(learner.value(l)));
    }
  }
}
