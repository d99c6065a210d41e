package neurosweep.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * A mark at an axis.
 *
 * @param value where
 * @param words its label; empty for a small mark between labelled ones
 */
public record Tick(double value, Words words) {
  /** Points that labels keep from each other. */
  private static final double APART = 4;

  /** How long a label is along its axis. */
  interface Extent {
    double of(Words words);
  }

  /**
   * All ticks, with as many labels as do not touch: every k-th, for the least k.
   *
   * @param length of the axis in points
   */
  static List<Tick> thinned(List<Tick> all, Scale scale, double length, Extent extent) {
    for (int every = 1; every < all.size(); every++) {
      if (apart(all, every, scale, length, extent)) {
        return every(all, every);
      }
    }
    return every(all, Math.max(1, all.size()));
  }

  private static List<Tick> every(List<Tick> all, int every) {
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      ticks.add(i % every == 0 ? all.get(i) : new Tick(all.get(i).value, Words.NONE));
    }
    return ticks;
  }

  static boolean apart(List<Tick> all, int every, Scale scale, double length, Extent extent) {
    double free = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < all.size(); i += every) {
      double half = extent.of(all.get(i).words) / 2;
      double at = scale.place(all.get(i).value) * length;
      if (at - half < free) {
        return false;
      }
      free = at + half + APART;
    }
    return true;
  }
}
