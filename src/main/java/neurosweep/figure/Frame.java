package neurosweep.figure;

/**
 * The inside of a panel.
 *
 * @param surface what is drawn on
 * @param box where
 * @param x scale across
 * @param y scale upwards
 */
public record Frame(Surface surface, Box box, Scale x, Scale y) {
  /** Widest place, in points, of one of several series that share a value. */
  private static final double WIDEST_SLOT = 9;

  /** In widths or heights of a frame, of what is drawn outside of it. */
  private static final double FARTHEST = 1e4;

  /** Where a value is across. */
  double across(double value) {
    return box.x() + share(x, value) * box.width();
  }

  /** Where a value is upwards. */
  double up(double value) {
    return box.bottom() - share(y, value) * box.height();
  }

  /** What is far outside is drawn less far outside: files hold no larger numbers. */
  private static double share(Scale scale, double value) {
    double place = scale.place(value);
    return Double.isInfinite(value) ? place : Math.max(-FARTHEST, Math.min(FARTHEST, place));
  }

  double[] across(double[] values) {
    double[] places = new double[values.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = across(values[i]);
    }
    return places;
  }

  double[] up(double[] values) {
    double[] places = new double[values.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = up(values[i]);
    }
    return places;
  }

  /** Draws a line of which nothing is seen outside of the frame. */
  void line(Outline outline, Pen pen, String tip) {
    surface.clipped(box, () -> surface.draw(outline, Style.stroke(pen), tip));
  }

  /** The width that one of several series has around a value they share. */
  double slotWidth(Slot slot) {
    return Math.min(WIDEST_SLOT, 0.8 * x.gap(box.width()) / slot.count());
  }

  /** How far beside a shared value a series is drawn. */
  double shift(Slot slot) {
    return (slot.index() - (slot.count() - 1) / 2.0) * slotWidth(slot);
  }

  /**
   * The place of a series among those that share values of the axis across.
   *
   * @param index from 0
   * @param count how many there are
   */
  public record Slot(int index, int count) {
    /** Alone. */
    public static final Slot WHOLE = new Slot(0, 1);
  }

  /** Whether a point has a place on its scales; zero, for one, has none on a logarithmic one. */
  static boolean seen(double[] across, double[] up, int i) {
    return Double.isFinite(across[i]) && Double.isFinite(up[i]);
  }
}
