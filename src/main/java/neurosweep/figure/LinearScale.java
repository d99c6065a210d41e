package neurosweep.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * Equal differences are equal distances. Any two numbers make a scale: what doubles cannot tell
 * apart is drawn as one value, and what is beyond them ends at the largest.
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

  /** Values whose difference is a smaller share of their size are drawn as one. */
  private static final double APART = 1e-12;

  /** The least difference that is drawn: below, steps between ticks would lose their digits. */
  private static final double LEAST_SPAN = 1e-300;

  /** Shares of an axis that count as nothing. */
  private static final double ROUNDING = 1e-6;

  /** Multiples of a step that doubles still tell apart. */
  private static final double LAST_MULTIPLE = 1e15;

  /** Refuses an empty range. */
  public LinearScale {
    stops = List.copyOf(stops);
    if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
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
    double from = finite(least);
    double to = finite(most);
    double size = Math.max(Math.abs(from), Math.abs(to));
    double alone = size == 0 ? 0.5 : Math.max(0.05 * size, LEAST_SPAN);
    double room = apart(from, to) ? Math.max(PAD * (to - from), beside(stops)) : alone;
    return new LinearScale(finite(from - room), finite(to + room), stops, whole);
  }

  /** Exactly a range of data; with some room where it is too narrow to draw. */
  public static LinearScale over(double least, double most, boolean whole) {
    double from = finite(least);
    double to = finite(most);
    return from < to && apart(from, to)
        ? new LinearScale(from, to, List.of(), whole)
        : around(least, most, List.of(), whole);
  }

  private static double finite(double value) {
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
  }

  private static boolean apart(double least, double most) {
    double span = most - least;
    return span > APART * Math.max(Math.abs(least), Math.abs(most)) && span >= LEAST_SPAN;
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
    double span = high - low;
    return Double.isInfinite(span)
        ? (value / 2 - low / 2) / (high / 2 - low / 2)
        : (value - low) / span;
  }

  @Override
  public List<Tick> ticks(double length, Tick.Extent extent) {
    if (!stops.isEmpty() && stops.size() <= MOST_STOPS) {
      List<Tick> all = stops.stream().map(stop -> new Tick(stop, Numerals.of(stop))).toList();
      return Tick.thinned(all, this, length, extent);
    }
    double span = high - low;
    double part = Double.isInfinite(span) ? Double.MAX_VALUE / 4 : span / MOST_LABELS;
    double step = nice(part);
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

  /** None beyond what doubles tell apart: the ends then stand for the range. */
  private List<Tick> multiples(double step) {
    double largest = Math.max(Math.abs(low), Math.abs(high));
    if (!(step >= Double.MIN_NORMAL) || largest / step > LAST_MULTIPLE) {
      return List.of(new Tick(low, Numerals.of(low)), new Tick(high, Numerals.of(high)));
    }
    List<Tick> ticks = new ArrayList<>();
    long first = (long) Math.ceil(low / step - 1e-9);
    long last = (long) Math.floor(high / step + 1e-9);
    for (long i = first; i <= last; i++) {
      double value = i == 0 ? 0 : i * step; // of no finite step the zero
      double place = place(value);
      if (place >= -ROUNDING && place <= 1 + ROUNDING) {
        ticks.add(new Tick(value, Numerals.multiple(value, step, largest)));
      }
    }
    return ticks;
  }
}
