package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;

/**
 * Target propagation: {@code t_{l-1} = W_l^-1 (f^-1(t_l) - b_l)}, e_l = y_l - t_l (Ahmad, van
 * Gerven and Ambrogioni, NeurIPS 2020, Eq. 4-5). Errors (batch x units). Computed as ITP with gamma
 * = 1, which is the same mapping. Auxiliary units keep their forward value as target.
 */
public final class TargetPropagation extends TargetRule {

  @Override
  public String name() {
    return "tp";
  }

  @Override
  public String label() {
    return "TP";
  }

  @Override
  public String doc() {
    return "target propagation by exact inversion (Eq. 4-5)";
  }

  @Override
  public String source() {
    return "Ahmad, van Gerven and Ambrogioni, NeurIPS 2020, Eq. 4-5";
  }

  @Override
  public List<Param<?>> params() {
    return SHARED;
  }

  @Override
  TargetStep step(int layer, int layers, Values values) {
    return new TargetStep(1, 1, 0);
  }
}
