package neurosweep.testing;

import java.math.BigDecimal;
import java.math.MathContext;

/** Elementary functions in 80 digits. */
public final class Precise {
  public static final MathContext DIGITS = new MathContext(80);

  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final int HALVINGS = 20;

  private Precise() {}

  /** e^x by Taylor's series of a small part of x, squared again. */
  public static BigDecimal exp(BigDecimal x) {
    BigDecimal small = x.divide(TWO.pow(HALVINGS), DIGITS);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = term;
    for (int i = 1; i < 30; i++) {
      term = term.multiply(small, DIGITS).divide(BigDecimal.valueOf(i), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    for (int i = 0; i < HALVINGS; i++) {
      sum = sum.multiply(sum, DIGITS);
    }
    return sum;
  }

  /** Halley's method from the logarithm in double, which triples the digits. */
  public static BigDecimal log(BigDecimal y) {
    int shift = y.precision() - y.scale();
    double start = Math.log(y.movePointLeft(shift).doubleValue()) + shift * Math.log(10);
    BigDecimal x = new BigDecimal(start);
    for (int i = 0; i < 4; i++) {
      BigDecimal e = exp(x);
      x = x.add(TWO.multiply(y.subtract(e)).divide(y.add(e), DIGITS), DIGITS);
    }
    return x;
  }
}
