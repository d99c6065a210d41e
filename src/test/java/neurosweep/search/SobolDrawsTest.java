package neurosweep.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import neurosweep.spec.Distribution;
import neurosweep.testing.SurfaceSpace;
import org.junit.jupiter.api.Test;

class SobolDrawsTest {

  private static List<Distribution> axes(int count) {
    List<Distribution> axes = new ArrayList<>();
    for (int a = 0; a < count; a++) {
      axes.add(SurfaceSpace.number("axis" + a, Distribution.Kind.UNIFORM, "0", "1"));
    }
    return axes;
  }

  private static double[][] points(Sampling.Draws draws, int count, int axes) {
    double[][] points = new double[count][];
    for (int i = 0; i < count; i++) {
      points[i] = draws.point(i, axes(axes));
    }
    return points;
  }

  /** The squared L2 star discrepancy (Warnock 1972). */
  private static double discrepancy(double[][] points) {
    int n = points.length;
    double sum = Math.pow(3, -points[0].length);
    for (double[] x : points) {
      double product = 1;
      for (double share : x) {
        product *= (1 - share * share) / 2;
      }
      sum -= 2 * product / n;
      for (double[] y : points) {
        double both = 1;
        for (int a = 0; a < x.length; a++) {
          both *= 1 - Math.max(x[a], y[a]);
        }
        sum += both / n / n;
      }
    }
    return sum;
  }

  @Test
  void fillsTheCubeMoreEvenlyThanIndependentDraws() {
    double even = 0;
    double independent = 0;
    for (long seed = 0; seed < 20; seed++) {
      even += Math.sqrt(discrepancy(points(SobolDraws.scrambled(seed), 256, 3)));
      independent += Math.sqrt(discrepancy(points(Sampling.random(seed), 256, 3)));
    }
    assertTrue(even < independent / 4, even / 20 + " against " + independent / 20);
  }

  @Test
  void everyAxisHasOnePointInEveryPart() {
    for (int axes : new int[] {1, 3, 60}) {
      double[][] points = points(SobolDraws.scrambled(5), 128, axes);
      for (int a = 0; a < axes; a++) {
        BitSet hit = new BitSet();
        for (double[] point : points) {
          hit.set((int) (point[a] * points.length));
        }
        assertEquals(points.length, hit.cardinality(), "axis " + a + " of " + axes);
        assertEquals(points.length, hit.length(), "all are below one");
      }
    }
  }

  /** The first two axes of the sequence are a (0, m, 2)-net, which a digital shift keeps. */
  @Test
  void everyBoxOfTheFirstTwoAxesHasOnePoint() {
    double[][] points = points(SobolDraws.scrambled(8), 64, 2);
    for (int wide = 1; wide <= 64; wide *= 2) {
      int high = 64 / wide;
      Set<Integer> boxes = new HashSet<>();
      for (double[] point : points) {
        int column = (int) (point[0] * wide);
        int row = (int) (point[1] * high);
        boxes.add(column * 64 + row);
      }
      assertEquals(64, boxes.size(), wide + " columns");
    }
  }

  @Test
  void morePointsKeepTheFirstAndOrderDoesNotMatter() {
    double[][] few = points(SobolDraws.scrambled(3), 10, 4);
    Sampling.Draws draws = SobolDraws.scrambled(3);
    for (int i = 99; i >= 0; i--) {
      double[] point = draws.point(i, axes(4));
      draws.point(i, axes(2));
      if (i < few.length) {
        assertArrayEquals(few[i], point, "point " + i);
      }
    }
  }

  @Test
  void sweepSeedsAndKnobsHaveTheirOwnShifts() {
    Set<Double> first = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      for (double share : SobolDraws.scrambled(seed).point(0, axes(3))) {
        first.add(share);
        assertTrue(share > 0, "no axis begins at its edge");
      }
    }
    assertEquals(150, first.size());
  }

  @Test
  void nothingToDrawIsAnEmptyPoint() {
    assertEquals(0, SobolDraws.scrambled(1).point(7, List.of()).length);
  }
}
