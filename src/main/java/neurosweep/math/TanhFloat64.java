package neurosweep.math;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The hyperbolic tangent over arrays, several times as fast as {@link StrictMath#tanh}: nothing but
 * additions, products and quotients, each rounded as IEEE 754 demands, so that the bits are the
 * same on every machine, in loops that C2 vectorises.
 *
 * <p>With y = x / 2, tanh y is the quotient of the odd and the even part of the diagonal Pade
 * approximant of exp(2 y), whose coefficients are all positive, and then {@code tanh x = 2 tanh y /
 * (1 + tanh^2 y)}, which damps errors of tanh y where it saturates. At most 3 ulp from the true
 * value (fdlibm: 2.1); exactly odd, never beyond 1, exact at 0, at infinities and for tiny x; NaN
 * stays NaN.
 */
@SuppressWarnings("cast") // the float32 twin needs the casts that are redundant here
final class TanhFloat64 {
  /** Of the approximant; the smallest that leaves float64 nothing to gain up to the limit. */
  private static final int DEGREE = 15;

  /** Where float64 has long rounded tanh to 1. */
  private static final int LIMIT = 20;

  /** Elements that fit the first level of cache. */
  private static final int BLOCK = 1024;

  private static final double C2 = (double) coefficient(2);
  private static final double C3 = (double) coefficient(3);
  private static final double C4 = (double) coefficient(4);
  private static final double C5 = (double) coefficient(5);
  private static final double C6 = (double) coefficient(6);
  private static final double C7 = (double) coefficient(7);
  private static final double C8 = (double) coefficient(8);
  private static final double C9 = (double) coefficient(9);
  private static final double C10 = (double) coefficient(10);
  private static final double C11 = (double) coefficient(11);
  private static final double C12 = (double) coefficient(12);
  private static final double C13 = (double) coefficient(13);
  private static final double C14 = (double) coefficient(14);
  private static final double C15 = (double) coefficient(15);

  private TanhFloat64() {}

  /** {@code x = tanh x} for the first elements of x. */
  static void apply(double[] x, int elements) {
    for (int from = 0; from < elements; from += BLOCK) {
      int to = Math.min(elements, from + BLOCK);
      limit(x, from, to);
      quotient(x, from, to);
    }
  }

  /** Apart from the quotients, since comparisons keep a loop from being vectorised. */
  private static void limit(double[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      double value = x[i];
      x[i] = value > LIMIT ? LIMIT : value < -LIMIT ? -LIMIT : value;
    }
  }

  /*
   * The parts are y (1 + odd) and 1 + even, with z = y^2; twice = 2 tanh y = x (1 + odd) / (1 + even).
   * What is added to x is small where x is, so that small x keep their bits, and -0 its sign.
   */
  private static void quotient(double[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      double value = x[i];
      double z = value * value / 4;
      double odd = z * (C3 + z * (C5 + z * (C7 + z * (C9 + z * (C11 + z * (C13 + z * C15))))));
      double even = z * (C2 + z * (C4 + z * (C6 + z * (C8 + z * (C10 + z * (C12 + z * C14))))));
      double twice = value + value * ((odd - even) / (1 + even));
      x[i] = twice / (1 + twice * twice / 4);
    }
  }

  /** Of y^k: {@code 2^k (2n - k)! n! / ((2n)! k! (n - k)!)}, rounded once. */
  private static /**/ double coefficient(int k) {
    BigDecimal value = BigDecimal.ONE;
    for (int i = 1; i <= k; i++) {
      value = value.multiply(BigDecimal.valueOf(2L * (DEGREE - i + 1)));
      value =
          value.divide(BigDecimal.valueOf((long) i * (2 * DEGREE - i + 1)), MathContext.DECIMAL128);
    }
    return value.doubleValue();
  }
}
