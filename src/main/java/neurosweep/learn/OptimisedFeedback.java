package neurosweep.learn;

import java.util.ArrayList;
import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.random.Rng;

/**
 * Uniform random weights, moved by {@link StabilityOptimisation} until their loop is stable, then
 * fixed. It takes the leak of the loop; {@code compatibility: authors} takes none, as the authors'
 * program does, with which an expanding layer never gets stable. Where it does not succeed, the
 * weights are those that it ended with.
 */
public final class OptimisedFeedback implements Feedback {
  private static final Param<Double> START = AMPLITUDE.byDefault(0.01);

  @Override
  public String name() {
    return "optimised";
  }

  @Override
  public String doc() {
    return "uniform random weights made stable by optimisation of the spectral abscissa";
  }

  @Override
  public List<Param<?>> params() {
    List<Param<?>> params = new ArrayList<>(List.of(START));
    params.addAll(StabilityOptimisation.PARAMS);
    return params;
  }

  @Override
  public boolean optimised() {
    return true;
  }

  @Override
  public double[][] draw(double[][] w, Rng rng, Values values) {
    double alpha = InversionKnobs.authors(values) ? 0 : InversionKnobs.ALPHA.of(values);
    double[][] start = Feedback.uniform(w[0].length, w.length, START.of(values), rng);
    return StabilityOptimisation.of(values).run(w, start, alpha).feedback();
  }
}
