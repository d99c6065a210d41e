package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;
import org.ejml.data.ReshapeMatrix;

/**
 * Adam as in the paper's runs: {@code m = b1 m + (1-b1) g, v = b2 v + (1-b2) g^2, w = w - eta m /
 * (sqrt(v) + eps)}, no bias correction.
 */
public final class PaperAdam implements Optimizer {

  @Override
  public String name() {
    return "adam-paper";
  }

  @Override
  public String label() {
    return "Adam of the paper";
  }

  @Override
  public String doc() {
    return "Adam as in the paper: beta2 0.99 and no bias correction";
  }

  @Override
  public List<Param<?>> params() {
    return AdamMoments.PARAMS;
  }

  @Override
  public int moments() {
    return AdamMoments.COUNT;
  }

  @Override
  public <M extends ReshapeMatrix> State<M> start(Parameters<M> parameters, Values values) {
    return new AdamMoments<>(parameters, values, false);
  }
}
