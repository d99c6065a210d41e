package neurosweep.report.text;

import java.util.Locale;
import neurosweep.analysis.Sample;
import neurosweep.core.Column;
import neurosweep.result.AxisText;

/** Numbers as tables show them, the same in every locale. */
public final class NumberText {
  /** From where on no number is written without a power of ten. */
  private static final double MOST_DIGITS = 1e15;

  private NumberText() {}

  /**
   * {@code mean ± SD (low to high)}; without what one value alone does not have, and empty for
   * none.
   */
  public static String full(Sample sample, Column.Type type) {
    if (sample.n() == 0) {
      return "";
    }
    String mean = number(sample.mean(), sample, type);
    if (sample.n() == 1 || Double.isNaN(sample.sd())) {
      return mean;
    }
    return mean
        + " ± "
        + number(sample.sd(), sample, type)
        + " ("
        + number(sample.low(), sample, type)
        + " to "
        + number(sample.high(), sample, type)
        + ")";
  }

  /** {@code mean ± SD}; the mean alone of one value, and empty for none. */
  public static String spread(Sample sample, Column.Type type) {
    String mean = mean(sample, type);
    return sample.n() < 2 || Double.isNaN(sample.sd())
        ? mean
        : mean + " ± " + number(sample.sd(), sample, type);
  }

  /** {@code low to high}, or empty for fewer than two values. */
  public static String interval(Sample sample, Column.Type type) {
    return sample.n() < 2 || Double.isNaN(sample.low())
        ? ""
        : number(sample.low(), sample, type) + " to " + number(sample.high(), sample, type);
  }

  /** The mean alone, or empty for none. */
  public static String mean(Sample sample, Column.Type type) {
    return sample.n() == 0 ? "" : number(sample.mean(), sample, type);
  }

  /** A value without a sample, or empty for NaN. */
  public static String real(double value) {
    return Double.isNaN(value) ? "" : round(value, value);
  }

  /**
   * As {@link #difference(double, boolean)}, without what rounding has left: a difference of a
   * billionth of the values is none.
   */
  public static String difference(double value, double of, boolean accuracy) {
    return difference(Math.abs(value) > 1e-9 * Math.abs(of) ? value : 0 * value, accuracy);
  }

  /** A difference with its sign; of accuracies in percentage points. Empty for NaN. */
  public static String difference(double value, boolean accuracy) {
    String size = size(Math.abs(value), accuracy);
    boolean zero = size.chars().allMatch(c -> c == '0' || c == '.');
    return zero ? size : (value < 0 ? "-" : "+") + size;
  }

  /** A size without sign; of accuracies in percentage points. Empty for NaN. */
  static String size(double value, boolean accuracy) {
    if (Double.isNaN(value)) {
      return "";
    }
    return accuracy ? fixed(2, 100 * value) : round(value, value);
  }

  /** A p-value, with three significant digits where it is small; empty for NaN. */
  public static String p(double p) {
    return Double.isNaN(p) ? "" : round(p, p);
  }

  /** An effect size; empty for NaN. */
  public static String effect(double effect) {
    return Double.isNaN(effect) ? "" : fixed(2, effect);
  }

  /** One of a sample's numbers in the precision of its mean, or empty for NaN. */
  public static String part(double value, Sample sample, Column.Type type) {
    return Double.isNaN(value) ? "" : number(value, sample, type);
  }

  private static String number(double value, Sample sample, Column.Type type) {
    return type == Column.Type.INTEGER ? fixed(1, value) : round(value, sample.mean());
  }

  /** So many decimals, the power of ten of what would have too many digits; infinity as a word. */
  private static String fixed(int decimals, double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return Math.abs(value) < MOST_DIGITS
        ? String.format(Locale.ROOT, "%." + decimals + "f", value)
        : AxisText.scientific(String.format(Locale.ROOT, "%.2e", value), value);
  }

  /** Four decimals below ten, fewer above; the mean decides, so that a line has one precision. */
  private static String round(double value, double mean) {
    double size = Math.abs(mean);
    if (!Double.isInfinite(value) && size != 0 && (size < 1e-3 || size >= 1e6)) {
      return AxisText.scientific(String.format(Locale.ROOT, "%.2e", value), value);
    }
    int decimals = size < 10 ? 4 : size < 100 ? 3 : size < 1000 ? 2 : 1;
    return fixed(decimals, value);
  }

  /** {@code k of n}, with the Wilson interval of the share if {@code k} is not zero. */
  public static String share(int k, int n) {
    if (n == 0) {
      return "";
    }
    String counts = k + " of " + n;
    if (k == 0) {
      return counts;
    }
    double[] interval = Sample.wilson(k, n);
    return String.format(
        Locale.ROOT, "%s (%.0f to %.0f %%)", counts, 100 * interval[0], 100 * interval[1]);
  }
}
