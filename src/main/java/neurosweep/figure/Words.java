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

  /** The same, cut in its middle where it is wider than there is room: names differ at the end. */
  public Words within(double room, double size) {
    if (!raised.isEmpty() || width(size) <= room) {
      return this;
    }
    int[] all = text.codePoints().toArray();
    for (int kept = all.length - 1; kept > 2; kept--) {
      int head = (kept + 1) / 2;
      int tail = kept - head;
      String cut = new String(all, 0, head) + "…" + new String(all, all.length - tail, tail);
      if (Typeface.width(cut, size) <= room) {
        return of(cut);
      }
    }
    return of("…");
  }
}
