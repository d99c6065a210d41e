package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.random.Rng;

/** B = -scale W(0)^T, fixed: a stable loop as long as the weights stay near. */
public final class TransposeFeedback implements Feedback {

  @Override
  public String name() {
    return "negative-transpose";
  }

  @Override
  public String label() {
    return "negative transpose";
  }

  @Override
  public String doc() {
    return "the negative transpose of the initial weights";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(SCALE);
  }

  @Override
  public double[][] draw(double[][] w, Rng rng, Values values) {
    return Feedback.transposed(-SCALE.of(values), w);
  }
}
