package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.Backend;
import neurosweep.math.Kernels;
import neurosweep.math.LeastSquares;
import neurosweep.math.Precision;
import neurosweep.math.random.Rng;
import org.ejml.data.ReshapeMatrix;

/** B = -scale W(0)^+, fixed: all modes of the loop settle equally fast. */
public final class PseudoInverseFeedback implements Feedback {

  @Override
  public String name() {
    return "pseudo-inverse";
  }

  @Override
  public String label() {
    return "pseudo-inverse";
  }

  @Override
  public String doc() {
    return "the negative pseudo-inverse of the initial weights";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(SCALE);
  }

  @Override
  public double[][] draw(double[][] w, Rng rng, Values values) {
    return negativeInverse(
        Backend.catalog().get("ejml").kernels(Precision.FLOAT64), w, SCALE.of(values));
  }

  private static <M extends ReshapeMatrix> double[][] negativeInverse(
      Kernels<M> kernels, double[][] w, double scale) {
    M weights = kernels.matrix(1, 1);
    kernels.setValues(weights, w);
    M negative = kernels.matrix(w.length, w.length);
    kernels.shiftDiagonal(negative, scale);
    M inverse = kernels.matrix(1, 1);
    LeastSquares<M> solver = kernels.leastSquares();
    solver.factor(weights);
    solver.solveRows(negative, inverse);
    return Feedback.transposed(1, kernels.values(inverse));
  }
}
