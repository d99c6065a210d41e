package neurosweep.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import neurosweep.core.Metric;
import neurosweep.core.Table;
import neurosweep.core.Values;
import neurosweep.learn.Activity;
import neurosweep.learn.Feedback;
import neurosweep.learn.GaussNewton;
import neurosweep.learn.Gradients;
import neurosweep.learn.InversionKnobs;
import neurosweep.learn.Learner;
import neurosweep.learn.LearningRule;
import neurosweep.learn.Network;
import neurosweep.math.Angle;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import neurosweep.math.stability.ChainStability;
import neurosweep.math.stability.InversionStability;
import org.ejml.data.ReshapeMatrix;

/**
 * What brings errors below the last layer of a net: its loops' stability, and the angles between
 * the hidden layers' weight gradients of the rule and those of others on the same mini-batch. Of a
 * single example the angle between two gradients is that between the two errors.
 *
 * <p>Nets that relax have no angles, for the others' gradients are those of a forward pass.
 *
 * @param <M> the matrix type
 */
final class InversionProbe<M extends ReshapeMatrix> {
  private static final List<String> OTHERS = List.of("ndi", "pbp", "bp");

  static final Metric<Long> ITERATION =
      Metric.integer("iteration", "examples", "examples learned so far");
  static final Metric<Long> LAYER =
      Metric.integer("layer", "", "hidden layer that the error reaches, 1 next to the input");
  static final Metric<Double> FEEDBACK_ANGLE =
      Metric.real("feedback_angle", "degree", "angle between B and -W^T of the layer above");
  static final Metric<Double> ABSCISSA =
      Metric.real("abscissa", "1/tau", "spectral abscissa of the loop that brings the error");
  static final Metric<Double> DISCRETE_RADIUS =
      Metric.real("discrete_radius", "", "spectral radius of one update of its simulation");
  static final Metric<Double> NDI_ANGLE =
      Metric.real("ndi_angle", "degree", "update to that of ndi, the loop's steady state");
  static final Metric<Double> PBP_ANGLE =
      Metric.real("pbp_angle", "degree", "update to that of pbp");
  static final Metric<Double> BP_ANGLE = Metric.real("bp_angle", "degree", "update to that of bp");
  static final Metric<Double> GAUSS_NEWTON_ANGLE =
      Metric.real("gauss_newton_angle", "degree", "update to that of Gauss-Newton, if small");

  /** What brings errors to every hidden layer. */
  static final Table TABLE =
      new Table(
          "layers",
          List.of(
              ITERATION,
              LAYER,
              FEEDBACK_ANGLE,
              ABSCISSA,
              DISCRETE_RADIUS,
              NDI_ANGLE,
              PBP_ANGLE,
              BP_ANGLE,
              GAUSS_NEWTON_ANGLE));

  /** The angles to the others, in their order. */
  private static final List<Metric<Double>> ANGLES =
      List.of(NDI_ANGLE, PBP_ANGLE, BP_ANGLE, GAUSS_NEWTON_ANGLE);

  /** Most numbers of outputs and examples for which Gauss-Newton's direction is computed. */
  private static final int MOST_OUTPUTS = 256;

  private final Network<M> network;
  private final Kernels<M> kernels;
  private final LearningRule rule;
  private final Values values;
  private final Gradients<M> taken;
  private final Gradients<M> other;
  private final List<Learner<M>> others = new ArrayList<>();

  /**
   * A probe.
   *
   * @param batch the largest mini-batch
   * @param values the cell's knobs
   * @param streams the cell's
   */
  InversionProbe(Network<M> network, LearningRule rule, int batch, Values values, Streams streams) {
    this.network = network;
    this.kernels = network.kernels();
    this.rule = rule;
    this.values = values;
    this.taken = new Gradients<>(network);
    this.other = new Gradients<>(network);
    Map<String, Object> plain = new TreeMap<>(values.map());
    plain.remove(LearningRule.ERROR_CLIP.name());
    plain.remove(LearningRule.REPEATED_DERIVATIVE.name());
    for (String name : OTHERS) {
      LearningRule compared = LearningRule.CATALOG.get(name);
      boolean possible = rule.isFeedforward() && (rule.usesFeedback() || !compared.usesFeedback());
      others.add(possible ? compared.learner(network, batch, Values.of(plain), streams) : null);
    }
    boolean small =
        rule.isFeedforward() && (long) batch * network.layout().outputs() <= MOST_OUTPUTS;
    others.add(small ? new GaussNewton<>(network, batch, 0) : null);
  }

  /** Takes the rule's gradients in every step. */
  Learner.GradientSink<M> sink() {
    return taken;
  }

  /** A row for each hidden layer in which everything is missing. */
  Rows rows() {
    Rows rows = new Rows(TABLE);
    for (int layer = 1; layer < network.layers(); layer++) {
      rows.add().set(LAYER, layer);
    }
    return rows;
  }

  /**
   * Adds the angles between the gradients that the sink has taken and those of the others, computed
   * with the weights as they are now.
   *
   * @param activity after the forward pass
   */
  void addAngles(Rows rows, Activity<M> activity, M outputError) {
    for (int k = 0; k < others.size(); k++) {
      if (others.get(k) != null) {
        others.get(k).learn(activity, outputError, other);
        for (int i = 0; i < rows.size(); i++) {
          rows.set(i, ANGLES.get(k), taken.angle(i + 1, other));
        }
      }
    }
  }

  /** The largest value of a column of such rows; NaN if there are none, or one is none. */
  static double worst(Rows rows, Metric<Double> column) {
    double worst = Double.NaN;
    for (int i = 0; i < rows.size(); i++) {
      double value = rows.get(i, column);
      worst = Double.isNaN(worst) || !(value <= worst) ? value : worst;
    }
    return worst;
  }

  /** The mean of a column over the hidden layers. */
  static double mean(Rows rows, Metric<Double> column) {
    double mean = 0;
    for (int i = 0; i < rows.size(); i++) {
      mean += rows.get(i, column) / rows.size();
    }
    return mean;
  }

  /** Adds what is measured of feedback and loops with the weights as they are now. */
  void addLoops(Rows rows) {
    if (!rule.usesFeedback()) {
      return;
    }
    double alpha = InversionKnobs.ALPHA.of(values);
    double dt = InversionKnobs.DT.of(values);
    List<double[][]> weights = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      double[][] w = kernels.values(network.effective(i + 2));
      double[][] b = kernels.values(network.feedback().of(i + 2));
      weights.add(w);
      rows.set(i, FEEDBACK_ANGLE, Angle.degrees(b, Feedback.transposed(-1, w)));
      if (rule.invertsLayers()) { // feedback alone is not a loop
        InversionStability loop = InversionStability.of(w, b, alpha);
        rows.set(i, ABSCISSA, loop.abscissa());
        rows.set(i, DISCRETE_RADIUS, loop.discreteRadius(dt));
      }
    }
    if (rule.loops() == LearningRule.Loops.SINGLE && rows.size() > 0) {
      double[][] b = kernels.values(network.feedback().loop());
      ChainStability loop = ChainStability.of(weights, b, alpha);
      double abscissa = loop.abscissa();
      double radius = loop.discreteRadius(dt);
      for (int i = 0; i < rows.size(); i++) {
        rows.set(i, ABSCISSA, abscissa).set(i, DISCRETE_RADIUS, radius);
      }
    }
  }
}
