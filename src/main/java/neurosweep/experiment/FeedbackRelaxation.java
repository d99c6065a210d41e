package neurosweep.experiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Persistent;
import neurosweep.learn.Activity;
import neurosweep.learn.Network;
import neurosweep.math.Kernels;
import neurosweep.math.Lu;
import org.ejml.data.ReshapeMatrix;

/**
 * A square net that relaxes under constant input and weak feedback, as {@link Equilibrium} says, by
 * its deviations d_l = s_l - y_l (batch x units) from the forward pass.
 *
 * @param <M> the matrix type
 */
final class FeedbackRelaxation<M extends ReshapeMatrix> implements Persistent {
  private final Network<M> network;
  private final Activity<M> activity;
  private final Kernels<M> kernels;
  private final M outputError;
  private final List<Lu<M>> inverses;
  private final boolean gait;
  private final double gamma;
  private final List<M> deviations = new ArrayList<>();
  private final M fresh;
  private final M feedback;
  private final M pull;
  private long sweeps;
  private double change = Double.POSITIVE_INFINITY;

  /**
   * A net at its forward pass.
   *
   * @param inverses what {@link #inverses} gives for the net
   * @param gait whether a unit is pulled by gamma f'^2 in place of gamma
   * @param gamma strength of the feedback
   */
  FeedbackRelaxation(Probe<M> probe, List<Lu<M>> inverses, boolean gait, double gamma) {
    this.network = probe.network();
    this.activity = probe.activity();
    this.kernels = network.kernels();
    this.outputError = probe.outputError();
    this.inverses = inverses;
    this.gait = gait;
    this.gamma = gamma;
    int batch = activity.batch();
    int units = network.width(0);
    for (int layer = 0; layer <= network.layers(); layer++) {
      deviations.add(kernels.matrix(batch, units));
    }
    fresh = kernels.matrix(batch, units);
    feedback = kernels.matrix(batch, units);
    pull = kernels.matrix(batch, units);
  }

  /** Factors of the weights of layer l at index l, from 2; null below. */
  static <M extends ReshapeMatrix> List<Lu<M>> inverses(Network<M> network) {
    List<Lu<M>> inverses = new ArrayList<>();
    for (int layer = 0; layer <= network.layers(); layer++) {
      Lu<M> lu = layer > 1 ? network.kernels().lu(network.width(0)) : null;
      if (lu != null) {
        lu.factor(network.weights(layer));
      }
      inverses.add(lu);
    }
    return inverses;
  }

  double gamma() {
    return gamma;
  }

  /** Passes so far. */
  long sweeps() {
    return sweeps;
  }

  /** The largest relative change of a layer in the last pass. */
  double change() {
    return change;
  }

  /** Updates every layer once, from the last to the first. */
  void pass() {
    change = 0;
    for (int layer = network.layers(); layer >= 1; layer--) {
      change = larger(change, relax(layer));
    }
    sweeps++;
  }

  /** NaN counts as larger than any number. */
  static double larger(double a, double b) {
    return Double.isNaN(b) ? b : Math.max(a, b);
  }

  /** Updates one layer from its neighbours; the relative change. */
  private double relax(int layer) {
    M below = deviations.get(layer - 1);
    kernels.multiply(false, true, 1, below, network.weights(layer), 0, fresh);
    kernels.forwardDifference(fresh, activity.output(layer), network.slope(layer));
    if (layer == network.layers()) {
      pull(layer, outputError);
    } else {
      M above = deviations.get(layer + 1);
      kernels.copy(above, feedback);
      kernels.add(-2, above, feedback);
      double slope = network.slope(layer + 1);
      kernels.inverseDifference(feedback, activity.output(layer + 1), slope, 1, 1, 0);
      inverses.get(layer + 1).solveRows(feedback);
      pull(layer, feedback);
    }
    M now = deviations.get(layer);
    kernels.add(-1, fresh, now);
    double moved = Math.sqrt(kernels.dot(now, now));
    kernels.copy(fresh, now);
    double size = Math.sqrt(kernels.dot(now, now));
    return moved == 0 ? 0 : moved / size;
  }

  /** Pulls what comes from below towards the deviation -away, by gamma or gamma f'^2. */
  private void pull(int layer, M away) {
    if (!gait) {
      kernels.add(-gamma, fresh, fresh);
      kernels.add(-gamma, away, fresh);
      return;
    }
    kernels.copy(fresh, pull);
    kernels.add(1, away, pull);
    timesSquaredDerivative(layer, pull);
    kernels.add(-gamma, pull, fresh);
  }

  private void timesSquaredDerivative(int layer, M m) {
    kernels.timesDerivative(m, activity.output(layer), network.slope(layer));
    kernels.timesDerivative(m, activity.output(layer), network.slope(layer));
  }

  /**
   * |s_l - m_l| / |m_l - y_l| for the rule's point m_l, which is y_l - gamma^(L-l+1) e_l, of
   * GAIT-prop with e_l times f'^2.
   *
   * @param error the rule's scaled error e_l
   */
  double distance(int layer, M error) {
    double step = StrictMath.pow(gamma, network.layers() - layer + 1);
    kernels.copy(error, pull);
    if (gait) {
      timesSquaredDerivative(layer, pull);
    }
    kernels.copy(deviations.get(layer), fresh);
    kernels.add(step, pull, fresh);
    double apart = Math.sqrt(kernels.dot(fresh, fresh));
    // without an output error net and targets stay where they are
    return apart == 0 ? 0 : apart / Math.sqrt(kernels.dot(pull, pull)) / step;
  }

  /** Root of the mean square of d_l. */
  double deviation(int layer) {
    M d = deviations.get(layer);
    double elements = (double) activity.batch() * network.width(layer);
    return Math.sqrt(kernels.dot(d, d) / elements);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeLong(sweeps);
    out.writeDouble(change);
    for (M deviation : deviations) {
      kernels.save(deviation, out);
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    sweeps = in.readLong();
    change = in.readDouble();
    for (M deviation : deviations) {
      kernels.load(in, deviation);
    }
  }
}
