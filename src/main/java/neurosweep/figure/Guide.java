package neurosweep.figure;

import java.util.List;

/**
 * A line that says what would be.
 *
 * @param kind which
 * @param at its value; the identity has none
 */
public record Guide(Kind kind, double at) implements Layer {
  /** Kinds of guides. */
  public enum Kind {
    /** At one value upwards. */
    LEVEL,
    /** Where both values are equal. */
    IDENTITY
  }

  @Override
  public void draw(Frame frame) {
    Pen pen = new Pen(Ink.GREY, 0.6, List.of(2.0, 1.5));
    Box box = frame.box();
    if (kind == Kind.LEVEL) {
      double y = frame.up(at);
      frame.line(Outline.segment(box.x(), y, box.right(), y), pen, "");
      return;
    }
    int points = 64; // straight where both scales are of one kind
    double[] x = new double[points + 1];
    double[] y = new double[points + 1];
    for (int i = 0; i <= points; i++) {
      double value = value(frame.x(), (double) i / points);
      x[i] = frame.across(value);
      y[i] = frame.up(value);
    }
    frame.line(Outline.through(x, y), pen, "");
  }

  private static double value(Scale scale, double share) {
    if (scale instanceof LinearScale linear) {
      return linear.low() + share * (linear.high() - linear.low());
    }
    if (scale instanceof LogScale log) {
      return Math.exp((1 - share) * Math.log(log.low()) + share * Math.log(log.high()));
    }
    return Double.NaN;
  }
}
