package neurosweep.figure;

import java.util.List;

/**
 * Means with intervals, joined by a line where the values across are numbers.
 *
 * @param means in the order of their values across
 * @param look colour, shape and dashes
 * @param slot their place among series of the same values
 * @param joined whether a line joins them
 */
public record Means(List<Mean> means, Look look, Frame.Slot slot, boolean joined) implements Layer {
  private static final double RADIUS = 2.1;

  /**
   * A mean and its interval.
   *
   * @param x across
   * @param mean upwards
   * @param low lower end, NaN for none
   * @param high upper end, NaN for none
   * @param tip what it is
   */
  public record Mean(double x, double mean, double low, double high, String tip) {}

  @Override
  public void draw(Frame frame) {
    double shift = frame.shift(slot);
    double[] x = frame.across(means.stream().mapToDouble(Mean::x).toArray());
    for (int i = 0; i < x.length; i++) {
      x[i] += shift;
    }
    double[] y = frame.up(means.stream().mapToDouble(Mean::mean).toArray());
    if (joined) {
      Style faint = Style.stroke(new Pen(look.ink().faded(0.8), 0.7, look.dash()));
      frame.surface().draw(Outline.through(x, y), faint, "");
    }
    for (int i = 0; i < x.length; i++) {
      Mean mean = means.get(i);
      if (Double.isFinite(x[i]) && Double.isFinite(y[i])) {
        whisker(frame, x[i], mean);
        Style style = new Style(look.ink(), Pen.of(Ink.WHITE, 0.5));
        frame.surface().draw(look.marker().at(x[i], y[i], RADIUS), style, mean.tip);
      }
    }
  }

  private void whisker(Frame frame, double x, Mean mean) {
    double low = frame.up(mean.low);
    double high = frame.up(mean.high);
    if (Double.isFinite(low) && Double.isFinite(high)) {
      Outline bar =
          Outline.segment(x, low, x, high)
              .move(x - 1.5, low)
              .line(x + 1.5, low)
              .move(x - 1.5, high)
              .line(x + 1.5, high);
      frame.line(bar, Pen.of(look.ink(), 0.9), mean.tip);
    }
  }
}
