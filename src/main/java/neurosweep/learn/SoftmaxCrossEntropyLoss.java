package neurosweep.learn;

import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/**
 * Cross-entropy of the softmax over the first C outputs; implied target {@code t_L = y_L - (softmax
 * - onehot)}. The largest output is subtracted before exponentials are taken.
 */
public final class SoftmaxCrossEntropyLoss implements Loss {

  @Override
  public String name() {
    return "softmax-cross-entropy";
  }

  @Override
  public String label() {
    return "softmax cross-entropy";
  }

  @Override
  public String doc() {
    return "cross-entropy of the softmax over the class outputs, through the target it implies";
  }

  @Override
  public <M extends ReshapeMatrix> double error(
      Kernels<M> kernels, M outputs, int[] labels, int classes, M error) {
    int batch = outputs.getNumRows();
    error.reshape(batch, outputs.getNumCols());
    kernels.fill(error, 0);
    double loss = 0;
    for (int i = 0; i < batch; i++) {
      double most = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < classes; j++) {
        most = Math.max(most, kernels.get(outputs, i, j));
      }
      double total = 0;
      for (int j = 0; j < classes; j++) {
        total += StrictMath.exp(kernels.get(outputs, i, j) - most);
      }
      for (int j = 0; j < classes; j++) {
        double share = StrictMath.exp(kernels.get(outputs, i, j) - most) / total;
        kernels.set(error, i, j, share - (labels[i] == j ? 1 : 0));
      }
      loss += StrictMath.log(total) + most - kernels.get(outputs, i, labels[i]);
    }
    return loss / batch;
  }
}
