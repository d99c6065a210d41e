package neurosweep.circuit.design;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import neurosweep.circuit.synapse.Matrices;
import neurosweep.math.random.Rng;
import neurosweep.math.random.Streams;
import org.junit.jupiter.api.Test;

/** A dictionary is found again in signals that were made with it. */
class SparseDictionaryTest {

  @Test
  void basisFunctionsAreRecovered() {
    Rng random = new Streams(0, 1).stream("init", 0);
    double[][] truth = random.gaussians(12, 30);
    for (double[] function : truth) {
      Matrices.scale(function, 1 / Math.sqrt(dot(function, function)));
    }
    double[][] signals = new double[600][30];
    for (double[] signal : signals) {
      for (int n = 0; n < 2; n++) {
        double[] function = truth[random.nextInt(12)];
        double size = 1 + random.nextDouble();
        for (int p = 0; p < 30; p++) {
          signal[p] += size * function[p];
        }
      }
    }
    double[][] found = new SparseDictionary(12, 2, 60).learn(signals, random, () -> false);
    int recovered = 0;
    for (double[] function : truth) {
      double best = 0;
      for (double[] candidate : found) {
        best = Math.max(best, Math.abs(dot(function, candidate)));
      }
      recovered += best > 0.98 ? 1 : 0;
    }
    assertTrue(recovered >= 10, "only " + recovered + " of 12");
  }

  @Test
  void itStopsWhenAsked() {
    Rng random = new Streams(0, 1).stream("init", 0);
    double[][] signals = random.gaussians(20, 5);
    assertNull(new SparseDictionary(4, 2, 1000).learn(signals, random, () -> true));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
