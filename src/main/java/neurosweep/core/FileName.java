package neurosweep.core;

import java.util.regex.Pattern;

/**
 * The name of a file or directory of ours: one component, which neither leads elsewhere nor hides.
 *
 * @param text the name
 */
public record FileName(String text) {
  private static final Pattern RULE = Pattern.compile("[A-Za-z0-9_][^/\\\\:\\p{Cntrl}]{0,199}");

  /**
   * Checks itself, wherever it comes from.
   *
   * @throws UserError if it is another
   */
  public FileName {
    Names.require(
        "file name",
        text,
        RULE,
        "one name without /, \\, : and control characters, which begins with a letter, a digit or _, of at most 200 characters");
  }

  /** Whether a text is such a name. */
  public static boolean is(String text) {
    return RULE.matcher(text).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
