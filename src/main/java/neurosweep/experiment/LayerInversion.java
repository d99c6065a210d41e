package neurosweep.experiment;

import neurosweep.core.Values;
import neurosweep.learn.Activity;
import neurosweep.learn.Gradients;
import neurosweep.learn.InversionKnobs;
import neurosweep.learn.Layout;
import neurosweep.learn.LearningRule;
import neurosweep.learn.LinearActivation;
import neurosweep.learn.Network;
import neurosweep.learn.OrthogonalInit;
import neurosweep.math.Angle;
import neurosweep.math.Kernels;
import neurosweep.math.random.Rng;
import neurosweep.math.random.Streams;
import neurosweep.math.stability.InversionStability;
import org.ejml.data.ReshapeMatrix;

/**
 * One layer whose error is brought below by any rule: the second layer of a linear net, the first
 * of which has a single input of 1, so that its weight gradient is the error.
 *
 * @param <M> the matrix type
 */
final class LayerInversion<M extends ReshapeMatrix> {
  private final Kernels<M> kernels;
  private final Values values;
  private final Streams streams;
  private final Network<M> network;
  private final Activity<M> activity;
  private final double[] error;

  /**
   * A layer with its feedback and a standard normal error, from the stream {@code noise}.
   *
   * @param w W (d1 x d2)
   */
  LayerInversion(Kernels<M> kernels, double[][] w, Values values, Streams streams) {
    this.kernels = kernels;
    this.values = values;
    this.streams = streams;
    LinearActivation linear = new LinearActivation();
    Layout layout = Layout.layered(1, w[0].length, w.length).with(linear, linear, 1);
    network = new Network<>(kernels, layout);
    kernels.setValues(network.weights(2), w);
    network.equip(LearningRule.CATALOG.get("di"), values, streams);
    activity = new Activity<>(network, 1);
    kernels.fill(activity.input(), 1);
    network.forward(activity);
    Rng rng = streams.stream("noise", 0);
    error = new double[w.length];
    for (int i = 0; i < error.length; i++) {
      error[i] = rng.nextGaussian();
    }
  }

  /** W of a distribution with elements of variance 1/columns, or orthogonal rows or columns. */
  static double[][] weights(String distribution, int rows, int columns, Rng rng) {
    if (distribution.equals("orthogonal")) {
      return new OrthogonalInit().draw(rows, columns, rng, Values.NONE);
    }
    boolean normal = distribution.equals("normal");
    double[][] w = new double[rows][columns];
    for (double[] row : w) {
      for (int j = 0; j < columns; j++) {
        double standard = normal ? rng.nextGaussian() : Math.sqrt(12) * (rng.nextDouble() - 0.5);
        row[j] = standard / Math.sqrt(columns);
      }
    }
    return w;
  }

  /** Adds a row of the table {@code curve}. */
  void measure(Rows curve, double alpha, double tanhSize) {
    double[] ndi = below("ndi", error, values);
    double[] di = below("di", error, values.with("transfer", "linear"));
    double[] small = error.clone();
    scale(small, tanhSize);
    double[] curved = below("di", small, values.with("transfer", "tanh"));
    for (int i = 0; i < curved.length; i++) {
      curved[i] = StrictMath.tanh(curved[i]);
    }
    double[] again = up(ndi);
    InversionStability loop =
        InversionStability.of(
            kernels.values(network.weights(2)), kernels.values(network.feedback().of(2)), alpha);
    curve
        .add()
        .set(LeakCurve.NDI_ANGLE, Angle.degrees(error, again))
        .set(LeakCurve.DI_ANGLE, Angle.degrees(error, up(di)))
        .set(LeakCurve.TANH_ANGLE, Angle.degrees(error, up(curved)))
        .set(LeakCurve.NDI_PBP_ANGLE, Angle.degrees(ndi, below("pbp", error, values)))
        .set(LeakCurve.NDI_BP_ANGLE, Angle.degrees(ndi, below("bp", error, values)))
        .set(LeakCurve.DI_NDI_ANGLE, Angle.degrees(di, ndi))
        .set(LeakCurve.RESIDUAL, distance(again, error) / norm(error))
        .set(LeakCurve.ABSCISSA, loop.abscissa())
        .set(LeakCurve.DISCRETE_RADIUS, loop.discreteRadius(InversionKnobs.DT.of(values)));
  }

  private double[] below(String rule, double[] above, Values knobs) {
    Gradients<M> gradients = new Gradients<>(network);
    M outputError = kernels.matrix(1, 1);
    kernels.setValues(outputError, new double[][] {above});
    LearningRule.CATALOG
        .get(rule)
        .learner(network, 1, knobs, streams)
        .learn(activity, outputError, gradients);
    return kernels.values(gradients.bias(1))[0];
  }

  private double[] up(double[] below) {
    double[][] w = kernels.values(network.weights(2));
    double[] above = new double[w.length];
    for (int i = 0; i < above.length; i++) {
      for (int j = 0; j < below.length; j++) {
        above[i] += w[i][j] * below[j];
      }
    }
    return above;
  }

  private static void scale(double[] a, double factor) {
    for (int i = 0; i < a.length; i++) {
      a[i] *= factor;
    }
  }

  private static double norm(double[] a) {
    return distance(a, new double[a.length]);
  }

  private static double distance(double[] a, double[] b) {
    double square = 0;
    for (int i = 0; i < a.length; i++) {
      square += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(square);
  }
}
