package neurosweep.reference;

import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.learn.Activity;
import neurosweep.learn.Feedback;
import neurosweep.learn.Gradients;
import neurosweep.learn.LearningRule;
import neurosweep.learn.LinearActivation;
import neurosweep.learn.StabilityGuard;
import neurosweep.learn.StabilityOptimisation;
import neurosweep.learn.TanhActivation;
import neurosweep.learn.TrainingStep;
import neurosweep.math.Angle;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * The authors' linear and nonlinear regression: one example a step, the first step without an
 * update, hidden errors cut to a length as they enter the update, squared error over all examples
 * after every step; for the inverting rules angles and abscissae with the new weights. The
 * nonlinear one multiplies hidden errors by f' once too often.
 */
final class RegressionCase<M extends ReshapeMatrix> {
  private final TrainedNet<M> net;
  private final double[][] x;
  private final double[][] targets;
  private final int[] order;
  private final TrainingStep<M> step;
  private final Activity<M> activity;
  private final Gradients<M> taken;
  private final Values plain;

  private RegressionCase(TrainedNet<M> net, Values values) {
    this.net = net;
    this.plain = net.values();
    this.x = net.inputs.examples("x");
    this.targets = net.inputs.examples("y_true");
    int outputs = net.network.layout().outputs();
    if (x.length != targets.length
        || x[0].length != net.network.width(0)
        || targets[0].length != outputs) {
      throw new UserError("x and y_true do not fit each other or the weights");
    }
    this.order = net.inputs.indices("input_order", x.length);
    this.step = net.step(values, 1);
    this.activity = new Activity<>(net.network, 1);
    this.taken = new Gradients<>(net.network);
    step.listen(taken);
  }

  static <M extends ReshapeMatrix> void linear(
      Kernels<M> kernels, ShapedFields inputs, CaseResults held) {
    TrainedNet<M> net =
        new TrainedNet<>(
            kernels,
            inputs,
            layout -> layout.with(new LinearActivation(), new LinearActivation(), 1));
    boolean unit = inputs.has("norm_delW") && inputs.flag("norm_delW");
    Values values =
        net.values(
            "error_clip", inputs.number("clip", 10), "unit_updates", unit, "train_biases", false);
    new RegressionCase<>(net, values).run(held, true, optimisation(0.05, 200, 10));
  }

  static <M extends ReshapeMatrix> void nonlinear(
      Kernels<M> kernels, ShapedFields inputs, CaseResults held) {
    TrainedNet<M> net =
        new TrainedNet<>(
            kernels,
            inputs,
            layout -> layout.with(new TanhActivation(), new LinearActivation(), 1));
    Values values =
        net.values(
            "error_clip",
            inputs.number("clip", 1),
            "repeated_derivative",
            true,
            "transfer",
            net.rule.equals("sdi") ? "tanh" : "linear");
    new RegressionCase<>(net, values).run(held, false, optimisation(0.5, 2000, 100));
  }

  private static StabilityOptimisation optimisation(double rate, int most, int least) {
    return new StabilityOptimisation(StabilityOptimisation.Method.PLAIN, rate, most, least, 1);
  }

  private void run(CaseResults held, boolean linear, StabilityOptimisation optimisation) {
    int layers = net.network.layers();
    double[] errors = new double[order.length];
    double[][] angles = new double[order.length][];
    double[][] stability = new double[order.length][layers - 1];
    boolean measured = net.rule.endsWith("di") && !net.rule.equals("ndi");
    StabilityGuard<M> guard =
        new StabilityGuard<>(net.network, net.inputs.number("alpha", 0), optimisation);
    for (int i = 0; i < order.length; i++) {
      net.kernels.setValues(activity.input(), new double[][] {x[order[i]]});
      M target = net.matrix(targets[order[i]]);
      if (i == 0) {
        step.observe(activity, target);
      } else {
        step.run(activity, target);
      }
      errors[i] = net.squaredError(x, targets);
      if (measured) {
        angles[i] = linear ? linearAngles() : nonlinearAngles();
        for (int l = 2; l <= layers; l++) {
          stability[i][l - 2] = guard.watch(l);
        }
      }
    }
    net.compare(held);
    held.vector("error_per_iter", errors);
    if (measured) {
      held.degrees("angles", angles);
      compareStability(held, stability);
    }
  }

  private static void compareStability(CaseResults held, double[][] stability) {
    if (held.expect().isVector("stability")) {
      double[] only = new double[stability.length];
      for (int i = 0; i < only.length; i++) {
        only[i] = stability[i][0];
      }
      held.vector("stability", only);
    } else {
      held.matrix("stability", stability);
    }
  }

  /** Of feedback to -W^T, and of the error to those of ndi and pbp. */
  private double[] linearAngles() {
    return new double[] {
      feedbackAngle(2), taken.angle(1, other("ndi")), taken.angle(1, other("pbp"))
    };
  }

  /** Of every feedback to its -W^T, and of every hidden error to that of ndi. */
  private double[] nonlinearAngles() {
    int hidden = net.network.layers() - 1;
    double[] angles = new double[2 * hidden];
    Gradients<M> ndi = other("ndi");
    for (int l = 1; l <= hidden; l++) {
      angles[l - 1] = feedbackAngle(l + 1);
      angles[hidden + l - 1] = taken.angle(l, ndi);
    }
    return angles;
  }

  private double feedbackAngle(int layer) {
    double[][] w = net.kernels.values(net.network.weights(layer));
    double[][] b = net.kernels.values(net.network.feedback().of(layer));
    return Angle.degrees(b, Feedback.transposed(-1, w));
  }

  private Gradients<M> other(String rule) {
    Gradients<M> gradients = new Gradients<>(net.network);
    LearningRule.CATALOG
        .get(rule)
        .learner(net.network, 1, plain, new Streams(0, 0))
        .learn(activity, step.outputError(), gradients);
    return gradients;
  }
}
