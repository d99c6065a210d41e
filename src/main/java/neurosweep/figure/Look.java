package neurosweep.figure;

import java.util.List;

/**
 * How one of several series looks: told apart by colour, by shape and by dashes, so that a grey
 * print or a reader who sees no colours loses nothing.
 *
 * @param ink colour
 * @param marker shape of points
 * @param dash dashes of lines
 */
public record Look(Ink ink, Marker marker, List<Double> dash) {
  /**
   * Okabe and Ito's colours for all kinds of colour vision, without yellow, which vanishes on white
   * paper; neighbours in this order differ in lightness too.
   */
  private static final int[] COLOURS = {
    0x0072B2, 0xD55E00, 0x000000, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9
  };

  private static final List<Marker> MARKERS = List.of(Marker.values());

  private static final List<List<Double>> DASHES =
      List.of(
          List.of(),
          List.of(4.0, 1.6),
          List.of(1.2, 1.4),
          List.of(5.0, 1.4, 1.2, 1.4),
          List.of(7.0, 2.0));

  /** The look of the i-th series; the first 14 differ in more than one respect. */
  public static Look of(int i) {
    Ink ink = new Ink(COLOURS[i % COLOURS.length], 1);
    Marker marker = MARKERS.get((i + i / COLOURS.length) % MARKERS.size());
    return new Look(ink, marker, DASHES.get(i % DASHES.size()));
  }

  /** The look of what belongs to no series. */
  public static Look plain() {
    return new Look(Ink.GREY, Marker.CIRCLE, List.of());
  }

  /** The same without dashes, which make nothing of a line that turns at every point. */
  public Look solid() {
    return new Look(ink, marker, List.of());
  }

  Pen pen(double width) {
    return new Pen(ink, width, dash);
  }
}
