package neurosweep.spec;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/**
 * An axis whose values are drawn rather than listed.
 *
 * @param knob its name
 * @param kind how shares of the distribution become values
 * @param from the least value, of numbers
 * @param to the largest value, of numbers; whole numbers include it
 * @param choices the values in the order of the job, where they are neither near nor far
 */
public record Distribution(
    String knob, Kind kind, BigDecimal from, BigDecimal to, List<String> choices) {

  /** The kinds of distribution. */
  public enum Kind {
    /** Every value alike. */
    UNIFORM,
    /** Every ratio alike. */
    LOGUNIFORM,
    /** Every whole number alike, both ends included. */
    INT_UNIFORM,
    /** One of a list, each alike. */
    CHOICE;

    /** The name in a job file. */
    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Characters of a number that is written without an exponent. */
  private static final int LONGEST_PLAIN = 5;

  /** What a drawn number keeps, so that it can be written and read again as it is. */
  private static final MathContext DIGITS = new MathContext(5);

  /** Copies the list. */
  public Distribution {
    choices = List.copyOf(choices);
  }

  /**
   * The value below which that share of the distribution lies, as a job would give it.
   *
   * @param share from 0 to below 1
   */
  public String text(double share) {
    return switch (kind) {
      case CHOICE -> choices.get((int) (share * choices.size()));
      case INT_UNIFORM -> {
        double count = to.subtract(from).doubleValue() + 1;
        yield from.add(new BigDecimal(Math.floor(share * count))).toPlainString();
      }
      case LOGUNIFORM -> {
        double low = StrictMath.log(from.doubleValue());
        double high = StrictMath.log(to.doubleValue());
        double value = StrictMath.exp(low + share * (high - low));
        yield within(new BigDecimal(value, DIGITS));
      }
      case UNIFORM -> {
        BigDecimal way = to.subtract(from).multiply(new BigDecimal(share));
        yield within(from.add(way).round(DIGITS));
      }
    };
  }

  /** Rounding must not lead out of the bounds. */
  private String within(BigDecimal value) {
    return value.max(from).min(to).toString();
  }

  /** How many values it chooses among that are neither near nor far; 0 where they are numbers. */
  public int count() {
    return choices.size();
  }

  /** As the job gives it. */
  public String text() {
    return kind == Kind.CHOICE
        ? kind.label() + "(" + String.join(", ", choices) + ")"
        : kind.label() + "(" + shown(from) + ", " + shown(to) + ")";
  }

  private static String shown(BigDecimal end) {
    String plain = end.stripTrailingZeros().toPlainString();
    if (plain.length() <= LONGEST_PLAIN) {
      return plain;
    }
    BigDecimal digits = end.stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    return digits.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }
}
