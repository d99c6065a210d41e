package neurosweep.figure;

/**
 * Text at a place.
 *
 * @param words the text
 * @param spot where its baseline is
 * @param size in points
 * @param ink its colour
 */
public record Label(Words words, Spot spot, double size, Ink ink) {

  /** Which part of the text is at the place. */
  public enum Anchor {
    /** Its beginning. */
    START,
    /** Its middle. */
    MIDDLE,
    /** Its end. */
    END
  }

  /**
   * A place for text.
   *
   * @param x of the baseline, in points
   * @param y of the baseline, in points
   * @param anchor what part of the text is there
   * @param upwards whether the text runs from bottom to top
   */
  public record Spot(double x, double y, Anchor anchor, boolean upwards) {}

  /** Black text. */
  public static Label of(String text, double x, double y, Anchor anchor, double size) {
    return new Label(Words.of(text), new Spot(x, y, anchor, false), size, Ink.BLACK);
  }

  /** How far the text begins before its place. */
  double lead() {
    double width = words.width(size);
    return switch (spot.anchor()) {
      case START -> 0;
      case MIDDLE -> width / 2;
      case END -> width;
    };
  }
}
