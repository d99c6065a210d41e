package neurosweep.reference;

import java.util.Map;
import java.util.TreeMap;
import neurosweep.core.Values;
import neurosweep.learn.DecorrelationMatrix;
import neurosweep.learn.Decorrelator;
import neurosweep.learn.LateralInhibition;
import neurosweep.learn.LearningRule;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/** Lateral weights that learn from given inputs, and a rule in a net that has some. */
final class DecorrelationCase {
  private static final int MOST_STEPS = 1000;

  private DecorrelationCase() {}

  static <M extends ReshapeMatrix> void learning(
      Kernels<M> kernels, ShapedFields inputs, CaseResults held) {
    double[][] r = inputs.matrix("R");
    double rate = inputs.number("decorrelation_rate");
    DecorrelationMatrix.Settings settings = settings(inputs, rate);
    double tolerated = inputs.number("tolerated");
    if (inputs.word("variant", "decorrelate", "lateral").equals("lateral")) {
      LateralInhibition.Inhibition<M> lateral =
          new LateralInhibition.Inhibition<>(kernels, r.length, rate, tolerated);
      kernels.setValues(lateral.inhibition(), r);
      lateral.invert();
      steps(kernels, inputs, lateral, held);
      held.matrix("R", kernels.values(lateral.inhibition()));
      return;
    }
    DecorrelationMatrix<M> lateral = new DecorrelationMatrix<>(kernels, r.length, settings);
    kernels.setValues(lateral.matrix(), r);
    steps(kernels, inputs, lateral, held);
    held.matrix("R", kernels.values(lateral.matrix()));
    if (held.expect().has("running_mean")) {
      held.vector("running_mean", kernels.values(lateral.runningMean())[0]);
    }
  }

  private static DecorrelationMatrix.Settings settings(ShapedFields inputs, double rate) {
    return new DecorrelationMatrix.Settings(
        rate,
        inputs.word("part", "off-diagonal", "full").equals("full"),
        inputs.word("side", "left", "right").equals("right"),
        inputs.flag("normalise"),
        inputs.flag("demean"),
        inputs.number("mean_momentum"),
        inputs.number("norm_guard"));
  }

  private static <M extends ReshapeMatrix> void steps(
      Kernels<M> kernels, ShapedFields inputs, Decorrelator<M> lateral, CaseResults held) {
    M x = kernels.matrix(1, 1);
    M z = kernels.matrix(1, 1);
    int steps = inputs.fields().count("steps", 1, MOST_STEPS);
    for (int k = 1; k <= steps; k++) {
      kernels.setValues(x, inputs.matrix("x_" + k));
      lateral.apply(x, true, z);
      held.matrix("z_" + k, kernels.values(z));
      lateral.learn(x, z);
    }
  }

  static <M extends ReshapeMatrix> void net(
      Kernels<M> kernels, ShapedFields inputs, CaseResults held) {
    boolean plain = inputs.text("rule").equals("bp");
    LearningRule rule = plain ? LearningRule.CATALOG.get("bp") : InversionCase.rule(inputs);
    Map<String, Object> knobs = new TreeMap<>();
    if (!plain) {
      knobs.putAll(InversionCase.values(inputs).map());
    }
    knobs.put("decorrelation", "off-diagonal");
    Values values = Values.of(knobs);
    CreditNet<M> net = new CreditNet<>(kernels, inputs);
    net.network.equip(rule, values, new Streams(0, 0));
    for (int l = 1; l <= net.network.layers(); l++) {
      int reads = net.network.reads(l);
      kernels.setValues(net.network.decorrelator(l).matrix(), inputs.matrix("R" + l, reads, reads));
    }
    net.show("x");
    net.compare(net.learner(rule, values), held);
  }
}
