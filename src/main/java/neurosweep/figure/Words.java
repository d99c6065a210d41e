package neurosweep.figure;

/**
 * A short text, which may end in an exponent.
 *
 * @param text on the line
 * @param raised above it, or an empty string
 */
public record Words(String text, String raised) {
  /** The size of what is raised. */
  static final double RAISED_SIZE = 0.72;

  /** How far it is raised, in sizes of the text. */
  static final double RAISE = 0.36;

  /** Nothing. */
  public static final Words NONE = of("");

  /** Text on the line. */
  public static Words of(String text) {
    return new Words(text, "");
  }

  boolean isEmpty() {
    return text.isEmpty() && raised.isEmpty();
  }

  /** Width in points at a size in points. */
  public double width(double size) {
    return Typeface.width(text, size) + Typeface.width(raised, size * RAISED_SIZE);
  }

  /** The same, cut with an ellipsis where it is wider than there is room. */
  public Words within(double room, double size) {
    if (!raised.isEmpty() || width(size) <= room) {
      return this;
    }
    int end = text.length();
    while (end > 1 && Typeface.width(text.substring(0, end) + "…", size) > room) {
      end = text.offsetByCodePoints(end, -1);
    }
    return of(text.substring(0, end).stripTrailing() + "…");
  }
}
