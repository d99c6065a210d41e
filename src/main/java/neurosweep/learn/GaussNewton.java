package neurosweep.learn;

import java.io.DataInput;
import java.io.DataOutput;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import neurosweep.math.LeastSquares;
import org.ejml.data.ReshapeMatrix;

/**
 * The direction of damped Gauss-Newton (Levenberg-Marquardt) for the whole net, against which rules
 * are measured. Let z be the N_L outputs before the last activation of all examples of the batch in
 * one vector, e = D_L (y - t) the output error at them, and J = dz/dtheta the Jacobian by all
 * weights and biases. The direction is the least-squares solution of J theta = e, damped:
 *
 * <pre>theta = J^T (J J^T + damping I)^-1 e</pre>
 *
 * <p>J^T c is backpropagation of c, so it suffices to solve for c in the outputs: {@code J J^T} has
 * the entries {@code sum_l (d_l^nk . d_l^mj) (y_{l-1}^n . y_{l-1}^m + 1)}, with d_l^nk the error
 * that backpropagation brings to layer l for output k of example n. Gradients are handed on as
 * every learner's, divided by the batch. Damping towards infinity gives BP's direction; at 0 a
 * singular {@code J J^T} is replaced by its pseudo-inverse.
 *
 * @param <M> the matrix type
 */
public final class GaussNewton<M extends ReshapeMatrix> implements Learner<M> {
  /** Side of the largest system: 128 MiB in float64. */
  private static final int MOST_OUTPUTS = 4096;

  private final Network<M> network;
  private final Kernels<M> kernels;
  private final double damping;
  private final LeastSquares<M> solver;
  private final M jacobian;
  private final M gram;
  private final M inputs;
  private final M right;
  private final M solution;
  private final LayerwiseLearner<M> backpropagation;

  /**
   * A direction for batches of at most {@code batch} examples.
   *
   * @param damping added to the diagonal, at least 0
   * @throws UserError if batch times outputs is more than 4096
   */
  public GaussNewton(Network<M> network, int batch, double damping) {
    this.network = network;
    this.kernels = network.kernels();
    this.damping = damping;
    int outputs = network.layout().outputs();
    if ((long) batch * outputs > MOST_OUTPUTS) {
      throw new UserError(
          "the Gauss-Newton direction of "
              + batch
              + " examples with "
              + outputs
              + " outputs is too large, must be at most "
              + MOST_OUTPUTS
              + " numbers; use a smaller batch");
    }
    this.solver = kernels.leastSquares();
    this.jacobian = kernels.matrix(1, 1);
    this.gram = kernels.matrix(1, 1);
    this.inputs = kernels.matrix(1, 1);
    this.right = kernels.matrix(1, 1);
    this.solution = kernels.matrix(1, 1);
    this.backpropagation =
        new LayerwiseLearner<>(
            network,
            batch,
            Values.NONE,
            (layer, output, error, sloped, below) -> {
              kernels.multiply(false, false, 1, sloped, network.effective(layer), 0, below);
              return true;
            });
  }

  @Override
  public void learn(Activity<M> activity, M outputError, GradientSink<M> sink) {
    int batch = activity.batch();
    int outputs = network.layout().outputs();
    M slope = kernels.matrix(batch, outputs);
    kernels.fill(slope, 1);
    network.timesDerivative(network.layers(), slope, activity.last());
    M system = system(activity);
    kernels.shiftDiagonal(system, -damping);
    right.reshape(1, batch * outputs);
    for (int n = 0; n < batch; n++) {
      for (int k = 0; k < outputs; k++) {
        double error = kernels.get(outputError, n, k) * kernels.get(slope, n, k);
        kernels.set(right, 0, n * outputs + k, error);
      }
    }
    solver.factor(system);
    solver.solveRows(right, solution);
    M error = kernels.matrix(batch, outputs);
    for (int n = 0; n < batch; n++) {
      for (int k = 0; k < outputs; k++) {
        // backpropagation multiplies by the output's slope, which the Jacobian of z has not
        double c = kernels.get(solution, 0, n * outputs + k) / kernels.get(slope, n, k);
        kernels.set(error, n, k, c);
      }
    }
    backpropagation.learn(activity, error, sink);
  }

  /** J J^T, example by example and output by output. */
  private M system(Activity<M> activity) {
    int batch = activity.batch();
    int outputs = network.layout().outputs();
    int side = batch * outputs;
    M system = kernels.matrix(side, side);
    M above = kernels.matrix(side, outputs);
    for (int row = 0; row < side; row++) {
      kernels.set(above, row, row % outputs, 1);
    }
    for (int layer = network.layers(); layer >= 1; layer--) {
      addLayer(activity, layer, above, system);
      if (layer > 1) {
        kernels.multiply(false, false, 1, above, network.effective(layer), 0, jacobian);
        above = kernels.matrix(side, network.width(layer - 1));
        kernels.padColumns(jacobian, above);
        M output = repeated(activity.output(layer - 1), outputs);
        network.timesDerivative(layer - 1, above, output);
      }
    }
    return system;
  }

  private void addLayer(Activity<M> activity, int layer, M above, M system) {
    int outputs = network.layout().outputs();
    kernels.multiply(false, true, 1, above, above, 0, gram);
    M read = activity.taken(layer);
    kernels.multiply(false, true, 1, read, read, 0, inputs);
    for (int i = 0; i < system.getNumRows(); i++) {
      for (int j = 0; j < system.getNumRows(); j++) {
        double factor = kernels.get(inputs, i / outputs, j / outputs) + 1;
        double sum = kernels.get(system, i, j) + factor * kernels.get(gram, i, j);
        kernels.set(system, i, j, sum);
      }
    }
  }

  /** Every row as often as there are outputs. */
  private M repeated(M rows, int times) {
    M all = kernels.matrix(rows.getNumRows() * times, rows.getNumCols());
    for (int i = 0; i < all.getNumRows(); i++) {
      for (int j = 0; j < rows.getNumCols(); j++) {
        kernels.set(all, i, j, kernels.get(rows, i / times, j));
      }
    }
    return all;
  }

  @Override
  public void save(DataOutput out) {
    // every call begins anew
  }

  @Override
  public void load(DataInput in) {
    // nothing was saved
  }
}
