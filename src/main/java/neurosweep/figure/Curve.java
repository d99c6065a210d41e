package neurosweep.figure;

/**
 * A line through points, broken where one is not finite.
 *
 * @param x across
 * @param y upwards
 * @param look colour and dashes
 * @param weight how it stands out
 * @param tip what it is
 */
public record Curve(double[] x, double[] y, Look look, Weight weight, String tip) implements Layer {
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
      boolean before = i > 0 && Frame.seen(across, up, i - 1);
      boolean after = i + 1 < up.length && Frame.seen(across, up, i + 1);
      if (Frame.seen(across, up, i) && !before && !after) {
        Outline point = look.marker().at(across[i], up[i], 1.4);
        Surface surface = frame.surface();
        surface.clipped(frame.box(), () -> surface.draw(point, Style.fill(look.ink()), tip));
      }
    }
  }

  private void end(Frame frame, double[] across, double[] up) {
    for (int i = up.length - 1; i >= 0; i--) {
      if (Frame.seen(across, up, i)) {
        double y = Math.max(frame.box().y(), Math.min(frame.box().bottom(), up[i]));
        Outline cross = Marker.cross(across[i], y, 2.2);
        frame.surface().draw(cross, Style.stroke(Pen.of(look.ink(), 1)), tip);
        return;
      }
    }
  }
}
