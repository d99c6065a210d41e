package neurosweep.learn;

import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * Rows of W orthogonal, the paper's formula: lambda times the sum over i != j of (W W^T)_ij^2,
 * gradient {@code 4 lambda (G - diag G) W} with G = W W^T.
 */
public final class RowOrthogonality implements Regularizer {

  @Override
  public String name() {
    return "rows";
  }

  @Override
  public String doc() {
    return "penalty on inner products of different rows of W (the paper's formula, Eq. 23)";
  }

  @Override
  public boolean ofColumns() {
    return false;
  }

  @Override
  public <M extends ReshapeMatrix> void addGradient(
      Kernels<M> kernels, M w, double lambda, M gram, M gradient) {
    kernels.addOrthogonalityGradient(ofColumns(), 4 * lambda, w, gram, gradient);
  }
}
