package neurosweep.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.OptionalInt;

/** Numbers at axes and in cells. */
public final class Numerals {
  private static final int MOST_DECIMALS = 4;

  private Numerals() {}

  /** A value on its own: whole numbers exactly, others to four digits: 0.1, 20, 3 x 10^-5, inf. */
  public static Words of(double value) {
    if (!Double.isFinite(value)) {
      return Words.of(fixed(value, 0));
    }
    if (value == 0) {
      return Words.of("0");
    }
    BigDecimal exact = rounded(value);
    int exponent = exponent(exact);
    return exponent >= -3 && exponent < 5
        ? Words.of(signed(exact.toPlainString()))
        : scientific(exact);
  }

  private static BigDecimal rounded(double value) {
    return new BigDecimal(value)
        .round(new MathContext(value == Math.rint(value) ? 12 : 4, RoundingMode.HALF_EVEN))
        .stripTrailingZeros();
  }

  private static int exponent(BigDecimal value) {
    return value.precision() - value.scale() - 1;
  }

  private static Words scientific(BigDecimal value) {
    int exponent = exponent(value);
    String digits = signed(value.movePointLeft(exponent).stripTrailingZeros().toPlainString());
    return power(digits, exponent);
  }

  /** The exponent of an exact power of ten. */
  static OptionalInt exponent(double value) {
    if (value <= 0) {
      return OptionalInt.empty();
    }
    int exponent = (int) Math.round(Math.log10(value));
    double power = Double.parseDouble("1e" + exponent);
    return Math.abs(value / power - 1) < 1e-12 ? OptionalInt.of(exponent) : OptionalInt.empty();
  }

  /** An exact power of ten as one. */
  static Words power(double value) {
    return power("1", exponent(value).orElseThrow());
  }

  private static Words power(String digits, int exponent) {
    String raised = signed(Integer.toString(exponent));
    return switch (digits) {
      case "1" -> new Words("10", raised);
      case "−1" -> new Words("−10", raised);
      default -> new Words(digits + "×10", raised);
    };
  }

  /** A true minus sign. */
  private static String signed(String digits) {
    return digits.replace('-', '−');
  }

  /**
   * A multiple of a step, with as many decimals as the step has; beside a power of ten as one, too.
   */
  static Words multiple(double value, double step, double largest) {
    int places = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    if (value == 0 && (places > 3 || largest >= 1e5)) {
      return Words.of("0");
    }
    if (largest >= 1e5) {
      return scientific(rounded(value));
    }
    if (places > 4) {
      return of(new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).doubleValue());
    }
    return Words.of(signed(String.format(Locale.ROOT, "%." + places + "f", value + 0.0)));
  }

  /**
   * The decimals that tell values apart, from two for values below ten to four; values that four do
   * not tell apart read alike.
   */
  public static int decimals(Collection<Double> values) {
    double[] finite =
        values.stream()
            .filter(Numerals::plain)
            .mapToDouble(Double::doubleValue)
            .sorted()
            .distinct()
            .toArray();
    double size = Arrays.stream(finite).map(Math::abs).max().orElse(0);
    int decimals = size < 10 ? 2 : size < 100 ? 1 : 0;
    while (decimals < MOST_DECIMALS && !apart(finite, decimals)) {
      decimals++;
    }
    return decimals;
  }

  private static boolean apart(double[] sorted, int decimals) {
    for (int i = 1; i < sorted.length; i++) {
      boolean same = sorted[i] - sorted[i - 1] < 1e-12; // but for the rounding of a mean
      if (!same && fixed(sorted[i], decimals).equals(fixed(sorted[i - 1], decimals))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a value is written without a power of ten. */
  private static boolean plain(double value) {
    double size = Math.abs(value);
    return size == 0 || (size >= 1e-3 && size < 1e5);
  }

  /** A value in a cell, with so many decimals. */
  public static String fixed(double value, int decimals) {
    if (Double.isNaN(value)) {
      return "";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "−inf";
    }
    if (!plain(value)) {
      String text = String.format(Locale.ROOT, "%.1e", value);
      return signed(text.replaceAll("e([+-])0*(\\d)", "e$1$2").replace("e+", "e"));
    }
    return signed(String.format(Locale.ROOT, "%." + decimals + "f", value));
  }
}
