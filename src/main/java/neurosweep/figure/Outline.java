package neurosweep.figure;

import java.util.Arrays;

/** Lines and curves, drawn as one mark. */
public final class Outline {
  /** Of a cubic arc for a quarter of a circle. */
  private static final double QUARTER = 0.5522847498;

  private final StringBuilder steps = new StringBuilder();
  private double[] places = new double[16];
  private int used;

  /** Follows an outline step by step. */
  interface Walk {
    void move(double x, double y);

    void line(double x, double y);

    void curve(double x1, double y1, double x2, double y2, double x, double y);

    void close();
  }

  /** Goes somewhere without a line. */
  public Outline move(double x, double y) {
    return add('M', x, y);
  }

  /** Draws a line on. */
  public Outline line(double x, double y) {
    return add('L', x, y);
  }

  /** Draws a line back to where it began. */
  public Outline close() {
    return add('Z');
  }

  private Outline add(char step, double... at) {
    steps.append(step);
    if (used + at.length > places.length) {
      places = Arrays.copyOf(places, 2 * places.length + at.length);
    }
    System.arraycopy(at, 0, places, used, at.length);
    used += at.length;
    return this;
  }

  /** A line through points, broken where one is not finite. */
  public static Outline through(double[] x, double[] y) {
    Outline outline = new Outline();
    boolean drawing = false;
    for (int i = 0; i < x.length; i++) {
      boolean finite = Double.isFinite(x[i]) && Double.isFinite(y[i]);
      if (finite) {
        outline.add(drawing ? 'L' : 'M', x[i], y[i]);
      }
      drawing = finite;
    }
    return outline;
  }

  /** One line. */
  public static Outline segment(double x1, double y1, double x2, double y2) {
    return new Outline().move(x1, y1).line(x2, y2);
  }

  /** A rectangle. */
  public static Outline of(Box box) {
    return new Outline()
        .move(box.x(), box.y())
        .line(box.right(), box.y())
        .line(box.right(), box.bottom())
        .line(box.x(), box.bottom())
        .close();
  }

  /** A circle. */
  public static Outline circle(double x, double y, double radius) {
    double k = QUARTER * radius;
    return new Outline()
        .move(x + radius, y)
        .add('C', x + radius, y + k, x + k, y + radius, x, y + radius)
        .add('C', x - k, y + radius, x - radius, y + k, x - radius, y)
        .add('C', x - radius, y - k, x - k, y - radius, x, y - radius)
        .add('C', x + k, y - radius, x + radius, y - k, x + radius, y)
        .close();
  }

  /** Whether it has no step. */
  public boolean isEmpty() {
    return steps.isEmpty();
  }

  void walk(Walk walk) {
    int at = 0;
    for (int i = 0; i < steps.length(); i++) {
      switch (steps.charAt(i)) {
        case 'M' -> walk.move(places[at++], places[at++]);
        case 'L' -> walk.line(places[at++], places[at++]);
        case 'C' -> {
          walk.curve(
              places[at],
              places[at + 1],
              places[at + 2],
              places[at + 3],
              places[at + 4],
              places[at + 5]);
          at += 6;
        }
        default -> walk.close();
      }
    }
  }
}
