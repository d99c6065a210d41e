package neurosweep.learn;

import neurosweep.core.Values;
import neurosweep.math.random.Rng;

/** Gaussian weights of variance 2 / (in + out). */
public final class XavierInit implements Initializer {

  @Override
  public String name() {
    return "xavier";
  }

  @Override
  public String label() {
    return "Xavier";
  }

  @Override
  public String doc() {
    return "Gaussian of variance 2 / (in + out)";
  }

  @Override
  public double[][] draw(int rows, int columns, Rng rng, Values values) {
    double scale = Math.sqrt(2.0 / (rows + columns));
    double[][] w = new double[rows][columns];
    for (double[] row : w) {
      for (int j = 0; j < columns; j++) {
        row[j] = scale * rng.nextGaussian();
      }
    }
    return w;
  }
}
