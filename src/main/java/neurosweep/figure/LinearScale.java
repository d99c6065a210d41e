package neurosweep.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * Equal differences are equal distances.
 *
 * @param low value at the beginning
 * @param high value at the end
 * @param stops the values that data sit on, in order, which are then the ones to label; or empty
 * @param whole whether only whole numbers are labelled
 */
public record LinearScale(double low, double high, List<Double> stops, boolean whole)
    implements Scale {
  private static final double PAD = 0.05;
  private static final int MOST_LABELS = 7;

  /** Refuses an empty range. */
  public LinearScale {
    stops = List.copyOf(stops);
    if (!(low < high) || Double.isInfinite(high - low)) {
      throw new IllegalArgumentException("from " + low + " to " + high);
    }
  }

  /** Holds a range of data with some room; data of one value in the middle; no data as 0 to 1. */
  public static LinearScale around(double least, double most) {
    return around(least, most, List.of(), false);
  }

  /** The same for data that sit on some values. */
  public static LinearScale around(double least, double most, List<Double> stops, boolean whole) {
    if (!(least <= most)) {
      return new LinearScale(0, 1, stops, whole);
    }
    double span = most - least;
    double size = Math.max(Math.abs(least), Math.abs(most));
    double alone = size == 0 ? 0.5 : Math.max(0.05 * size, 1e-300);
    double room = span > 1e-12 * size ? Math.max(PAD * span, beside(stops)) : alone;
    return new LinearScale(least - room, most + room, stops, whole);
  }

  /** Series that share a stop stand beside it. */
  private static double beside(List<Double> stops) {
    double least = stops.size() < 2 ? 0 : Double.POSITIVE_INFINITY;
    for (int i = 1; i < stops.size(); i++) {
      least = Math.min(least, stops.get(i) - stops.get(i - 1));
    }
    return 0.45 * least;
  }

  @Override
  public double place(double value) {
    return (value - low) / (high - low);
  }

  @Override
  public List<Tick> ticks(double length, Tick.Extent extent) {
    if (!stops.isEmpty() && stops.size() <= MOST_STOPS) {
      List<Tick> all = stops.stream().map(stop -> new Tick(stop, Numerals.of(stop))).toList();
      return Tick.thinned(all, this, length, extent);
    }
    double step = nice((high - low) / MOST_LABELS);
    if (whole) {
      step = Math.max(1, step);
    }
    List<Tick> ticks = multiples(step);
    while (ticks.size() > 2 && !Tick.apart(ticks, 1, this, length, extent)) {
      step = nice(step * 1.5);
      ticks = multiples(step);
    }
    return ticks;
  }

  /** The least of 1, 2 and 5 times a power of ten that is not below. */
  private static double nice(double atLeast) {
    double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= atLeast * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private List<Tick> multiples(double step) {
    List<Tick> ticks = new ArrayList<>();
    double largest = Math.max(Math.abs(low), Math.abs(high));
    double first = Math.ceil(low / step - 1e-9);
    double last = Math.floor(high / step + 1e-9);
    for (double i = first; i <= last; i++) {
      ticks.add(new Tick(i * step, Numerals.multiple(i * step, step, largest)));
    }
    return ticks;
  }
}
