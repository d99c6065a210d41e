package neurosweep.reference;

import java.util.Map;
import neurosweep.core.Values;
import neurosweep.learn.ControlLearner;
import neurosweep.learn.DeepFeedbackControl;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * Deep feedback control: u, the changes dv1..dvL and the updates. Fixed feedback is given as Q1..QL
 * (N_l x N_L).
 */
final class ControlCase {

  /** Fields that have another name than the knob. */
  private static final Map<String, String> FIELDS =
      Map.of("dfc_feedback", "feedback", "learning_signal", "learning_rule");

  private ControlCase() {}

  static <M extends ReshapeMatrix> void run(
      Kernels<M> kernels, ShapedFields inputs, CaseResults held) {
    DeepFeedbackControl rule = new DeepFeedbackControl();
    Values values = CreditNet.knobs(rule, inputs, FIELDS);
    CreditNet<M> net = new CreditNet<>(kernels, inputs);
    int layers = net.network.layers();
    ControlLearner<M> learner =
        rule.learner(net.network, net.activity().batch(), values, new Streams(0, 0));
    for (int l = 1; inputs.text("feedback").equals("fixed") && l <= layers; l++) {
      double[][] q = inputs.matrix("Q" + l, net.network.width(l), net.network.width(layers));
      kernels.setValues(learner.feedback(l), q);
    }
    net.compareGradients(learner, held);
    held.matrix("u", kernels.values(learner.control()));
    for (int l = 1; l <= layers; l++) {
      held.matrix("dv" + l, kernels.values(learner.change(l)));
    }
  }
}
