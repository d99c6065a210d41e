package neurosweep.figure;

/**
 * A line through points, broken where one is not finite, with an interval around it.
 *
 * @param x across
 * @param y upwards
 * @param band the interval around it
 * @param look colour and dashes
 * @param weight how it stands out
 * @param tip what it is
 */
public record Curve(double[] x, double[] y, Band band, Look look, Weight weight, String tip)
    implements Layer {
  /**
   * An interval around a curve.
   *
   * @param low lower ends
   * @param high upper ends
   */
  public record Band(double[] low, double[] high) {
    /** No interval. */
    public static final Band NONE = new Band(new double[0], new double[0]);
  }

  /** How a curve stands out. */
  public enum Weight {
    /** A mean. */
    MAIN,
    /** One run. */
    PLAIN,
    /** One that ended before its time, which a cross says. */
    BROKEN
  }

  @Override
  public void draw(Frame frame) {
    double[] across = frame.across(x);
    Surface surface = frame.surface();
    if (band.low.length > 0) {
      Style style = Style.fill(look.ink().faded(0.18));
      Outline around = around(across, frame.up(band.low), frame.up(band.high));
      surface.clipped(frame.box(), () -> surface.draw(around, style, ""));
    }
    Pen pen =
        switch (weight) {
          case MAIN -> look.pen(1.1);
          case PLAIN -> Pen.of(look.ink(), 0.7);
          case BROKEN -> Pen.of(look.ink().faded(0.7), 0.5);
        };
    double[] up = frame.up(y);
    frame.line(Outline.through(across, up), pen, tip);
    single(frame, across, up);
    if (weight == Weight.BROKEN) {
      end(frame, across, up);
    }
  }

  /** A point between two gaps makes no line. */
  private void single(Frame frame, double[] across, double[] up) {
    for (int i = 0; i < up.length; i++) {
      boolean before = i > 0 && seen(across, up, i - 1);
      boolean after = i + 1 < up.length && seen(across, up, i + 1);
      if (seen(across, up, i) && !before && !after) {
        Outline point = look.marker().at(across[i], up[i], 1.4);
        frame.surface().draw(point, Style.fill(look.ink()), tip);
      }
    }
  }

  private void end(Frame frame, double[] across, double[] up) {
    for (int i = up.length - 1; i >= 0; i--) {
      if (seen(across, up, i)) {
        double y = Math.max(frame.box().y(), Math.min(frame.box().bottom(), up[i]));
        Outline cross = Marker.cross(across[i], y, 2.2);
        frame.surface().draw(cross, Style.stroke(Pen.of(look.ink(), 1)), tip);
        return;
      }
    }
  }

  private static Outline around(double[] x, double[] low, double[] high) {
    Outline outline = new Outline();
    int begin = 0;
    for (int i = 0; i <= x.length; i++) {
      if (i == x.length || !seen(x, low, i) || !seen(x, high, i)) {
        for (int k = begin; k < i; k++) {
          step(outline, k == begin, x[k], high[k]);
        }
        for (int k = i - 1; k >= begin; k--) {
          outline.line(x[k], low[k]);
        }
        if (i > begin) {
          outline.close();
        }
        begin = i + 1;
      }
    }
    return outline;
  }

  /** Zero, for one, has no place on a logarithmic scale. */
  private static boolean seen(double[] across, double[] up, int i) {
    return Double.isFinite(across[i]) && Double.isFinite(up[i]);
  }

  private static void step(Outline outline, boolean first, double x, double y) {
    if (first) {
      outline.move(x, y);
    } else {
      outline.line(x, y);
    }
  }
}
