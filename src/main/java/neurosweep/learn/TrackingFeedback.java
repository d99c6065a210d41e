package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.Kernels;
import neurosweep.math.random.Rng;
import org.ejml.data.ReshapeMatrix;

/** B = -scale W^T at every step: damped inversion, never unstable in continuous time. */
public final class TrackingFeedback implements Feedback {

  @Override
  public String name() {
    return "tracking";
  }

  @Override
  public String doc() {
    return "the negative transpose of the weights as they learn";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(SCALE);
  }

  @Override
  public double[][] draw(double[][] w, Rng rng, Values values) {
    return Feedback.transposed(-SCALE.of(values), w);
  }

  @Override
  public boolean follows() {
    return true;
  }

  @Override
  public <M extends ReshapeMatrix> void follow(Kernels<M> kernels, M w, M b, Values values) {
    kernels.transpose(-SCALE.of(values), w, b);
  }
}
