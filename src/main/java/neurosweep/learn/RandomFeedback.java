package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.random.Rng;

/** Uniform on (-amplitude, amplitude), fixed. */
public final class RandomFeedback implements Feedback {

  @Override
  public String name() {
    return "random";
  }

  @Override
  public String doc() {
    return "uniform random weights";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(AMPLITUDE);
  }

  @Override
  public double[][] draw(double[][] w, Rng rng, Values values) {
    return Feedback.uniform(w[0].length, w.length, AMPLITUDE.of(values), rng);
  }

  @Override
  public boolean opposes() {
    return false;
  }
}
