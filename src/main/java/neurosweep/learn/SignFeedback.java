package neurosweep.learn;

import java.util.List;
import neurosweep.core.Param;
import neurosweep.core.Values;
import neurosweep.math.random.Rng;

/** B = -amplitude sign(W(0)^T), fixed: feedback that knows the signs alone. */
public final class SignFeedback implements Feedback {
  private static final Param<Double> SIZE = AMPLITUDE.byDefault(0.01);

  @Override
  public String name() {
    return "sign";
  }

  @Override
  public String doc() {
    return "the negative signs of the transposed initial weights, of one size";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(SIZE);
  }

  @Override
  public double[][] draw(double[][] w, Rng rng, Values values) {
    return signs(SIZE.of(values), w);
  }

  /** The negative signs of W^T, of that size. */
  static double[][] signs(double size, double[][] w) {
    double[][] b = Feedback.transposed(-1, w);
    for (double[] row : b) {
      for (int j = 0; j < row.length; j++) {
        row[j] = size * Math.signum(row[j]);
      }
    }
    return b;
  }
}
