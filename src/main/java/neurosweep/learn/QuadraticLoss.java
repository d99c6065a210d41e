package neurosweep.learn;

import neurosweep.math.Kernels;
import org.ejml.data.ReshapeMatrix;

/** {@code 1/2 sum over classes (y - t)^2} with one-hot t. */
public final class QuadraticLoss implements Loss {

  @Override
  public String name() {
    return "quadratic";
  }

  @Override
  public String doc() {
    return "half the squared distance to the one-hot label";
  }

  @Override
  public <M extends ReshapeMatrix> double error(
      Kernels<M> kernels, M outputs, int[] labels, int classes, M error) {
    int batch = outputs.getNumRows();
    error.reshape(batch, outputs.getNumCols());
    kernels.fill(error, 0);
    double loss = 0;
    for (int i = 0; i < batch; i++) {
      for (int j = 0; j < classes; j++) {
        double difference = kernels.get(outputs, i, j) - (labels[i] == j ? 1 : 0);
        kernels.set(error, i, j, difference);
        loss += difference * difference;
      }
    }
    return loss / (2.0 * batch);
  }
}
