package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;

/**
 * As {@link OutputIncrement}, with the f'^2 of GAIT-prop at the output layer only: below it ITP,
 * which is not BP on orthogonal weights.
 */
public final class OutputSlopeIncrement implements Increment {

  @Override
  public String name() {
    return "output-and-slope";
  }

  @Override
  public String doc() {
    return "gamma and the f'^2 of gait at the output layer only, 1 below";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(GAMMA);
  }

  @Override
  public TargetStep step(int layer, int layers, int power, Values values) {
    double gamma = GAMMA.of(values);
    return layer == layers ? new TargetStep(1, gamma, power) : new TargetStep(gamma, 1, 0);
  }

  @Override
  public void check(Layout layout, int power, Values values, Problems problems, String where) {
    if (power == 0) {
      problems.add(
          where, "increment is " + name() + ", must be output for a rule without f'^2 in its step");
    }
  }
}
