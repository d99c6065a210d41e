package neurosweep.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.special.Beta;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerTest {
  /** The noncentral t distribution as a series (Lenth 1989, AS 243), for t not below 0. */
  private static double noncentral(double t, int v, double shift) {
    double x = t * t / (t * t + v);
    double half = shift * shift / 2;
    double p = Math.exp(-half);
    double q = Math.exp(-half) * shift / Math.sqrt(Math.PI / 2);
    double sum = 0;
    for (int j = 0; j < 400; j++) {
      sum +=
          p * Beta.regularizedBeta(x, j + 0.5, v / 2.0)
              + q * Beta.regularizedBeta(x, j + 1, v / 2.0);
      p *= half / (j + 1);
      q *= half / (j + 1.5);
    }
    double normal =
        new org.apache.commons.math3.distribution.NormalDistribution()
            .cumulativeProbability(-shift);
    return normal + sum / 2;
  }

  @ParameterizedTest
  @CsvSource({"2,1.5", "3,1.1", "5,0.4", "10,0.9", "34,0.5", "200,0.2"})
  void isThatOfTheNoncentralT(int n, double effect) {
    double critical =
        new org.apache.commons.math3.distribution.TDistribution(n - 1)
            .inverseCumulativeProbability(0.975);
    double shift = effect * Math.sqrt(n);
    // P(T < -c; shift) = P(T > c; -shift).
    double exact = 2 - noncentral(critical, n - 1, shift) - noncentral(critical, n - 1, -shift);
    assertEquals(exact, Power.paired(n, effect, 0.05), 1e-8);
  }

  @Test
  void ofNoEffectIsTheLevel() {
    for (int n : new int[] {2, 3, 5, 10, 100, 1000}) {
      assertEquals(0.05, Power.paired(n, 0, 0.05), 1e-8, "n = " + n);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.2,199,0.8017", "0.5,34,0.8078", "0.8,15,0.8213"})
  void isThatOfPublishedTables(double effect, int n, double power) {
    // Cohen 1988 and G*Power 3 for matched pairs, two-sided, level 0.05, power 0.80.
    assertEquals(power, Power.paired(n, effect, 0.05), 5e-4);
    assertTrue(Power.paired(n - 1, effect, 0.05) < 0.8);
    assertTrue(Power.detectable(n, 0.05, 0.8) <= effect);
    assertTrue(Power.detectable(n - 1, 0.05, 0.8) > effect);
  }

  @Test
  void fewPairsDetectOnlyLargeDifferences() {
    assertTrue(Double.isNaN(Power.detectable(1, 0.05, 0.8)));
    double three = Power.detectable(3, 0.05, 0.8);
    assertEquals(0.8, Power.paired(3, three, 0.05), 1e-9);
    assertTrue(three > 3 && three < 4, "three pairs: " + three);
  }
}
