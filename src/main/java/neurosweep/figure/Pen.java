package neurosweep.figure;

import java.util.List;

/**
 * How a line is drawn.
 *
 * @param ink its colour
 * @param width in points
 * @param dash lengths of marks and gaps in points, empty for a solid line
 */
public record Pen(Ink ink, double width, List<Double> dash) {
  /** No line. */
  public static final Pen NONE = new Pen(Ink.NONE, 0, List.of());

  /** Copies the list. */
  public Pen {
    dash = List.copyOf(dash);
  }

  /** A solid line. */
  public static Pen of(Ink ink, double width) {
    return new Pen(ink, width, List.of());
  }
}
