package neurosweep.spec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import neurosweep.core.UserError;

/**
 * The kinds of axis that are computed rather than listed. All work on decimals, so that {@code from
 * 0.1 to 0.3 step 0.1} is 0.1, 0.2, 0.3 and not 0.30000000000000004; both ends are exactly as
 * written.
 */
enum Spacing {
  /** From {@code from} in steps of {@code step} (1 if not given) up to and including {@code to}. */
  RANGE("step") {
    @Override
    List<BigDecimal> points(BigDecimal from, BigDecimal to, BigDecimal step) {
      if (step.signum() == 0) {
        throw new UserError("step is 0, must not be 0");
      }
      BigInteger last = to.subtract(from).divideToIntegralValue(step).toBigInteger();
      if (to.subtract(from).signum() * step.signum() < 0) {
        throw new UserError(
            "is empty: a step of " + step + " never leads from " + from + " to " + to);
      }
      requireFew(last.add(BigInteger.ONE));
      List<BigDecimal> points = new ArrayList<>();
      for (int i = 0; i <= last.intValue(); i++) {
        points.add(from.add(step.multiply(BigDecimal.valueOf(i))));
      }
      return points;
    }
  },

  /** {@code count} values at equal distances, rounded to 12 significant digits. */
  LINSPACE("count") {
    @Override
    List<BigDecimal> points(BigDecimal from, BigDecimal to, BigDecimal count) {
      int last = intervals(count);
      List<BigDecimal> points = new ArrayList<>();
      for (int i = 0; i <= last; i++) {
        BigDecimal way = to.subtract(from).multiply(BigDecimal.valueOf(i));
        BigDecimal exact = from.add(way.divide(BigDecimal.valueOf(last), MathContext.DECIMAL128));
        points.add(i == 0 ? from : i == last ? to : exact.round(new MathContext(12)));
      }
      return points;
    }
  },

  /** {@code count} values at equal ratios, rounded to 5 significant digits. */
  LOGSPACE("count") {
    @Override
    List<BigDecimal> points(BigDecimal from, BigDecimal to, BigDecimal count) {
      requirePositive("from", from);
      requirePositive("to", to);
      int last = intervals(count);
      double low = StrictMath.log10(from.doubleValue());
      double high = StrictMath.log10(to.doubleValue());
      MathContext digits = new MathContext(5, RoundingMode.HALF_EVEN);
      List<BigDecimal> points = new ArrayList<>();
      for (int i = 0; i <= last; i++) {
        double inner = StrictMath.pow(10, low + (high - low) * i / last);
        points.add(i == 0 ? from : i == last ? to : new BigDecimal(inner, digits));
      }
      return points;
    }
  };

  /** Most values of one computed axis: a slip of the pen must not fill the memory. */
  static final int MOST_POINTS = 1_000_000;

  private final String third;

  Spacing(String third) {
    this.third = third;
  }

  /** Names of its three arguments. */
  List<String> arguments() {
    return List.of("from", "to", third);
  }

  /** The name in a job file. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The values in order.
   *
   * @throws UserError naming the argument and the rule
   */
  abstract List<BigDecimal> points(BigDecimal from, BigDecimal to, BigDecimal third);

  private static int intervals(BigDecimal count) {
    boolean whole = count.stripTrailingZeros().scale() <= 0;
    if (!whole || count.compareTo(BigDecimal.valueOf(2)) < 0) {
      throw new UserError("count is " + count + ", must be a whole number >= 2");
    }
    requireFew(count.toBigInteger());
    return count.intValueExact() - 1;
  }

  private static void requireFew(BigInteger count) {
    if (count.compareTo(BigInteger.valueOf(MOST_POINTS)) > 0) {
      throw new UserError("has " + count + " values, must be at most " + MOST_POINTS);
    }
  }

  private static void requirePositive(String name, BigDecimal value) {
    if (value.signum() <= 0 || value.doubleValue() == 0) {
      throw new UserError(name + " is " + value + ", must be > 0 on a logarithmic axis");
    }
  }
}
