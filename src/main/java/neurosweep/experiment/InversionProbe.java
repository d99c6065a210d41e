package neurosweep.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import neurosweep.core.Column;
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
import neurosweep.math.ChainStability;
import neurosweep.math.InversionStability;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * What brings errors below the last layer of a net: its loops' stability, and the angles between
 * the hidden layers' weight gradients of the rule and those of others on the same mini-batch. Of a
 * single example the angle between two gradients is that between the two errors.
 *
 * @param <M> the matrix type
 */
final class InversionProbe<M extends ReshapeMatrix> {
  private static final List<String> OTHERS = List.of("ndi", "pbp", "bp");

  /** The columns of a hidden layer's row; angles that do not exist are missing. */
  static final List<Column> COLUMNS =
      List.of(
          Column.integer("layer", "", "hidden layer that the error reaches, 1 next to the input"),
          Column.real("feedback_angle", "degree", "angle between B and -W^T of the layer above"),
          Column.real("abscissa", "1/tau", "spectral abscissa of the loop that brings the error"),
          Column.real("discrete_radius", "", "spectral radius of one update of its simulation"),
          Column.real("ndi_angle", "degree", "update to that of ndi, the loop's steady state"),
          Column.real("pbp_angle", "degree", "update to that of pbp"),
          Column.real("bp_angle", "degree", "update to that of bp"),
          Column.real("gauss_newton_angle", "degree", "update to that of Gauss-Newton, if small"));

  /** Where the angle to ndi stands in a row; those to pbp and bp follow. */
  static final int NDI_ANGLE = 4;

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
   */
  InversionProbe(Network<M> network, LearningRule rule, int batch, Values values) {
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
      boolean possible = rule.usesFeedback() || !compared.usesFeedback();
      others.add(possible ? compared.learner(network, batch, Values.of(plain)) : null);
    }
    boolean small = (long) batch * network.layout().outputs() <= MOST_OUTPUTS;
    others.add(small ? new GaussNewton<>(network, batch, 0) : null);
  }

  /** Takes the rule's gradients in every step. */
  Learner.GradientSink<M> sink() {
    return taken;
  }

  /** A row for each hidden layer in which everything is missing. */
  double[][] rows() {
    double[][] rows = new double[network.layers() - 1][COLUMNS.size()];
    for (int i = 0; i < rows.length; i++) {
      Arrays.fill(rows[i], Double.NaN);
      rows[i][0] = i + 1;
    }
    return rows;
  }

  /**
   * Adds the angles between the gradients that the sink has taken and those of the others, computed
   * with the weights as they are now.
   *
   * @param activity after the forward pass
   */
  void addAngles(double[][] rows, Activity<M> activity, M outputError) {
    for (int k = 0; k < others.size(); k++) {
      if (others.get(k) != null) {
        others.get(k).learn(activity, outputError, other);
        for (int i = 0; i < rows.length; i++) {
          rows[i][NDI_ANGLE + k] = taken.angle(i + 1, other);
        }
      }
    }
  }

  /** The largest of the abscissae and of the radii of such rows; NaN if there are none. */
  static double[] worst(double[][] rows) {
    double[] worst = {Double.NaN, Double.NaN};
    for (double[] row : rows) {
      worst[0] = Double.isNaN(worst[0]) || !(row[2] <= worst[0]) ? row[2] : worst[0];
      worst[1] = Double.isNaN(worst[1]) || !(row[3] <= worst[1]) ? row[3] : worst[1];
    }
    return worst;
  }

  /** The mean of every column over the hidden layers. */
  static double[] means(double[][] rows) {
    double[] means = new double[COLUMNS.size()];
    for (double[] row : rows) {
      for (int k = 0; k < means.length; k++) {
        means[k] += row[k] / rows.length;
      }
    }
    return means;
  }

  /** Adds what is measured of feedback and loops with the weights as they are now. */
  void addLoops(double[][] rows) {
    if (!rule.usesFeedback()) {
      return;
    }
    boolean leaky = rule.params().contains(InversionKnobs.ALPHA); // feedback alone is not a loop
    double alpha = InversionKnobs.ALPHA.of(values);
    double dt = InversionKnobs.DT.of(values);
    List<double[][]> weights = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      double[][] w = kernels.values(network.weights(i + 2));
      double[][] b = kernels.values(network.feedback().of(i + 2));
      weights.add(w);
      rows[i][1] = Angle.degrees(b, Feedback.transposed(-1, w));
      if (leaky && rule.loops() != LearningRule.Loops.SINGLE) {
        InversionStability loop = InversionStability.of(w, b, alpha);
        rows[i][2] = loop.abscissa();
        rows[i][3] = loop.discreteRadius(dt);
      }
    }
    if (rule.loops() == LearningRule.Loops.SINGLE && rows.length > 0) {
      double[][] b = kernels.values(network.feedback().loop());
      ChainStability loop = ChainStability.of(weights, b, alpha);
      double abscissa = loop.abscissa();
      double radius = loop.discreteRadius(dt);
      for (double[] row : rows) {
        row[2] = abscissa;
        row[3] = radius;
      }
    }
  }
}
