package neurosweep.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalInt;

/** Numbers at axes and in cells. */
public final class Numerals {
  private Numerals() {}

  /** A value on its own: whole numbers exactly, others to four digits: 0.1, 20, 3 x 10^-5, inf. */
  public static Words of(double value) {
    if (!Double.isFinite(value)) {
      return Words.of(brief(value, 0));
    }
    if (value == 0) {
      return Words.of("0");
    }
    BigDecimal exact =
        new BigDecimal(value)
            .round(new MathContext(value == Math.rint(value) ? 12 : 4, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (exponent >= -3 && exponent < 5) {
      return Words.of(signed(exact.toPlainString()));
    }
    String digits = signed(exact.movePointLeft(exponent).stripTrailingZeros().toPlainString());
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

  /** A multiple of a step, with as many decimals as the step has. */
  static Words multiple(double value, double step, double largest) {
    int places = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    if (value == 0 && places > 3) {
      return Words.of("0");
    }
    if (largest >= 1e5 || places > 4) {
      return of(new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).doubleValue());
    }
    return Words.of(signed(String.format(Locale.ROOT, "%." + places + "f", value + 0.0)));
  }

  /**
   * A value in a cell.
   *
   * @param spread of the values beside it, which decides about the decimals
   */
  public static String brief(double value, double spread) {
    if (Double.isNaN(value)) {
      return "";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "−inf";
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-3 || size >= 1e5)) {
      String text = String.format(Locale.ROOT, "%.1e", value);
      return signed(text.replaceAll("e([+-])0*(\\d)", "e$1$2").replace("e+", "e"));
    }
    double step = spread > 0 ? spread / 50 : size;
    int decimals = (int) Math.ceil(-Math.log10(Math.max(step, 1e-9)));
    int shown = Math.max(size < 10 ? 2 : size < 100 ? 1 : 0, Math.min(4, decimals));
    return signed(String.format(Locale.ROOT, "%." + shown + "f", value));
  }
}
