package neurosweep.learn;

import java.util.ArrayList;
import java.util.List;
import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * The controller of {@link DeepFeedbackControl}: {@code u = (sum_l J_l Q_l + alpha I)^-1 (-step
 * e_L)} and {@code dv_l = Q_l u}, one system for each example. J_l (N_L x N_l) is dy_L/dh_l, Q_l
 * (N_l x N_L).
 *
 * @param <M> the matrix type
 */
final class JacobianControl<M extends ReshapeMatrix> {
  private final Network<M> network;
  private final Kernels<M> kernels;
  private final double alpha;
  private final List<M> feedback;
  private final SquareSystem<M> solver;
  private final List<M> slopes = new ArrayList<>();
  private final M control;
  private final M system;
  private final M jacobian;
  private final M narrow;
  private final M right;
  private final M solution;

  /**
   * A controller.
   *
   * @param feedback Q_1..Q_L; null for Q_l = J_l^T
   */
  JacobianControl(Network<M> network, int batch, double alpha, List<M> feedback) {
    this.network = network;
    this.kernels = network.kernels();
    this.alpha = alpha;
    this.feedback = feedback;
    this.solver = new SquareSystem<>(kernels);
    for (int layer = 1; layer <= network.layers(); layer++) {
      slopes.add(kernels.matrix(batch, network.width(layer)));
    }
    int outputs = network.layout().outputs();
    control = kernels.matrix(batch, outputs);
    system = kernels.matrix(outputs, outputs);
    jacobian = kernels.matrix(1, 1);
    narrow = kernels.matrix(1, 1);
    right = kernels.matrix(1, outputs);
    solution = kernels.matrix(1, outputs);
  }

  /**
   * Solves for a batch.
   *
   * @param outputError e_L (batch x N_L). Not modified
   * @param changes dv_1..dv_L (batch x N_l), overwritten
   */
  void solve(Activity<M> activity, M outputError, double step, List<M> changes) {
    int batch = activity.batch();
    int outputs = network.layout().outputs();
    for (int layer = 1; layer <= network.layers(); layer++) {
      M slope = slopes.get(layer - 1);
      slope.reshape(batch, network.width(layer));
      kernels.fill(slope, 1);
      network.timesDerivative(layer, slope, activity.output(layer));
    }
    control.reshape(batch, outputs);
    for (int n = 0; n < batch; n++) {
      assemble(n);
      for (int k = 0; k < outputs; k++) {
        kernels.set(right, 0, k, -step * kernels.get(outputError, n, k));
      }
      solver.solveRows(system, right, solution);
      for (int k = 0; k < outputs; k++) {
        kernels.set(control, n, k, kernels.get(solution, 0, k));
      }
    }
    if (feedback == null) {
      backpropagate(activity, changes);
    } else {
      for (int layer = 1; layer <= network.layers(); layer++) {
        kernels.multiply(
            false, true, 1, control, feedback.get(layer - 1), 0, changes.get(layer - 1));
      }
    }
  }

  /** The system of an example. */
  private void assemble(int example) {
    int outputs = network.layout().outputs();
    kernels.fill(system, 0);
    kernels.shiftDiagonal(system, -alpha);
    jacobian.reshape(outputs, outputs);
    kernels.fill(jacobian, 0);
    kernels.shiftDiagonal(jacobian, -1);
    for (int layer = network.layers(); layer >= 1; layer--) {
      kernels.scaleColumns(jacobian, slopes.get(layer - 1), example);
      boolean transposed = feedback == null;
      M reached = transposed ? jacobian : feedback.get(layer - 1);
      kernels.multiply(false, transposed, 1, jacobian, reached, 1, system);
      if (layer > 1) {
        kernels.multiply(false, false, 1, jacobian, network.effective(layer), 0, narrow);
        jacobian.reshape(outputs, network.width(layer - 1));
        kernels.padColumns(narrow, jacobian);
      }
    }
  }

  /** {@code dv_l = J_l^T u} without the Jacobians: backpropagation of u. */
  private void backpropagate(Activity<M> activity, List<M> changes) {
    int last = network.layers();
    kernels.copy(control, changes.get(last - 1));
    for (int layer = last; layer >= 1; layer--) {
      M change = changes.get(layer - 1);
      network.timesDerivative(layer, change, activity.output(layer));
      if (layer > 1) {
        kernels.multiply(false, false, 1, change, network.effective(layer), 0, narrow);
        changes.get(layer - 2).reshape(change.getNumRows(), network.width(layer - 1));
        kernels.padColumns(narrow, changes.get(layer - 2));
      }
    }
  }

  /** u of every example of the last batch (batch x N_L). */
  M control() {
    return control;
  }
}
