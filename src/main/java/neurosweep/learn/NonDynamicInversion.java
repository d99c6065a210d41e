package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import neurosweep.math.random.Streams;
import org.ejml.data.ReshapeMatrix;

/**
 * Non-dynamic inversion, the steady state of dynamic inversion in closed form: {@code e_{l-1} = B
 * (W B - alpha I)^-1 D_l e_l} where N_l <= R_l and the equal {@code (B W - alpha I)^-1 B D_l e_l}
 * where not, W = W_l (N_l x R_l), B = B_l (R_l x N_l) (Podlaski and Machens, NeurIPS 2020). Errors
 * (batch x units). With B = -W^T it is the damped pseudo-inverse of W.
 *
 * <p>A singular matrix is replaced by its pseudo-inverse.
 */
public final class NonDynamicInversion implements LearningRule {

  @Override
  public String name() {
    return "ndi";
  }

  @Override
  public String label() {
    return "NDI";
  }

  @Override
  public String doc() {
    return "non-dynamic inversion: the steady state of dynamic inversion by linear algebra";
  }

  @Override
  public String source() {
    return "Podlaski and Machens, NeurIPS 2020";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(InversionKnobs.ALPHA, InversionKnobs.FEEDBACK, InversionKnobs.COMPATIBILITY);
  }

  @Override
  public boolean usesFeedback() {
    return true;
  }

  @Override
  public boolean invertsLayers() {
    return true;
  }

  @Override
  public <M extends ReshapeMatrix> Learner<M> learner(
      Network<M> network, int batch, Values values, Streams streams) {
    return new LayerwiseLearner<>(
        network, batch, values, new SteadyState<>(network, InversionKnobs.ALPHA.of(values)));
  }

  @Override
  public double flops(Layout layout, int batch, Values values) {
    return LearningRule.ofLayers(
        layout,
        (units, reads) -> {
          double least = Math.min(units, reads);
          double product = 2.0 * units * reads * (least + batch);
          return product + 2.0 / 3 * least * least * least + 2 * least * least * batch;
        });
  }

  private static final class SteadyState<M extends ReshapeMatrix>
      implements LayerwiseLearner.Propagation<M> {
    private final Network<M> network;
    private final Kernels<M> kernels;
    private final FeedbackWeights<M> feedback;
    private final double alpha;
    private final M system;
    private final M right;
    private final M solution;
    private final SquareSystem<M> solver;

    SteadyState(Network<M> network, double alpha) {
      this.network = network;
      this.kernels = network.kernels();
      this.feedback = network.feedback();
      this.alpha = alpha;
      this.system = kernels.matrix(1, 1);
      this.right = kernels.matrix(1, 1);
      this.solution = kernels.matrix(1, 1);
      this.solver = new SquareSystem<>(kernels);
    }

    @Override
    public boolean step(int layer, M output, M error, M sloped, M below) {
      M w = network.effective(layer);
      M b = feedback.of(layer);
      if (w.getNumRows() <= w.getNumCols()) {
        kernels.multiply(false, false, 1, w, b, 0, system);
        kernels.copy(sloped, right);
        kernels.shiftDiagonal(system, alpha);
        solver.solveRows(system, right, solution);
        kernels.multiply(false, true, 1, solution, b, 0, below);
      } else {
        kernels.multiply(false, false, 1, b, w, 0, system);
        kernels.multiply(false, true, 1, sloped, b, 0, right);
        kernels.shiftDiagonal(system, alpha);
        solver.solveRows(system, right, below);
      }
      return true;
    }
  }
}
