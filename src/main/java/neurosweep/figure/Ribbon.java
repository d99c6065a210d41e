package neurosweep.figure;

/**
 * An interval along a curve, broken where an end of it is not finite. Of several curves all ribbons
 * are drawn before the lines.
 *
 * @param x across
 * @param low lower ends
 * @param high upper ends
 * @param look colour
 */
public record Ribbon(double[] x, double[] low, double[] high, Look look) implements Layer {
  @Override
  public void draw(Frame frame) {
    Outline around = around(frame.across(x), frame.up(low), frame.up(high));
    Style style = Style.fill(look.ink().faded(0.18));
    frame.surface().clipped(frame.box(), () -> frame.surface().draw(around, style, ""));
  }

  private static Outline around(double[] x, double[] low, double[] high) {
    Outline outline = new Outline();
    int begin = 0;
    for (int i = 0; i <= x.length; i++) {
      if (i == x.length || !Frame.seen(x, low, i) || !Frame.seen(x, high, i)) {
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

  private static void step(Outline outline, boolean first, double x, double y) {
    if (first) {
      outline.move(x, y);
    } else {
      outline.line(x, y);
    }
  }
}
