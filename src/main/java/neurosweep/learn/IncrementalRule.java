package neurosweep.learn;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;

/** A rule whose targets are small steps from the forward outputs towards the targets above. */
abstract class IncrementalRule extends TargetRule {

  /** The power of f' that the step of a unit is multiplied by. */
  abstract int power();

  @Override
  public final List<Param<?>> params() {
    List<Param<?>> params = new ArrayList<>(List.of(Increment.KNOB));
    params.addAll(SHARED);
    return params;
  }

  @Override
  final TargetStep step(int layer, int layers, Values values) {
    return Increment.of(values).step(layer, layers, power(), values);
  }

  @Override
  public final void check(Layout layout, Values values, Problems problems, String where) {
    super.check(layout, values, problems, where);
    Increment.of(values).check(layout, power(), values, problems, where);
  }
}
