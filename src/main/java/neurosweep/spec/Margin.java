package neurosweep.spec;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import neurosweep.core.UserError;

/**
 * Half-width of the equivalence test.
 *
 * @param value greater than 0, in the unit of the metric: {@code 0.5pp} is 0.005
 * @param points whether it was given in percentage points, which only shares have
 */
public record Margin(double value, boolean points) {
  private static final Pattern TEXT = Pattern.compile("\\s*([0-9.eE+-]+)\\s*(pp)?\\s*");

  /**
   * Reads {@code 0.01} or {@code 0.5pp}.
   *
   * @param name what the job calls it
   * @throws UserError for everything else
   */
  static Margin parse(String name, String text) {
    Matcher matcher = TEXT.matcher(text);
    String rule = name + " is \"%s\", must be a number > 0, or percentage points such as 0.5pp";
    try {
      double value = matcher.matches() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
      boolean points = matcher.matches() && matcher.group(2) != null;
      double margin = points ? value / 100 : value;
      if (margin > 0 && !Double.isInfinite(margin)) {
        return new Margin(margin, points);
      }
    } catch (NumberFormatException e) {
      throw new UserError(rule.formatted(text), e);
    }
    throw new UserError(rule.formatted(text));
  }
}
