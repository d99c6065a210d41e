package neurosweep.figure;

/**
 * Moments in rows, such as spikes.
 *
 * @param x when
 * @param y which row
 * @param look colour
 * @param tip what they are
 */
public record Events(double[] x, double[] y, Look look, String tip) implements Layer {
  @Override
  public void draw(Frame frame) {
    double row = Math.abs(frame.up(1) - frame.up(0));
    double half = Math.max(0.3, Math.min(3, 0.4 * row));
    Outline all = new Outline();
    for (int i = 0; i < x.length; i++) {
      double at = frame.across(x[i]);
      double middle = frame.up(y[i]);
      if (Double.isFinite(at) && Double.isFinite(middle)) {
        all.move(at, middle - half).line(at, middle + half);
      }
    }
    frame.line(all, Pen.of(look.ink(), 0.5), tip);
  }
}
