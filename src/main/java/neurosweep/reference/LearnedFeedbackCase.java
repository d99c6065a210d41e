package neurosweep.reference;

import java.util.Map;
import java.util.TreeMap;
import neurosweep.core.Values;
import neurosweep.learn.Activity;
import neurosweep.learn.Feedback;
import neurosweep.learn.Gradients;
import neurosweep.learn.LearningRule;
import neurosweep.learn.Loss;
import neurosweep.learn.Optimizer;
import neurosweep.learn.Regularizer;
import neurosweep.learn.TrainingStep;
import neurosweep.learn.WeightMirror;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * Feedback that learns: some steps of training with {@code kolen-pollack} or {@code sign-tracking},
 * or of a weight mirror's own phase. Signs need no first feedback. Where a case's feedback does not
 * oppose the weights, it is ours with its sign changed.
 */
final class LearnedFeedbackCase<M extends ReshapeMatrix> {
  private static final int MOST_STEPS = 1000;

  private final Kernels<M> kernels;
  private final ShapedFields inputs;
  private final CreditNet<M> net;
  private final double sign;

  private LearnedFeedbackCase(
      Kernels<M> kernels, ShapedFields inputs, LearningRule rule, Values values) {
    this.kernels = kernels;
    this.inputs = inputs;
    this.sign = inputs.flag("opposes") ? 1 : -1;
    this.net = new CreditNet<>(kernels, inputs);
    net.network.equip(rule, values, new Streams(0, 0));
    for (int l = 2; l <= net.network.layers() && inputs.has("B" + l); l++) {
      double[][] b = inputs.matrix("B" + l, net.network.reads(l), net.network.width(l));
      kernels.setValues(net.network.feedback().of(l), signed(b));
    }
  }

  private double[][] signed(double[][] b) {
    return Feedback.transposed(sign, Feedback.transposed(1, b));
  }

  private void compareFeedback(CaseResults held) {
    for (int l = 2; l <= net.network.layers(); l++) {
      held.matrix("B" + l, signed(kernels.values(net.network.feedback().of(l))));
    }
  }

  static <M extends ReshapeMatrix> void train(
      Kernels<M> kernels, ShapedFields inputs, CaseResults held) {
    String feedback = inputs.word("feedback", "kolen-pollack", "sign-tracking");
    String rule = inputs.word("rule", "fa", "ndi");
    Map<String, Object> values = new TreeMap<>();
    values.put("feedback", feedback);
    values.put("alpha", inputs.number("alpha"));
    values.put("learning_rate", inputs.number("learning_rate"));
    values.put("weight_decay", inputs.number("weight_decay"));
    if (inputs.has("amplitude")) {
      values.put("feedback_amplitude", inputs.number("amplitude"));
    }
    LearningRule member = LearningRule.CATALOG.get(rule);
    new LearnedFeedbackCase<>(kernels, inputs, member, Values.of(values))
        .train(member, Values.of(values), held);
  }

  private void train(LearningRule rule, Values values, CaseResults held) {
    TrainingStep.Parts parts =
        new TrainingStep.Parts(
            rule,
            Loss.CATALOG.get(inputs.word("loss", "quadratic", "softmax-cross-entropy")),
            Optimizer.CATALOG.get("plain"),
            Regularizer.CATALOG.get("rows"),
            0);
    int outputs = net.network.width(net.network.layers());
    int batch = inputs.matrix("x_1").length;
    TrainingStep<M> step = new TrainingStep<>(net.network, batch, parts, values, new Streams(0, 0));
    Gradients<M> first = new Gradients<>(net.network);
    step.listen(first);
    int steps = inputs.fields().count("steps", 1, MOST_STEPS);
    for (int k = 1; k <= steps; k++) {
      Activity<M> activity = net.show("x_" + k);
      double[][] target = inputs.matrix("target_" + k, activity.batch(), outputs);
      if (inputs.text("loss").equals("quadratic")) {
        M targets = kernels.matrix(1, 1);
        kernels.setValues(targets, target);
        step.run(activity, targets);
      } else {
        step.run(activity, CreditNet.labels(target), outputs);
      }
      step.listen(null);
    }
    for (int l = 1; l <= net.network.layers(); l++) {
      held.matrix("first_dW" + l, kernels.values(first.weights(l)));
      held.vector("first_db" + l, kernels.values(first.bias(l))[0]);
      held.matrix("W" + l, kernels.values(net.network.weights(l)));
      held.vector("b" + l, kernels.values(net.network.bias(l))[0]);
    }
    compareFeedback(held);
  }

  static <M extends ReshapeMatrix> void mirror(
      Kernels<M> kernels, ShapedFields inputs, CaseResults held) {
    Map<String, Object> values = new TreeMap<>();
    values.put("feedback", "weight-mirror");
    values.put("mirror_rate", inputs.number("mirror_rate"));
    values.put("mirror_decay", inputs.number("mirror_decay"));
    new LearnedFeedbackCase<>(kernels, inputs, LearningRule.CATALOG.get("fa"), Values.of(values))
        .mirror(Values.of(values), held);
  }

  private void mirror(Values values, CaseResults held) {
    M noise = kernels.matrix(1, 1);
    M response = kernels.matrix(1, 1);
    int steps = inputs.fields().count("steps", 1, MOST_STEPS);
    for (int k = 1; k <= steps; k++) {
      for (int l = 2; l <= net.network.layers(); l++) {
        kernels.setValues(noise, inputs.matrix("noise" + l + "_" + k));
        WeightMirror.reflect(net.network, l, noise, response, values);
      }
    }
    compareFeedback(held);
  }
}
