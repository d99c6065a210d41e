package neurosweep.figure;

/**
 * How an outline is drawn: filled, then stroked.
 *
 * @param fill the colour inside, {@link Ink#NONE} for none
 * @param pen the line, {@link Pen#NONE} for none
 */
public record Style(Ink fill, Pen pen) {
  /** Only the line. */
  public static Style stroke(Pen pen) {
    return new Style(Ink.NONE, pen);
  }

  /** Only the inside. */
  public static Style fill(Ink ink) {
    return new Style(ink, Pen.NONE);
  }
}
