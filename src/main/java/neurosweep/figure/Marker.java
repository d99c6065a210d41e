package neurosweep.figure;

/** Shapes of points, apart from each other without colour. */
public enum Marker {
  /** A disc. */
  CIRCLE,
  /** A square. */
  SQUARE,
  /** A triangle that stands on its side. */
  TRIANGLE,
  /** A square on its corner. */
  DIAMOND,
  /** A triangle that stands on its tip. */
  TIP,
  /** A plus with thick arms. */
  PLUS,
  /** A star of four rays. */
  STAR;

  /** Its outline around a centre; shapes of one radius cover about the same area. */
  Outline at(double x, double y, double radius) {
    double r = radius;
    return switch (this) {
      case CIRCLE -> Outline.circle(x, y, r);
      case SQUARE -> Outline.of(new Box(x - 0.88 * r, y - 0.88 * r, 1.76 * r, 1.76 * r));
      case TRIANGLE -> polygon(x, y, 0, -1.25 * r, 1.12 * r, 0.8 * r, -1.12 * r, 0.8 * r);
      case DIAMOND -> polygon(x, y, 0, -1.3 * r, 1.3 * r, 0, 0, 1.3 * r, -1.3 * r, 0);
      case TIP -> polygon(x, y, 0, 1.25 * r, 1.12 * r, -0.8 * r, -1.12 * r, -0.8 * r);
      case PLUS -> plus(x, y, 1.2 * r, 0.42 * r);
      case STAR -> star(x, y, 1.5 * r, 0.5 * r);
    };
  }

  private static Outline polygon(double x, double y, double... corners) {
    Outline outline = new Outline().move(x + corners[0], y + corners[1]);
    for (int i = 2; i < corners.length; i += 2) {
      outline.line(x + corners[i], y + corners[i + 1]);
    }
    return outline.close();
  }

  private static Outline plus(double x, double y, double a, double b) {
    return polygon(
        x, y, -b, -a, b, -a, b, -b, a, -b, a, b, b, b, b, a, -b, a, -b, b, -a, b, -a, -b, -b, -b);
  }

  private static Outline star(double x, double y, double a, double b) {
    return polygon(x, y, 0, -a, b, -b, a, 0, b, b, 0, a, -b, b, -a, 0, -b, -b);
  }

  /** A cross for "ends here", which no series has as its marker. */
  static Outline cross(double x, double y, double r) {
    return new Outline()
        .move(x - r, y - r)
        .line(x + r, y + r)
        .move(x - r, y + r)
        .line(x + r, y - r);
  }
}
