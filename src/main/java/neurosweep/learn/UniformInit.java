package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.random.Rng;

/** Weights uniform on (-amplitude, amplitude). */
public final class UniformInit implements Initializer {
  /** Bound of the elements. */
  public static final Param<Double> AMPLITUDE =
      Param.real("init_amplitude", 0.01, "bound of uniform initial weights").above(0);

  @Override
  public String name() {
    return "uniform";
  }

  @Override
  public String doc() {
    return "uniform between plus and minus an amplitude";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(AMPLITUDE);
  }

  @Override
  public double[][] draw(int rows, int columns, Rng rng, Values values) {
    return Feedback.uniform(rows, columns, AMPLITUDE.of(values), rng);
  }
}
