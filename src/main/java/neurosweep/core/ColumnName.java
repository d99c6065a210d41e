package neurosweep.core;

import java.util.regex.Pattern;

/**
 * The name of an axis, a metric or another column of a sweep's tables; files of figures may have it
 * in their names.
 *
 * @param text letters, digits, hyphens and underscores
 */
public record ColumnName(String text) {
  private static final Pattern RULE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,99}");

  /**
   * Checks itself, wherever it comes from.
   *
   * @throws UserError if it is another
   */
  public ColumnName {
    Names.require("column name", text, RULE, "letters, digits, - and _, at most 100");
  }

  @Override
  public String toString() {
    return text;
  }
}
