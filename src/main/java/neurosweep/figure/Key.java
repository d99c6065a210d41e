package neurosweep.figure;

/**
 * A line of a legend.
 *
 * @param label what the mark means
 * @param look how it looks
 * @param sample what of it is shown
 */
public record Key(String label, Look look, Sample sample) {
  /** Points that the sample takes. */
  static final double SAMPLE = 18;

  /** What a legend shows. */
  public enum Sample {
    /** A line. */
    LINE,
    /** A line in a band. */
    BAND,
    /** A point. */
    POINT,
    /** A point on a line. */
    POINT_ON_LINE,
    /** The cross at the end of a curve. */
    CROSS,
    /** A hatched area. */
    HATCH,
    /** A framed cell. */
    CHOICE,
    /** A line that says what would be. */
    GUIDE
  }

  /** Draws the sample with its middle at a height. */
  void draw(Surface surface, double x, double y) {
    Box area = new Box(x + 4, y - 3, SAMPLE - 8, 6);
    Outline line = Outline.segment(x, y, x + SAMPLE - 2, y);
    double middle = x + SAMPLE / 2 - 1;
    switch (sample) {
      case LINE -> surface.draw(line, Style.stroke(look.pen(1.1)), "");
      case BAND -> {
        Box band = new Box(x, y - 2.5, SAMPLE - 2, 5);
        surface.draw(Outline.of(band), Style.fill(look.ink().faded(0.18)), "");
        surface.draw(line, Style.stroke(look.pen(1.1)), "");
      }
      case POINT -> point(surface, middle, y);
      case POINT_ON_LINE -> {
        surface.draw(line, Style.stroke(look.pen(0.7)), "");
        point(surface, middle, y);
      }
      case CROSS -> {
        Pen pen = Pen.of(look.ink(), 1);
        surface.draw(Outline.segment(x, y, middle, y), Style.stroke(Pen.of(look.ink(), 0.5)), "");
        surface.draw(Marker.cross(middle, y, 2.2), Style.stroke(pen), "");
      }
      case HATCH -> {
        surface.hatch(area, Pen.of(Ink.GREY, 0.5));
        surface.draw(Outline.of(area), Style.stroke(Pen.of(Ink.GREY, 0.4)), "");
      }
      case CHOICE -> surface.draw(Outline.of(area), Style.stroke(Pen.of(Ink.WARNING, 1.3)), "");
      case GUIDE -> {
        Pen pen = new Pen(Ink.GREY, 0.6, java.util.List.of(2.0, 1.5));
        surface.draw(line, Style.stroke(pen), "");
      }
    }
  }

  private void point(Surface surface, double x, double y) {
    surface.draw(look.marker().at(x, y, 2.1), Style.fill(look.ink()), "");
  }
}
