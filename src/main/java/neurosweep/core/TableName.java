package neurosweep.core;

import java.util.regex.Pattern;

/**
 * The name of a table that an experiment fills, which its directory has too.
 *
 * @param text letters, digits, hyphens and underscores
 */
public record TableName(String text) {
  private static final Pattern RULE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,99}");

  /**
   * Checks itself, wherever it comes from.
   *
   * @throws UserError if it is another
   */
  public TableName {
    Names.require("table name", text, RULE, "letters, digits, - and _, at most 100");
  }

  @Override
  public String toString() {
    return text;
  }
}
