package neurosweep.learn;

import neurosweep.math.Rng;

/** Gaussian weights of variance 2 / (in + out). */
public final class XavierInit implements Initializer {

  @Override
  public String name() {
    return "xavier";
  }

  @Override
  public String doc() {
    return "Gaussian of variance 2 / (in + out)";
  }

  @Override
  public double[][] draw(int units, Rng rng) {
    double scale = Math.sqrt(2.0 / (units + units));
    double[][] w = new double[units][units];
    for (double[] row : w) {
      for (int j = 0; j < units; j++) {
        row[j] = scale * rng.nextGaussian();
      }
    }
    return w;
  }
}
