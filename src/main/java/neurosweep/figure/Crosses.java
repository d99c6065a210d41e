package neurosweep.figure;

import java.util.List;

/**
 * Crosses at the lower edge: what has no value because it was lost.
 *
 * @param crosses their places
 * @param look colour
 * @param slot their place among series of the same values
 */
public record Crosses(List<Cross> crosses, Look look, Frame.Slot slot) implements Layer {

  /**
   * A cross.
   *
   * @param x across
   * @param tip what it is
   */
  public record Cross(double x, String tip) {}

  @Override
  public void draw(Frame frame) {
    for (Cross cross : crosses) {
      double x = frame.across(cross.x) + frame.shift(slot);
      Outline outline = Marker.cross(x, frame.box().bottom() - 4.5, 2.2);
      frame.surface().draw(outline, Style.stroke(Pen.of(look.ink(), 1.1)), cross.tip);
    }
  }
}
