package neurosweep.figure;

import java.util.List;

/**
 * Single points.
 *
 * @param dots their places
 * @param look colour and shape
 * @param slot their place among series of the same values
 * @param radius in points
 */
public record Dots(List<Dot> dots, Look look, Frame.Slot slot, double radius) implements Layer {
  /**
   * A mark.
   *
   * @param x across
   * @param y upwards
   * @param aside from -0.5 to 0.5, how far beside its value within its slot
   * @param tip what it is
   */
  public record Dot(double x, double y, double aside, String tip) {}

  @Override
  public void draw(Frame frame) {
    Style style = Style.fill(look.ink().faded(dots.size() > 300 ? 0.35 : 0.55));
    for (Dot dot : dots) {
      double x = frame.across(dot.x) + frame.shift(slot) + 0.8 * dot.aside * frame.slotWidth(slot);
      double y = frame.up(dot.y);
      if (Double.isFinite(x) && Double.isFinite(y)) {
        frame.surface().draw(look.marker().at(x, y, radius), style, dot.tip);
      }
    }
  }
}
