package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;
import org.ejml.data.ReshapeMatrix;

/**
 * Adam with bias correction: {@code w = w - eta m' / (sqrt(v') + eps), m' = m / (1 - b1^t), v' = v
 * / (1 - b2^t)} (Kingma and Ba, ICLR 2015). The default of beta2 is the paper's 0.99 here too.
 */
public final class Adam implements Optimizer {

  @Override
  public String name() {
    return "adam";
  }

  @Override
  public String label() {
    return "Adam";
  }

  @Override
  public String doc() {
    return "Adam with bias correction (Kingma and Ba 2015)";
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
    return new AdamMoments<>(parameters, values, true);
  }
}
