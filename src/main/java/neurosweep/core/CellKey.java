package neurosweep.core;

import java.util.regex.Pattern;

/**
 * The key of a cell or of a configuration, see {@link Cell#id} and {@link Cell#configId}.
 *
 * @param text 20 hexadecimal digits
 */
public record CellKey(String text) {
  private static final Pattern RULE = Pattern.compile("[0-9a-f]{20}");

  /**
   * Checks itself, wherever it comes from.
   *
   * @throws UserError if it is another
   */
  public CellKey {
    Names.require("key", text, RULE, "20 hexadecimal digits");
  }

  /** Whether a text is a key. */
  public static boolean is(String text) {
    return RULE.matcher(text).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
