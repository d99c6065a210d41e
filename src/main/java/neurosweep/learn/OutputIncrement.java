package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;

/**
 * {@code gamma_L = gamma} and 1 below, so that differences are of size gamma at any depth, with the
 * f'^2 of GAIT-prop in every layer (proposed in the discussion of Ahmad, van Gerven and Ambrogioni,
 * NeurIPS 2020).
 */
public final class OutputIncrement implements Increment {

  @Override
  public String name() {
    return "output";
  }

  @Override
  public String doc() {
    return "gamma at the output layer only, 1 below";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(GAMMA);
  }

  @Override
  public TargetStep step(int layer, int layers, int power, Values values) {
    double gamma = GAMMA.of(values);
    return layer == layers ? new TargetStep(1, gamma, power) : new TargetStep(gamma, 1, power);
  }
}
