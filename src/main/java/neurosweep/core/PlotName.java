package neurosweep.core;

import java.util.regex.Pattern;

/**
 * The name of a plot, which its files have too.
 *
 * @param text letters, digits, hyphens and underscores
 */
public record PlotName(String text) {
  private static final Pattern RULE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

  /**
   * Checks itself, wherever it comes from.
   *
   * @throws UserError if it is another
   */
  public PlotName {
    Names.require("plot name", text, RULE, "letters, digits, - and _, at most 100");
  }

  @Override
  public String toString() {
    return text;
  }
}
