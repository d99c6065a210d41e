package neurosweep.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class IntervalTest {
  @Test
  void wilsonIsNewcombes() {
    Interval interval = Interval.wilson(15, 148);
    assertEquals(0.0624, interval.low(), 5e-5);
    assertEquals(0.1605, interval.high(), 5e-5);
    // (p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n)
    double z = 1.959963984540054;
    double centre = (0.4 + z * z / 10) / (1 + z * z / 5);
    double half = z * Math.sqrt(0.4 * 0.6 / 5 + z * z / 100) / (1 + z * z / 5);
    assertEquals(centre - half, Interval.wilson(2, 5).low(), 1e-8);
    assertEquals(centre + half, Interval.wilson(2, 5).high(), 1e-8);
  }

  @Test
  void oneValueHasNoInterval() {
    assertEquals(Interval.NONE, Interval.ofMean(new double[] {3}, 0.95));
  }
}
