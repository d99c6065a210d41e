package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;

/** {@code gamma_l = gamma, s_l = gamma^(L-l)} (Ahmad, van Gerven and Ambrogioni, NeurIPS 2020). */
public final class EveryLayerIncrement implements Increment {

  @Override
  public String name() {
    return "every-layer";
  }

  @Override
  public String doc() {
    return "the same gamma in every layer";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(GAMMA);
  }

  @Override
  public TargetStep step(int layer, int layers, int power, Values values) {
    double gamma = GAMMA.of(values);
    return new TargetStep(StrictMath.pow(gamma, layers - layer), gamma, power);
  }
}
