package neurosweep.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import neurosweep.testing.SurfaceSpace;
import org.junit.jupiter.api.Test;

class DistributionSharesTest {
  private static final double LAST = Math.nextDown(1.0);

  private static final List<Distribution> NUMBERS =
      List.of(
          SurfaceSpace.number("a", Distribution.Kind.UNIFORM, "0", "1"),
          SurfaceSpace.number("b", Distribution.Kind.UNIFORM, "-0.3", "0.9999999"),
          SurfaceSpace.number("c", Distribution.Kind.UNIFORM, "1000000", "1000001"),
          SurfaceSpace.number("d", Distribution.Kind.LOGUNIFORM, "1.0e-5", "1.0e-2"),
          SurfaceSpace.number("e", Distribution.Kind.LOGUNIFORM, "0.123456789", "0.123456999"),
          SurfaceSpace.number("f", Distribution.Kind.LOGUNIFORM, "1e-300", "1e300"),
          SurfaceSpace.number("g", Distribution.Kind.INT_UNIFORM, "1", "1"),
          SurfaceSpace.number("h", Distribution.Kind.INT_UNIFORM, "-3", "1000000000000"));

  private static BigDecimal at(Distribution distribution, double share) {
    return new BigDecimal(distribution.text(share));
  }

  @Test
  void numbersGrowWithTheShareFromEndToEnd() {
    for (Distribution distribution : NUMBERS) {
      BigDecimal last = at(distribution, 0);
      assertNear(distribution.from(), last, distribution);
      for (int i = 1; i < 2000; i++) {
        BigDecimal next = at(distribution, i / 2000.0);
        assertTrue(next.compareTo(last) >= 0, distribution.text() + " at " + i);
        last = next;
      }
      BigDecimal most = at(distribution, LAST);
      assertTrue(most.compareTo(last) >= 0, distribution.text());
      assertNear(distribution.to(), most, distribution);
    }
  }

  /** Drawn numbers keep five digits. */
  private static void assertNear(BigDecimal end, BigDecimal drawn, Distribution distribution) {
    BigDecimal rounding = end.abs().multiply(new BigDecimal("0.0001"));
    assertTrue(
        end.subtract(drawn).abs().compareTo(rounding) <= 0, distribution.text() + ": " + drawn);
    assertTrue(drawn.compareTo(distribution.from()) >= 0, distribution.text());
    assertTrue(drawn.compareTo(distribution.to()) <= 0, distribution.text());
  }

  @Test
  void wholeNumbersAndChoicesHaveEqualShares() {
    List<Distribution> axes =
        List.of(
            SurfaceSpace.number("n", Distribution.Kind.INT_UNIFORM, "-2", "4"),
            SurfaceSpace.choice("c", "a", "b", "c", "d", "e", "f", "g"));
    for (Distribution axis : axes) {
      TreeMap<String, Integer> counts = new TreeMap<>();
      for (int i = 0; i < 7000; i++) {
        counts.merge(axis.text((i + 0.5) / 7000), 1, Integer::sum);
      }
      assertEquals(7, counts.size(), axis.text());
      counts.values().forEach(count -> assertEquals(1000, count, axis.text()));
    }
    assertEquals("-2", axes.get(0).text(0));
    assertEquals("4", axes.get(0).text(LAST));
    assertEquals("a", axes.get(1).text(0));
    assertEquals("g", axes.get(1).text(LAST));
  }

  /** Half of a logarithmic axis is below the geometric mean of its ends. */
  @Test
  void ratiosAreAlike() {
    Distribution axis = SurfaceSpace.number("d", Distribution.Kind.LOGUNIFORM, "1e-6", "1e-2");
    assertEquals(1e-4, Double.parseDouble(axis.text(0.5)), 1e-9);
    assertEquals(1e-5, Double.parseDouble(axis.text(0.25)), 1e-10);
  }
}
