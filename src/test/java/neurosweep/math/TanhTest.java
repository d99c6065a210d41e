package neurosweep.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import neurosweep.math.random.Rng;
import neurosweep.math.random.Streams;
import org.junit.jupiter.api.Test;

/** Both twins against the truth in 50 digits. */
class TanhTest {
  private static final MathContext DIGITS = new MathContext(50);
  private static final double WORST_ULP = 2.5;

  @Test
  void float64IsWithinItsBoundAtAllSizes() {
    double[] x = sizes();
    double[] y = x.clone();
    TanhFloat64.apply(y, y.length);
    for (int i = 0; i < x.length; i++) {
      BigDecimal truth = tanh(x[i]);
      double error = truth.subtract(new BigDecimal(y[i])).abs().doubleValue();
      double allowed = WORST_ULP * Math.ulp(truth.doubleValue());
      assertTrue(error <= allowed, "tanh " + x[i] + " is " + truth + " but was " + y[i]);
    }
  }

  @Test
  void float32IsWithinItsBoundAtAllSizes() {
    float[] x = narrow(sizes());
    float[] y = x.clone();
    TanhFloat32.apply(y, y.length);
    for (int i = 0; i < x.length; i++) {
      BigDecimal truth = tanh(x[i]);
      double error = truth.subtract(new BigDecimal(y[i])).abs().doubleValue();
      double allowed = WORST_ULP * Math.ulp(truth.floatValue());
      assertTrue(error <= allowed, "tanh " + x[i] + " is " + truth + " but was " + y[i]);
    }
  }

  @Test
  void isOddAndMonotoneAndNeverBeyondOne() {
    int n = 40_001;
    double[] up = new double[n];
    double[] down = new double[n];
    for (int i = 0; i < n; i++) {
      up[i] = 22.0 * i / (n - 1);
      down[i] = -up[i];
    }
    float[] narrowUp = narrow(up);
    float[] narrowDown = narrow(down);
    TanhFloat64.apply(up, n);
    TanhFloat64.apply(down, n);
    TanhFloat32.apply(narrowUp, n);
    TanhFloat32.apply(narrowDown, n);
    for (int i = 0; i < n; i++) {
      assertEquals(-up[i], down[i]);
      assertEquals(-narrowUp[i], narrowDown[i]);
      assertTrue(up[i] <= 1 && narrowUp[i] <= 1, "beyond 1 at " + i);
      boolean rises = i == 0 || up[i] > up[i - 1] || 22.0 * i / (n - 1) > 14;
      assertTrue(rises, "not monotone at " + i);
      boolean narrowRises = i == 0 || narrowUp[i] > narrowUp[i - 1] || 22.0 * i / (n - 1) > 4;
      assertTrue(narrowRises, "float32 not monotone at " + i);
    }
  }

  @Test
  void exactWhereTheTruthIs() {
    double[] special = {
      0.0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL / 3, 1e-300, -0x1p-30
    };
    double[] y = special.clone();
    TanhFloat64.apply(y, y.length);
    assertEquals(-0.0, y[1]);
    for (int i = 0; i < 6; i++) {
      assertEquals(special[i], y[i]);
    }
    double[] saturated = {
      20, -20, 1e5, Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN
    };
    TanhFloat64.apply(saturated, saturated.length);
    assertArrayEquals(new double[] {1, -1, 1, 1, 1, -1, Double.NaN}, saturated);
    float[] narrow = {
      -0.0f,
      Float.MIN_VALUE,
      -Float.MIN_NORMAL / 3,
      10,
      Float.MAX_VALUE,
      Float.NEGATIVE_INFINITY,
      Float.NaN
    };
    TanhFloat32.apply(narrow, narrow.length);
    assertArrayEquals(
        new float[] {-0.0f, Float.MIN_VALUE, -Float.MIN_NORMAL / 3, 1, 1, -1, Float.NaN}, narrow);
  }

  /**
   * An element's value depends neither on its place nor on how often the loop has been compiled.
   */
  @Test
  void theSameBitsWhereverAnElementStands() {
    double[] x = sizes();
    double[] whole = x.clone();
    for (int round = 0; round < 200; round++) {
      whole = x.clone();
      TanhFloat64.apply(whole, whole.length);
    }
    double[] one = new double[1];
    for (int i = 0; i < x.length; i++) {
      one[0] = x[i];
      TanhFloat64.apply(one, 1);
      assertEquals(one[0], whole[i]);
    }
  }

  @Test
  void elementsPastTheLastStayAsTheyAre() {
    double[] x = {0.5, 0.5, 0.5};
    TanhFloat64.apply(x, 2);
    assertEquals(0.5, x[2]);
    assertEquals(x[0], x[1]);
  }

  /** Of both signs: a spread of powers of two, and a grid where the function bends. */
  private static double[] sizes() {
    List<Double> x = new ArrayList<>();
    Rng rng = new Streams(0, 1).stream("noise", 0);
    for (int i = 0; i < 3000; i++) {
      x.add((rng.nextDouble() + 1) * Math.scalb(1.0, i % 37 - 32) * (i % 2 == 0 ? 1 : -1));
      x.add(20 * rng.nextDouble());
    }
    return x.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static float[] narrow(double[] x) {
    float[] narrow = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      narrow[i] = (float) x[i];
    }
    return narrow;
  }

  /** By exp(-2 |x|), from a Taylor series after 10 halvings. */
  private static BigDecimal tanh(double x) {
    BigDecimal reduced = new BigDecimal(-2 * Math.abs(x)).divide(BigDecimal.valueOf(1024), DIGITS);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = term;
    for (int k = 1; k < 32; k++) {
      term = term.multiply(reduced, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    for (int k = 0; k < 10; k++) {
      sum = sum.multiply(sum, DIGITS);
    }
    BigDecimal one = BigDecimal.ONE;
    BigDecimal size = one.subtract(sum, DIGITS).divide(one.add(sum, DIGITS), DIGITS);
    return x < 0 ? size.negate() : size;
  }
}
