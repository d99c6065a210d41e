package neurosweep.learn;

/**
 * GAIT-prop: as ITP with the step {@code gamma f'(h_l)^2} of every unit in place of gamma in the
 * target; the error is scaled by 1 / gamma^(L-l) (Ahmad, van Gerven and Ambrogioni, NeurIPS 2020,
 * Eq. 16-18 and Alg. 1). Errors (batch x units). Equals BP as gamma tends to 0 where every W_l is
 * orthogonal (Eq. 21).
 */
public final class GaitPropagation extends IncrementalRule {

  @Override
  public String name() {
    return "gait";
  }

  @Override
  public String label() {
    return "GAIT-prop";
  }

  @Override
  public String doc() {
    return "GAIT-prop: incremental targets with the step gamma f'^2 (Eq. 16-18)";
  }

  @Override
  public String source() {
    return "Ahmad, van Gerven and Ambrogioni, NeurIPS 2020, Eq. 16-18 and Alg. 1";
  }

  @Override
  int power() {
    return 2;
  }
}
