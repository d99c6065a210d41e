package neurosweep.circuit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import neurosweep.math.random.Rng;
import neurosweep.math.random.Streams;
import org.junit.jupiter.api.Test;

/** Measures of patterns whose answer is known. */
class MeasuresTest {

  /** Three plane waves at 60 degrees, as near as the lattice allows. */
  @Test
  void aHexagonalPatternHasGridnessAndItsWavelength() {
    int n = 60;
    int[][] waves = {{7, 0}, {4, 6}, {-3, 6}};
    double[] field = new double[n * n];
    double[] stripes = new double[n * n];
    for (int i = 0; i < field.length; i++) {
      for (int[] wave : waves) {
        int phase = wave[0] * (i / n) + wave[1] * (i % n);
        field[i] += Math.cos(2 * Math.PI * phase / n);
      }
      int row = 7 * (i / n);
      stripes[i] = Math.cos(2 * Math.PI * row / n);
    }
    SpatialPattern hexagonal = new SpatialPattern(n, field);
    assertTrue(hexagonal.gridness() > 1, "gridness " + hexagonal.gridness());
    assertEquals(60 / 7.0, hexagonal.wavelength(), 0.2);
    assertEquals(1, hexagonal.autocorrelation(0, 0), 1e-12);
    assertTrue(new SpatialPattern(n, stripes).gridness() < 0);
    assertEquals(60 / 7.0, new SpatialPattern(n, stripes).wavelength(), 1e-9);
  }

  @Test
  void bumpsAreCountedAcrossTheEdge() {
    int n = 12;
    double[] field = new double[n * n];
    for (int[] peak : new int[][] {{0, 0}, {6, 5}, {11, 8}}) {
      field[peak[0] * n + peak[1]] += 2;
      field[(peak[0] + 1) % n * n + peak[1]] += 1;
    }
    assertEquals(3, new SpatialPattern(n, field).bumps());
  }

  @Test
  void aRandomWalkHasItsDiffusion() {
    Rng random = new Streams(0, 1).stream("noise", 0);
    double[] times = new double[200_001];
    double[] phases = new double[times.length];
    double angle = 0;
    for (int i = 0; i < times.length; i++) {
      times[i] = i * 0.01;
      phases[i] = angle - 2 * Math.PI * Math.floor(angle / (2 * Math.PI));
      angle += Math.sqrt(2 * 0.3 * 0.01) * random.nextGaussian();
    }
    BumpPath path = BumpPath.unwrapped(times, phases);
    assertEquals(0.3, path.diffusion(10), 0.02);
  }

  @Test
  void settlingEndsWithTheLastWindowOutsideOfTheBand() {
    double[][] means = {{0, 0}, {2, 1}, {6, 3}, {3.9, 2}, {4, 2}, {4, 2}, {3.9, 1.95}, {4.1, 2.05}};
    Settling found = Settling.of(means, 0.1);
    assertEquals(0.475, found.overshoot(), 1e-12); // less the 0.025 of the last window
    assertEquals(3, found.time());
    assertEquals(0.5, found.course()[1], 1e-12);
    assertEquals(0, Settling.of(new double[][] {{1}, {1}, {1}, {1}}, 0.1).time());
    assertEquals(0, Settling.of(new double[][] {{0}, {0.9}, {1}, {1}}, 0.1).overshoot());
  }

  @Test
  void whatHasNoSteadyStateDoesNotSettle() {
    Settling growing = Settling.of(new double[][] {{0}, {1}, {1}, {3}}, 0.1);
    assertTrue(Double.isNaN(growing.time()));
    assertTrue(Double.isNaN(growing.overshoot()));
    double[][] restless = {{0}, {0.75}, {0.8}, {1.2}}; // 0.25 is less than 1.5 times 0.2
    assertEquals(1, Settling.of(restless, 0.1).time());
    assertTrue(Double.isNaN(Settling.of(new double[4][1], 0.1).time()));
    assertTrue(Double.isNaN(Settling.of(new double[4][1], 0.1).overshoot()));
  }

  @Test
  void reconstructionOfItselfIsPerfect() {
    double[][] target = {{1, 2}, {3, 5}};
    Reconstruction same = Reconstruction.of(target, target);
    assertEquals(1, same.r2());
    assertEquals(0, same.meanSquare());
    double[][] shifted = {{2, 3}, {4, 6}};
    assertEquals(1, Reconstruction.of(shifted, target).bias(), 1e-12);
    assertEquals(1, Reconstruction.of(shifted, target).meanSquare(), 1e-12);
  }

  @Test
  void firstSpikesAndRareUnitsDoNotCount() {
    IntervalStatistics statistics = new IntervalStatistics(2);
    for (int step = 0; step <= 120; step += 10) {
      statistics.add(step, new int[] {0}, 1);
    }
    statistics.add(130, new int[] {1}, 1);
    assertEquals(11, statistics.intervals(0));
    assertEquals(0, statistics.variation(0), 1e-12);
    assertEquals(0, IntervalStatistics.meanVariation(statistics), 1e-12);
    assertTrue(Double.isNaN(IntervalStatistics.meanVariation(new IntervalStatistics(3))));
  }
}
