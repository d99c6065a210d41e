package neurosweep.learn;

import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * Columns of W orthogonal, as the authors' program does: it stores W transposed. Gradient {@code 4
 * lambda W (G - diag G)} with G = W^T W.
 */
public final class ColumnOrthogonality implements Regularizer {

  @Override
  public String name() {
    return "columns";
  }

  @Override
  public String doc() {
    return "penalty on inner products of different columns of W (the authors' program)";
  }

  @Override
  public boolean ofColumns() {
    return true;
  }

  @Override
  public <M extends ReshapeMatrix> void addGradient(
      Kernels<M> kernels, M w, double lambda, M gram, M gradient) {
    kernels.addOrthogonalityGradient(ofColumns(), 4 * lambda, w, gram, gradient);
  }
}
