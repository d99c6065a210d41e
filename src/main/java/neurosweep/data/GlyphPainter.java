package neurosweep.data;

import java.util.SplittableRandom;

/**
 * Draws one glyph: a class's strokes with jittered control points, under a random affine map, with
 * a pen of random width, and pixel noise.
 *
 * <p>Only IEEE additions, multiplications, divisions and square roots, {@link StrictMath} and the
 * generator's {@code nextLong} are used, so that a seed gives the same bytes on every platform.
 */
final class GlyphPainter {
  /** Height and width of the picture in pixels. */
  static final int SIZE = 28;

  /** Straight pieces that approximate one stroke. */
  private static final int PIECES = 8;

  /** The glyph's box of side 1 covers this many pixels. */
  private static final double BOX = 19;

  /**
   * How much glyphs of one class differ; every number is the half-width of a uniform distribution.
   *
   * @param jitter of each control point's coordinates, in units of the glyph's box
   * @param rotation in radians
   * @param shear horizontal, in box widths a box height
   * @param stretch of the logarithm of each axis's scale
   * @param shift of the centre, in pixels
   * @param noise of a pixel's value, in units of full ink
   */
  record Style(
      double jitter, double rotation, double shear, double stretch, double shift, double noise) {}

  private final Style style;
  private final double[] ink = new double[SIZE * SIZE];
  private SplittableRandom random;

  GlyphPainter(Style style) {
    this.style = style;
  }

  /**
   * Paints one example.
   *
   * @param strokes quadratic curves as {@code x0 y0 cx cy x1 y1} in the unit square, y downwards
   * @param random the example's own stream
   * @param out where the {@code SIZE * SIZE} bytes go, row by row
   * @param offset of the first byte
   */
  void paint(double[][] strokes, SplittableRandom random, byte[] out, int offset) {
    this.random = random;
    java.util.Arrays.fill(ink, 0);
    double[] map = affine();
    double radius = 0.8 + 0.7 * unit();
    for (double[] stroke : strokes) {
      drawStroke(mapped(stroke, map), radius);
    }
    for (int i = 0; i < ink.length; i++) {
      double value = ink[i] + style.noise * symmetric();
      out[offset + i] = (byte) (int) (255 * Math.max(0, Math.min(1, value)) + 0.5);
    }
  }

  /** Matrix a b c d and centre x y: box coordinates around 0 to pixels. */
  private double[] affine() {
    double angle = style.rotation * symmetric();
    double shear = style.shear * symmetric();
    double width = BOX * StrictMath.exp(style.stretch * symmetric());
    double height = BOX * StrictMath.exp(style.stretch * symmetric());
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double centre = 0.5 * (SIZE - 1);
    return new double[] {
      cos * width,
      (cos * shear - sin) * height,
      sin * width,
      (sin * shear + cos) * height,
      centre + style.shift * symmetric(),
      centre + style.shift * symmetric()
    };
  }

  private double[] mapped(double[] stroke, double[] map) {
    double[] points = new double[stroke.length];
    for (int i = 0; i < stroke.length; i += 2) {
      double x = stroke[i] + style.jitter * symmetric() - 0.5;
      double y = stroke[i + 1] + style.jitter * symmetric() - 0.5;
      points[i] = map[0] * x + map[1] * y + map[4];
      points[i + 1] = map[2] * x + map[3] * y + map[5];
    }
    return points;
  }

  private void drawStroke(double[] p, double radius) {
    double x = p[0];
    double y = p[1];
    for (int piece = 1; piece <= PIECES; piece++) {
      double t = piece / (double) PIECES;
      double a = (1 - t) * (1 - t);
      double b = 2 * t * (1 - t);
      double c = t * t;
      double nextX = a * p[0] + b * p[2] + c * p[4];
      double nextY = a * p[1] + b * p[3] + c * p[5];
      drawPiece(x, y, nextX, nextY, radius);
      x = nextX;
      y = nextY;
    }
  }

  /** Full ink within the pen's radius of the piece, fading out over one pixel. */
  private void drawPiece(double x0, double y0, double x1, double y1, double radius) {
    double dx = x1 - x0;
    double dy = y1 - y0;
    double squared = dx * dx + dy * dy;
    double reach = radius + 0.5;
    int left = (int) Math.max(0, Math.ceil(Math.min(x0, x1) - reach));
    int right = (int) Math.min(SIZE - 1, Math.floor(Math.max(x0, x1) + reach));
    int top = (int) Math.max(0, Math.ceil(Math.min(y0, y1) - reach));
    int bottom = (int) Math.min(SIZE - 1, Math.floor(Math.max(y0, y1) + reach));
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        double px = column - x0;
        double py = row - y0;
        double t = squared > 0 ? (px * dx + py * dy) / squared : 0;
        t = Math.max(0, Math.min(1, t));
        double ex = px - t * dx;
        double ey = py - t * dy;
        double value = reach - Math.sqrt(ex * ex + ey * ey);
        int at = row * SIZE + column;
        ink[at] = Math.max(ink[at], Math.min(1, value));
      }
    }
  }

  /** Uniform in [0, 1), from the top 53 bits. */
  private double unit() {
    return (random.nextLong() >>> 11) * 0x1p-53;
  }

  /** Uniform in [-1, 1). */
  private double symmetric() {
    return 2 * unit() - 1;
  }
}
