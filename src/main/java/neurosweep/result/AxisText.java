package neurosweep.result;

import java.math.BigDecimal;

/** Values of axes as readers see them. */
public final class AxisText {
  private AxisText() {}

  /** A value of an axis: as short as it identifies the value, or empty where there is none. */
  public static String of(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Double real) {
      if (!Double.isFinite(real)) {
        return Double.isNaN(real) ? "NaN" : real > 0 ? "inf" : "-inf";
      }
      double size = Math.abs(real);
      if (size != 0 && (size < 1e-3 || size >= 1e6)) {
        return scientific(Double.toString(real), real);
      }
      String plain = BigDecimal.valueOf(real).toPlainString();
      return plain.endsWith(".0") ? plain.substring(0, plain.length() - 2) : plain;
    }
    return value.toString();
  }

  /** A number with an exponent of ten, of digits that are the shortest already. */
  public static String scientific(String shortest, double value) {
    BigDecimal exact = new BigDecimal(shortest).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    String digits = exact.movePointLeft(exponent).toPlainString();
    return value == 0 ? "0" : digits + "e" + exponent;
  }
}
