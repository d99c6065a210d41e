package neurosweep.learn;

/**
 * Incremental target propagation: {@code t_{l-1} = g_l^-1((1 - gamma) y_l + gamma t_l)}, e_l = (y_l
 * - t_l) / gamma^(L-l) (Ahmad, van Gerven and Ambrogioni, NeurIPS 2020, Eq. 9-13). Errors (batch x
 * units).
 */
public final class IncrementalTargetPropagation extends IncrementalRule {

  @Override
  public String name() {
    return "itp";
  }

  @Override
  public String label() {
    return "ITP";
  }

  @Override
  public String doc() {
    return "incremental target propagation (Eq. 9-13)";
  }

  @Override
  public String source() {
    return "Ahmad, van Gerven and Ambrogioni, NeurIPS 2020, Eq. 9-13";
  }

  @Override
  int power() {
    return 0;
  }
}
