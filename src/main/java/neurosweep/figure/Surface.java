package neurosweep.figure;

/**
 * What marks are drawn on: points, the origin at the upper left. Later marks cover earlier ones.
 */
public interface Surface {

  /**
   * Draws an outline.
   *
   * @param tip what the mark is, for who points at it, or an empty string
   */
  void draw(Outline outline, Style style, String tip);

  /** Writes a text. */
  void write(Label label);

  /** Draws marks of which nothing is seen outside of a box. */
  void clipped(Box box, Runnable marks);

  /** Draws a picture that fills a box. */
  void picture(Box box, Pixels pixels, String tip);

  /** Fills a box with slanted lines. */
  default void hatch(Box box, Pen pen) {
    double step = 3;
    Outline lines = new Outline();
    for (double at = -box.height() + step / 2; at < box.width(); at += step) {
      lines.move(box.x() + at, box.bottom()).line(box.x() + at + box.height(), box.y());
    }
    clipped(box, () -> draw(lines, Style.stroke(pen), ""));
  }
}
