package neurosweep.figure;

/**
 * The colours of numbers: viridis (Smith and van der Walt), which grows evenly in lightness, for
 * every kind of colour vision and in grey print.
 */
public final class Colours {
  private static final int[] ANCHORS = {
    0x440154, 0x482475, 0x414487, 0x355F8D, 0x2A788E, 0x21918C, 0x22A884, 0x44BF70, 0x7AD151,
    0xBDDF26, 0xFDE725
  };

  private Colours() {}

  /** The colour at a share of the way from least to most. */
  public static Ink at(double share) {
    double place = Math.max(0, Math.min(1, share)) * (ANCHORS.length - 1);
    int low = (int) Math.min(place, ANCHORS.length - 2);
    double part = place - low;
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = ANCHORS[low] >> shift & 0xFF;
      int b = ANCHORS[low + 1] >> shift & 0xFF;
      rgb |= (int) Math.round(a + part * (b - a)) << shift;
    }
    return new Ink(rgb, 1);
  }
}
